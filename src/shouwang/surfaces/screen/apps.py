"""The corridor's display as a Django app; it owns no tables."""

from django.apps import AppConfig


class ScreenConfig(AppConfig):
    name = "shouwang.surfaces.screen"
    label = "screen"
