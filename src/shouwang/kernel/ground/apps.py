"""The ground app."""

from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "shouwang.kernel.ground"
    label = "ground"
