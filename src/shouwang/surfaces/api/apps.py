"""The api surface as a Django app; it owns no tables."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "shouwang.surfaces.api"
    label = "api"
