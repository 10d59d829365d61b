"""How traffic finds pods."""
