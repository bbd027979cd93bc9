"""浏览器: Chromium for the tests that walk through pages."""

from __future__ import annotations

import shutil

from sanxiang.cli.supervise import say
from sanxiang.config import fonts

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN_PACKAGES = ("chromium", "fonts-noto-cjk")


def find_chromium() -> str:
    """The path of an installed Chromium or Chrome, empty if there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def ensure_chromium() -> str:
    """As find_chromium, after installing Debian's package where that is possible; says how where it is not."""
    found = find_chromium()
    if found:
        return found
    say("安装 Chromium（Debian 软件包，可能需要一两分钟）/ installing Debian's Chromium")
    if not fonts.apt_install(DEBIAN_PACKAGES):
        say("没有 Chromium，浏览器测试将跳过。安装方法：apt-get install chromium fonts-noto-cjk")
        say("No Chromium: browser tests are skipped. To install: apt-get install chromium fonts-noto-cjk")
    return find_chromium()
