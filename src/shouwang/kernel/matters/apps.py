"""The matters app."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "shouwang.kernel.matters"
    label = "matters"
