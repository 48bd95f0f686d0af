"""The matters app."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "shouwang.kernel.matters"
    label = "matters"

    def ready(self) -> None:
        from shouwang.kernel.files import guards
        from shouwang.kernel.matters import events, queries, telling
        from shouwang.kernel.people import needed

        events.listen(telling.hear)
        needed.register(queries.has_brought)
        guards.register(queries.may_look_at_file)
