"""What goes wrong between us and a partner authority. `str()` never holds personal data: it is logged and shown."""


class UnknownPartner(LookupError):
    """No partner has this code."""


class KeyTaken(ValueError):
    """The key was used before for something else: one key, one content."""


class NotSigned(Exception):
    """Unsigned, signed with another secret, or out of its time."""


class TooMany(Exception):
    """Who calls has called too often in the last minute."""


class NoSecret(Exception):
    """No secret is set for the partner (EXCHANGE_SECRETS): an unsigned message is never sent."""


class BadMessage(ValueError):
    """What is wrong with a message, for the people who run the other system."""


class NotYet(Exception):
    """Raised by a handler: what this message builds on has not come. It waits and is tried again."""


class Refused(Exception):
    """Raised by a handler: this message can never be done. `str()` is told to the partner."""
