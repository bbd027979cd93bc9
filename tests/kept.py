"""场景留存: what takes long to build is built once per process and put back in for every later test that asks alike.

A scene is what a build answers, the rows it changed and the files it wrote. It is put back where the database holds
exactly what it held before the build, row by row; anywhere else it is built. The rows are those that the services
wrote, under the keys they had; only the way they come in is shorter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from django.conf import settings
from django.db import connection, transaction

T = TypeVar("T")
P = ParamSpec("P")
#: what migrations leave and no scene changes
_GIVEN = frozenset({"django_migrations", "django_content_type", "auth_permission"})
#: what many scenes hold is held once
_contents: dict[bytes, bytes] = {}


@dataclass(frozen=True, slots=True)
class _Scene:
    answer: object
    #: table → its columns and all its rows as text of COPY
    rows: Mapping[str, tuple[str, bytes]]
    #: path below the data directory → content
    files: Mapping[Path, bytes]


def kept(build: Callable[P, T]) -> Callable[P, T]:
    """Build once for the same arguments on the same rows; they must be hashable."""
    scenes: dict[Any, _Scene] = {}

    @wraps(build)
    def again(*args: P.args, **options: P.kwargs) -> T:
        before = _digests()
        asked = (args, frozenset(options.items()), frozenset(before.items()))
        if asked in scenes:
            scene = scenes[asked]
            _put(scene)
            return cast("T", deepcopy(scene.answer))
        there = _files()
        answer = build(*args, **options)
        after = _digests()
        changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        written = {path: data for path, data in _files().items() if there.get(path) != data}
        scenes[asked] = _Scene(deepcopy(answer), _copied(changed), written)
        return answer

    return again


def _digests() -> dict[str, str]:
    """Table → digest of its rows, for those that have any."""
    tables = sorted(set(connection.introspection.table_names()) - _GIVEN)
    digest = "(SELECT '{0}', md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM {0} t)"
    with _owner() as cursor:
        cursor.execute(" UNION ALL ".join(map(digest.format, tables)))
        return {name: found for name, found in cursor.fetchall() if found}


def _copied(tables: set[str]) -> dict[str, tuple[str, bytes]]:
    out = {}
    with _owner() as cursor:
        for name in sorted(tables):
            cursor.execute(
                "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
                " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
                [name],
            )
            (columns,) = cursor.fetchone()
            with cursor.copy(f"COPY {name} ({columns}) TO STDOUT") as text:
                out[name] = columns, b"".join(bytes(block) for block in text)
    return out


def _put(scene: _Scene) -> None:
    with _owner() as cursor:
        for name, (columns, text) in scene.rows.items():
            cursor.execute(f"DELETE FROM {name}")
            with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as into:
                into.write(text)
    for path, data in scene.files.items():
        place = settings.DATA_DIR / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _files() -> dict[Path, bytes]:
    root = Path(settings.DATA_DIR)
    found = {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return {path: _contents.setdefault(data, data) for path, data in found.items()}


@contextmanager
def _owner() -> Iterator[Any]:
    """A cursor with the rights of who made the database, and no triggers: they have judged these rows already."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        (user,) = cursor.fetchone()
        cursor.execute("SET SESSION AUTHORIZATION DEFAULT")
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute(f'SET SESSION AUTHORIZATION "{user}"')
