"""数据目录: checks before anything is written to it, and the mark that says it is ours."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sanxiang.config.problem import Problem

MARK = "sanxiang-data"
FORMAT = "1"
NEEDED_MB = 500


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
