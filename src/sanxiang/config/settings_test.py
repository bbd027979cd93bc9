"""测试设置: the same settings on a data directory of their own, with a fast password hash."""

from __future__ import annotations

import os

os.environ.setdefault("SANXIANG_MODE", "test")
os.environ.setdefault("SANXIANG_DATA_DIR", "var/test")

from sanxiang.config.settings import *  # noqa: E402, F403
from sanxiang.config.settings import STATIC_ROOT  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
