"""列的检查: what the columns of a row themselves demand, as problems of an InvalidInput."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models


def column_problems(row: models.Model, *, exclude: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Missing, too long, malformed or repeated values: (field, Chinese message with the column's name).

    `exclude`: columns that are not looked at, such as the table a row is about to belong to.
    """
    try:
        row.full_clean(exclude=exclude)
    except ValidationError as error:
        for name, faults in error.error_dict.items():
            for fault in faults:
                yield from ((name, _labelled(row, name, message)) for message in _worded(row, name, fault))


def _worded(row: models.Model, name: str, fault: ValidationError) -> list[str]:
    """Too long is said with both lengths, repeated with the value; the rest as Django says it."""
    if fault.code == "max_length" and fault.params:
        return [f"最多{fault.params['limit_value']}个字，现有{fault.params['show_value']}个"]
    if fault.code == "unique" and name != NON_FIELD_ERRORS:
        return [f"“{getattr(row, name)}”已存在，不能重复登记"]
    return list(fault.messages)


def _labelled(row: models.Model, name: str, message: str) -> str:
    try:
        label = str(getattr(row._meta.get_field(name), "verbose_name", ""))
    except FieldDoesNotExist:
        return message
    return message if label in message else f"{label}：{message}"
