"""The desk surface as a Django app; it owns no tables."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "shouwang.surfaces.desk"
    label = "desk"
