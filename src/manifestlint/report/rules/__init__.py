"""What is known of rules, as a list and one at a time."""

FORMATS = ("text", "json")
