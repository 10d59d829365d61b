"""PolicySets that cannot be understood."""

from manifestlint.rulekit import Profile, Severity, reported_rule


@reported_rule("policyset-invalid", severity=Severity.ERROR, profile=Profile.ESSENTIAL, since="0.1")
def policyset_invalid() -> None:
    """A PolicySet has a mistake, or a folder has two of them.

    Nobody can then say what the team asks for, so there is no verdict, and the check ends with exit
    code 2. The finding points at the key or value: an unknown key, rule or option is mostly a slip of the
    pen, and the message names what was probably meant. Versions need quotes, for YAML reads `1.30` as the
    number 1.3. Editors show these mistakes while you type if they are given the PolicySet's JSON Schema.

    It is essential, and cannot be switched off: without a PolicySet that can be read nothing is judged.
    """
