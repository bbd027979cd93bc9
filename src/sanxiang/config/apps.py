"""应用登记: lets the composition root hear of migrations, and the ledger of every room's sentences."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from sanxiang.config import grants


class GroundConfig(AppConfig):
    """Sends no signal of its own, having no tables: the last room's stands for all, after all migrations."""

    name = "sanxiang.config"
    label = "ground"

    def ready(self) -> None:
        for room in apps.get_app_configs():
            if room.name.startswith("sanxiang.") and find_spec(f"{room.name}.events"):
                import_module(f"{room.name}.events")
        post_migrate.connect(grants.grant, sender=apps.get_app_config("disclosure"))
