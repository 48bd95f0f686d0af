"""The services part as a Django app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "shouwang.systems.services"
    label = "services"

    def ready(self) -> None:
        from shouwang.kernel.matters import events, kinds
        from shouwang.kernel.people import busy, holdings, needed
        from shouwang.systems.services import tasks, visit_kind
        from shouwang.systems.services.actions import visit_telling
        from shouwang.systems.services.actions.visits import forget_person
        from shouwang.systems.services.kinds import KIND
        from shouwang.systems.services.queries.visit_days import PART
        from shouwang.systems.services.queries.visits import in_visits, is_visited, taken

        visit_telling.register()
        kinds.register(KIND)
        kinds.register(visit_kind.KIND)
        events.listen(tasks.hear)
        busy.register(PART, taken)
        holdings.register(in_visits)
        needed.register(is_visited)
        needed.register_forgetting(forget_person)
