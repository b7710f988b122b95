"""Why a change of accounts was refused."""


class RegistrationRefused(ValueError):
    """`str()` is a Vietnamese sentence for the person; `field` is where it belongs, empty for the page."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
