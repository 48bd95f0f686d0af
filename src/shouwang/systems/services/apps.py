"""The services part as a Django app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "shouwang.systems.services"
    label = "services"

    def ready(self) -> None:
        from shouwang.kernel.figures import measures
        from shouwang.kernel.files import guards
        from shouwang.kernel.matters import events, kinds
        from shouwang.kernel.people import busy, holdings, needed
        from shouwang.systems.services import errand_kind, rights_kind, tasks, visit_kind, wordings
        from shouwang.systems.services.actions import visit_telling, visits
        from shouwang.systems.services.actions.errand_retiring import forget
        from shouwang.systems.services.actions.lost import forget_person
        from shouwang.systems.services.kinds import AGAIN, KIND
        from shouwang.systems.services.measures import MEASURES
        from shouwang.systems.services.queries.errands import owes_an_original, stands_in_errand
        from shouwang.systems.services.queries.holdings import in_errands, in_things, in_visits, stands_in
        from shouwang.systems.services.queries.lost import may_look_at_file
        from shouwang.systems.services.queries.rights import waits_on
        from shouwang.systems.services.queries.visit_days import PART
        from shouwang.systems.services.queries.visits import booked_for, is_visited, taken

        for kind in (KIND, AGAIN, errand_kind.KIND, visit_kind.KIND, rights_kind.KIND):
            kinds.register(kind)
        for measure in MEASURES:
            measures.register(measure)
        events.listen(tasks.hear)
        guards.register(may_look_at_file)
        busy.register(PART, taken)
        needed.register(stands_in_errand)
        needed.register(is_visited)
        needed.register(waits_on)
        needed.register_law(owes_an_original)
        needed.register_company(booked_for)
        needed.register_forgetting(forget)
        needed.register_forgetting(visits.forget_person)
        needed.register_forgetting(forget_person)
        needed.register_taking_back(visits.hear_taken_back)
        holdings.register(in_errands)
        holdings.register(in_visits)
        holdings.register(in_things)
        holdings.register_standing(stands_in)
        visit_telling.register()
        wordings.register()
