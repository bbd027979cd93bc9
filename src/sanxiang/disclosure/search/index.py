"""索引的写入: one writer at a time (a lock file); readers in other processes only read and reload.

The index lies under DATA_DIR/search/<name>/; the file `current` names the one in use, `revision` inside it says
which revision of the public tables it holds. Both are replaced atomically.
"""

from __future__ import annotations

import fcntl
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings

from sanxiang.disclosure.models import Publication, Snapshot
from sanxiang.disclosure.search.folding import characters, grams
from sanxiang.disclosure.search.texts import Text, publication_texts, snapshot_texts
from sanxiang.disclosure.selectors.public import current_revision

#: raised when fields or folding change; an index of another format is rebuilt
FORMAT = "v1"
_MEMORY = 64_000_000
_COLUMNS = ("public_id", "kind", "agency_id", "agency_name", "decided_on", "state", "snapshot")


def root() -> Path:
    """Where the index lives."""
    return Path(settings.DATA_DIR) / "search"


def current() -> Path | None:
    """The folder of the index in use, or None before the first build."""
    try:
        name = (root() / "current").read_text()
    except FileNotFoundError:
        return None
    return root() / name if name.startswith(FORMAT) else None


def indexed_revision() -> int:
    """The revision of the public tables that the index holds; -1 without an index."""
    folder = current()
    return int((folder / "revision").read_text()) if folder else -1


def refresh_index() -> int:
    """Bring the index up to the newest revision (building it if there is none); how many things changed.

    Called by the worker; another writer at work makes this wait.
    """
    with _writing():
        folder = current()
        if folder is None:
            return _build()
        since, until = indexed_revision(), current_revision()
        if until == since:
            return 0
        index = tantivy.Index.open(str(folder))
        writer = index.writer(_MEMORY, 1)
        changed = 0
        for owner, texts in _changed_since(since):
            writer.delete_documents_by_term("owner", owner)
            _add(writer, texts)
            changed += 1
        writer.commit()
        writer.wait_merging_threads()
        _replace(folder / "revision", str(until))
        return changed


def rebuild_index(progress: Callable[[int], None] = lambda done: None) -> int:
    """Build the index anew from the tables and switch to it; how many things it holds."""
    with _writing():
        return _build(progress)


def _build(progress: Callable[[int], None] = lambda done: None) -> int:
    until = current_revision()
    name = f"{FORMAT}-{secrets.token_hex(4)}"
    folder = root() / name
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(_MEMORY, 1)
    done = 0
    for done, (_, texts) in enumerate(_all(), 1):
        _add(writer, texts)
        if done % 1000 == 0:
            progress(done)
    writer.commit()
    writer.wait_merging_threads()
    _replace(folder / "revision", str(until))
    _replace(root() / "current", name)
    for old in root().iterdir():
        if old.is_dir() and old != folder:
            shutil.rmtree(old, ignore_errors=True)
    return done


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("owner", "kind", "public_id", "anchor", "facet", "agency"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body", "note"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("title_grams", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("characters", tokenizer_name="whitespace", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    return builder.build()


def _add(writer: tantivy.IndexWriter, texts: Iterable[Text]) -> None:
    for text in texts:
        whole = f"{text.title}\n{text.note}\n{text.body}"
        writer.add_document(
            tantivy.Document(
                owner=text.owner,
                kind=text.kind,
                public_id=text.public_id,
                anchor=text.anchor,
                facet=text.facet,
                agency=text.agency,
                title=text.title,
                body=text.body,
                note=text.note,
                grams=grams(whole),
                title_grams=grams(text.title),
                characters=characters(whole),
                day=text.day,
            )
        )


def _all() -> Iterator[tuple[str, list[Text]]]:
    shown = Publication.objects.filter(state__in=Publication.SHOWN).values(*_COLUMNS)
    for row in shown.iterator():
        yield f"result:{row['public_id']}", publication_texts(row)
    lists = Snapshot.objects.filter(superseded_at__isnull=True)
    for row in lists.values("kind", "public_id", "data").iterator():
        yield f"{row['kind']}:{row['public_id']}", snapshot_texts(row)


def _changed_since(revision: int) -> Iterator[tuple[str, list[Text]]]:
    """What changed, each with what is now to be found of it: nothing, if it is no longer published."""
    for row in Publication.objects.filter(revision__gt=revision).values(*_COLUMNS):
        shown = row["state"] in Publication.SHOWN
        yield f"result:{row['public_id']}", publication_texts(row) if shown else []
    changed = Snapshot.objects.filter(revision__gt=revision).order_by("version")
    for row in changed.values("kind", "public_id", "data", "superseded_at"):
        texts: list[Text] = [] if row["superseded_at"] else snapshot_texts(row)
        yield f"{row['kind']}:{row['public_id']}", texts


@contextmanager
def _writing() -> Iterator[None]:
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    temporary.write_text(text)
    temporary.replace(path)


def open_index(folder: Path) -> Any:
    """The index in a folder, for reading."""
    return tantivy.Index.open(str(folder))
