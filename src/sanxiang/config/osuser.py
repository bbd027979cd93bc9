"""系统用户: PostgreSQL refuses to run as root, so root runs it as somebody else."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sanxiang.config.problem import Problem

NAME = "sanxiang"
REFUGE = Path("/var/lib/sanxiang")  # reachable for every user, unlike a checkout below /root


@dataclass(frozen=True, slots=True)
class OsUser:
    """Whom PostgreSQL runs as: ourselves, or another user when we are root."""

    uid: int
    gid: int
    other: bool

    @property
    def popen(self) -> Mapping[str, Any]:
        """Arguments for subprocess that make the child this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.other else {}

    def own(self, path: Path) -> None:
        """Make the path this user's, and nobody else's to look into."""
        if self.other:
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700)

    def reaches(self, path: Path) -> bool:
        """True if this user can get to the path; asked of the system, since modes are not the whole truth."""
        command = ["test", "-x", str(path)]
        return not self.other or subprocess.run(command, check=False, cwd="/", **self.popen).returncode == 0


def database_user(data: Path) -> OsUser:
    """Ourselves; as root the owner of existing `data`, else the user `sanxiang`, created when missing.

    Raises Problem when root can neither create nor find a user.
    """
    if os.geteuid() != 0:
        return OsUser(os.geteuid(), os.getegid(), other=False)
    if data.exists() and data.stat().st_uid != 0:
        return OsUser(data.stat().st_uid, data.stat().st_gid, other=True)
    if not _exists(NAME) and shutil.which("useradd"):
        make = [
            "useradd",
            "--system",
            "--no-create-home",
            "--home-dir",
            "/",
            "--shell",
            "/usr/sbin/nologin",
            NAME,
        ]
        subprocess.run(make, check=False, capture_output=True)
    for name in (NAME, "postgres", "nobody"):
        if _exists(name):
            entry = pwd.getpwnam(name)
            return OsUser(entry.pw_uid, entry.pw_gid, other=True)
    raise Problem(
        "PostgreSQL 不能以 root 运行，而系统里没有可用的普通用户：请先建立用户 sanxiang。",
        "PostgreSQL does not run as root and there is no other user: create a user named sanxiang.",
    )


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
