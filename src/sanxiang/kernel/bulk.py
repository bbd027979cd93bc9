"""成批: many rows of one table at once, with what their columns demand looked at before.

A row that is wrong is not named here: whoever writes many rows writes them one by one as soon as one is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import connection, models


def value_problems(row: models.Model) -> Iterator[tuple[str, str]]:
    """Missing, too long or malformed values: (field, Chinese message), without a question to the database.

    That other rows are referred to, and that a value stands once, is for the database to say at `insert_all`.
    """
    relations = {f.name for f in row._meta.concrete_fields if f.is_relation}
    try:
        row.clean_fields(exclude=relations)
        row.clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield from ((name, message) for message in messages)


def insert_all(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model by COPY; raises IntegrityError, and then nothing is written."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = [f for f in meta.concrete_fields if not isinstance(f, models.AutoField)]
    names = ", ".join(connection.ops.quote_name(str(f.column)) for f in fields)
    copy_in = f"COPY {connection.ops.quote_name(meta.db_table)} ({names}) FROM STDIN"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(copy_in) as copy,
    ):
        for row in rows:
            copy.write_row([f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields])
