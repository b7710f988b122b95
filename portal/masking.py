"""How a person is shown in lists: enough to tell two of them apart, not enough to write or telephone."""


def masked_phone(number: str) -> str:
    """ "0912345678" -> "091••••678" """
    return f"{number[:3]}••••{number[-3:]}" if len(number) >= 9 else "••••" if number else "chưa có số"


def masked_mail(address: str) -> str:
    """ "an@hotich.example" -> "a••••@hotich.example" """
    name, at, host = address.partition("@")
    return f"{name[:1]}••••{at}{host}"


def masked_name(name: str) -> str:
    """ "Nguyễn Văn An" -> "N. V. An"; a name of one word keeps its first letter: "A•••"."""
    words = name.split()
    if len(words) < 2:
        return f"{name[:1]}•••"
    return " ".join([*(f"{word[:1]}." for word in words[:-1]), words[-1]])
