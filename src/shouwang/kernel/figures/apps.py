"""The figures app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "shouwang.kernel.figures"
    label = "figures"

    def ready(self) -> None:
        from shouwang.kernel.figures import of_matters

        of_matters.register()
