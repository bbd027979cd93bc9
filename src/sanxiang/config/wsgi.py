"""WSGI entry point for granian and any other server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from sanxiang.config import env
from sanxiang.config.process import die_with_parent

if env.SUPERVISED.get():
    die_with_parent(os.getppid())()  # a server worker does not outlive its server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxiang.config.settings")
application = get_wsgi_application()
