"""WSGI entry point for granian and any other server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from sanxiang.config.process import die_with_parent

if "SANXIANG_SUPERVISED" in os.environ:
    die_with_parent(os.getppid())()  # a server worker does not outlive its server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxiang.config.settings")
application = get_wsgi_application()
