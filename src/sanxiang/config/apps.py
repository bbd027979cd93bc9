"""应用登记: lets the composition root hear of migrations."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from sanxiang.config import grants


class GroundConfig(AppConfig):
    """Sends no signal of its own, having no tables: the last room's stands for all, after all migrations."""

    name = "sanxiang.config"
    label = "ground"

    def ready(self) -> None:
        post_migrate.connect(grants.grant, sender=apps.get_app_config("disclosure"))
