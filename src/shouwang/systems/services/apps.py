"""The services part as a Django app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "shouwang.systems.services"
    label = "services"

    def ready(self) -> None:
        from shouwang.kernel.matters import events, kinds
        from shouwang.kernel.people import holdings, needed
        from shouwang.systems.services import errand_kind, tasks
        from shouwang.systems.services.actions.errand_retiring import forget
        from shouwang.systems.services.kinds import AGAIN, KIND
        from shouwang.systems.services.queries.errands import owes_an_original, stands_in_errand
        from shouwang.systems.services.queries.holdings import in_errands

        kinds.register(KIND)
        kinds.register(AGAIN)
        kinds.register(errand_kind.KIND)
        needed.register(stands_in_errand)
        needed.register_law(owes_an_original)
        needed.register_forgetting(forget)
        holdings.register(in_errands)
        events.listen(tasks.hear)
