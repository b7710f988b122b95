"""The short code printed on a copy: ten random characters and a check character, told apart when read aloud."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 11


def new_check_code(secrets) -> str:
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """Luhn's sum over this alphabet: finds every single wrong character and nearly all swapped neighbours."""
    base, total, factor = len(ALPHABET), 0, 2
    for character in reversed(body):
        quotient, rest = divmod(factor * ALPHABET.index(character), base)
        total += quotient + rest
        factor = 3 - factor
    return ALPHABET[-total % base]


def is_well_formed(code: str) -> bool:
    return len(code) == LENGTH and set(code) <= set(ALPHABET) and check_character(code[:-1]) == code[-1]


def grouped(code: str) -> str:
    """ "7K4M92QX11T" -> "7K4M-92QX-11T"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def as_typed(text: str) -> str:
    """A code as people type it: any case, with or without dashes and blanks."""
    return "".join(character for character in text.upper() if character.isalnum())[:40]
