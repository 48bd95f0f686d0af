"""The files app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "shouwang.kernel.files"
    label = "files"
