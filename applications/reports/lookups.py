"""A lookup for keys that a subquery finds first, few of many: PostgreSQL would rather join them with the whole table."""

from django.db.models.lookups import In


class AmongFew(In):
    """`pk__among_few=subquery`: as `in`, but PostgreSQL asks the subquery first and then looks each key up in the index.

    How many keys it gives is guessed from the size of the table, and with millions of rows all of them would be walked.
    SQLite looks keys up one by one in any case.
    """

    lookup_name = "among_few"

    def get_rhs_op(self, connection, rhs: str) -> str:
        return f"= ANY(ARRAY{rhs})" if connection.vendor == "postgresql" else super().get_rhs_op(connection, rhs)
