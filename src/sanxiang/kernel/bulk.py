"""成批: many rows of one table at once, with what their columns demand looked at before.

A row that is wrong is not named here: whoever writes many rows writes them one by one as soon as one is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import connections, models
from psycopg import sql

AnyField: TypeAlias = "models.Field[Any, Any]"
#: fields whose values the driver takes as they are
_PLAIN = (models.CharField, models.TextField, models.UUIDField, models.DateField, models.BooleanField)


class ColumnCheck:
    """What the columns of a model demand of many new rows; a value found good once is not looked at again."""

    def __init__(self, model: type[models.Model]) -> None:
        own = (f for f in model._meta.concrete_fields if not (f.is_relation or f.primary_key or f.generated))
        self._columns: list[tuple[AnyField, str, set[Any]]] = [(f, f.attname, set()) for f in own]

    def __call__(self, row: models.Model) -> list[tuple[str, str]]:
        """Missing, too long or malformed values: (field, Chinese message), without a question to the database.

        That other rows are referred to, and that a value stands once, is for the database to say at `insert_all`.
        """
        found = list[tuple[str, str]]()
        for column, name, good in self._columns:
            value = getattr(row, name)
            known = tuple(value) if type(value) is list else value
            try:
                if known in good:
                    continue
            except TypeError:  # an object of JSON
                known = None
            if column.blank and value in column.empty_values:
                continue
            try:
                cleaned = column.clean(value, row)
            except ValidationError as error:
                found += ((column.name, message) for message in error.messages)
            else:
                setattr(row, name, cleaned)
                if known is not None and cleaned == value:
                    good.add(known)
        return found


def value_problems(row: models.Model) -> list[tuple[str, str]]:
    """What the columns of its model demand of one row; see `ColumnCheck`."""
    return ColumnCheck(type(row))(row)


def insert_all(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model by COPY; raises IntegrityError, and then nothing is written."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = [f for f in meta.concrete_fields if not isinstance(f, models.AutoField)]
    values = map(attrgetter(*(f.attname for f in fields)), rows)
    copy_rows(meta.db_table, [str(f.column) for f in fields], _adapted(fields, values))


def _adapted(fields: Sequence[AnyField], rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """The values as the driver takes them; most are so already."""
    strange = [(n, f) for n, f in enumerate(fields) if not _is_plain(f)]
    # The proxy `django.db.connection` looks itself up at every use, which is once for every value here.
    connection = connections["default"]
    for row in rows:
        values = list(row)
        for n, field in strange:
            values[n] = field.get_db_prep_save(values[n], connection)
        yield values


def _is_plain(field: AnyField) -> bool:
    if isinstance(field, models.ForeignKey):
        return _is_plain(field.target_field)
    return type(field.base_field if isinstance(field, ArrayField) else field) in _PLAIN


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of values by COPY; raises IntegrityError, and then nothing is written."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    connection = connections["default"]
    connection.ensure_connection()
    with (
        connection.wrap_database_errors,
        psycopg.Cursor(connection.connection) as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)


class Among(models.Lookup):
    """`field__among=[…]`: as `in`, with one array for thousands of values."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[str]:
        """The values as they are."""
        return list(self.rhs)

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """One parameter: the array."""
        return "%s", (value,)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """`column = ANY(array)`."""
        column, column_params = self.process_lhs(compiler, connection)
        array, array_params = self.process_rhs(compiler, connection)
        return f"{column} = ANY({array})", (*column_params, *array_params)


models.CharField.register_lookup(Among)
