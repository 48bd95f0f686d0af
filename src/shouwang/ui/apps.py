"""The design system: base pages, components, icons, tokens."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "shouwang.ui"
    label = "ui"
