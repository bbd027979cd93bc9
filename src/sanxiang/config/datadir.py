"""数据目录: checks before anything is written to it, and the mark that says it is ours."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from sanxiang.config.problem import Problem

MARK = "sanxiang-data"
FORMAT = "1"
NEEDED_MB = 500
CHECKOUT = Path(__file__).resolve().parents[3]
#: in the checkout: the data directory that was started last
_LAST = Path("var") / "last-data-dir"


def open_data_dir(path: Path) -> Path:
    """The data directory, made if missing, marked as ours.

    Raises Problem when it is not writable, holds something else, is of another format,
    or its disk has less than NEEDED_MB left.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(path) from error
    mark = path / MARK
    if not os.access(path, os.W_OK | os.X_OK):
        raise _not_writable(path)
    if not mark.exists():
        if any(path.iterdir()):
            raise Problem(
                f"目录 {path} 不是三项的数据目录，而且不是空的：请用 --data-dir 指定别的目录。",
                f"{path} is not empty and not a sanxiang data directory: choose another with --data-dir.",
            )
        mark.write_text(FORMAT + "\n")
    _check_format(path, mark)
    free = shutil.disk_usage(path).free // 2**20
    if free < NEEDED_MB:
        raise Problem(
            f"磁盘空间不足：{path} 剩余 {free} MB，至少需要 {NEEDED_MB} MB。",
            f"Disk full: {path} has {free} MB left, at least {NEEDED_MB} MB are needed.",
        )
    return path


def require(path: Path) -> None:
    """Raise Problem where no data directory was begun: a command on a wrong one must not make another database."""
    if (path / MARK).exists():
        return
    last = last_data_dir()
    chinese = (
        f"最近启动的是 {last}，可以设定 SANXIANG_DATA_DIR={last}"
        if last
        else "请先用 ./sanxiang demo 或者 serve 启动"
    )
    english = f"SANXIANG_DATA_DIR={last} was started last" if last else "start it first"
    raise Problem(
        f"{path.resolve()} 还不是数据目录，没有写入任何内容：{chinese}。",
        f"{path.resolve()} is no data directory yet: {english}.",
    )


def remember(path: Path) -> None:
    """Note in the checkout which data directory is started; where the checkout cannot be written, nothing is noted."""
    if not (CHECKOUT / "requirements.lock").exists():
        return
    with contextlib.suppress(OSError):
        (CHECKOUT / _LAST).parent.mkdir(exist_ok=True)
        (CHECKOUT / _LAST).write_text(f"{path.resolve()}\n")


def last_data_dir() -> Path | None:
    """The data directory that was started last from this checkout, if it is still there."""
    try:
        found = Path((CHECKOUT / _LAST).read_text().strip())
        return found if (found / MARK).exists() else None
    except OSError:
        return None


def _check_format(path: Path, mark: Path) -> None:
    try:
        found = mark.read_text().strip()
    except PermissionError as error:
        raise _not_writable(path) from error
    if found != FORMAT:
        raise Problem(
            f"数据目录 {path} 的格式是 {found}，本版本只认识 {FORMAT}：请用写下它的版本打开，或换一个目录。",
            f"Data directory {path} has format {found}; this version knows {FORMAT}.",
        )


def _not_writable(path: Path) -> Problem:
    return Problem(
        f"数据目录 {path} 不可写：请检查所有者和权限，或用 --data-dir 指定别的目录。",
        f"Data directory {path} is not writable: check its owner and mode, or choose another with --data-dir.",
    )
