"""The public surface as a Django app; it owns no tables."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "shouwang.surfaces.public"
    label = "public"
