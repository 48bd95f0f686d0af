"""The journal as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "shouwang.kernel.journal"
    label = "journal"
