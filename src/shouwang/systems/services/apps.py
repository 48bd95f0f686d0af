"""The services part as a Django app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "shouwang.systems.services"
    label = "services"

    def ready(self) -> None:
        from shouwang.kernel.matters import events, kinds
        from shouwang.kernel.people import needed
        from shouwang.systems.services import rights_kind, tasks, wordings
        from shouwang.systems.services.actions.lost import forget_person
        from shouwang.systems.services.kinds import KIND
        from shouwang.systems.services.queries.rights import waits_on

        kinds.register(KIND)
        kinds.register(rights_kind.KIND)
        needed.register(waits_on)
        wordings.register()
        events.listen(tasks.hear)
        needed.register_forgetting(forget_person)
