"""The two sides of a difficulty: the unit that meets it, the Department that answers."""
