"""The phone pages as a Django app."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "shouwang.surfaces.field"
    label = "field"
