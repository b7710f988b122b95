"""The short code printed on a copy: ten random characters and a check character, told apart when read aloud."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 11


def new_check_code(secrets) -> str:
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Weighted sum over the alphabet: finds one wrong character and most swapped neighbours."""
    total = sum((index + 2) * ALPHABET.index(character) for index, character in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def is_well_formed(code: str) -> bool:
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and check_character(code[:-1]) == code[-1]
