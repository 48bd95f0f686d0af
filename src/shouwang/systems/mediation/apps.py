"""The mediation part as a Django app."""

from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "shouwang.systems.mediation"
    label = "mediation"

    def ready(self) -> None:
        from shouwang.kernel.files import guards
        from shouwang.kernel.ground import workdays
        from shouwang.kernel.matters import events, kinds, sight
        from shouwang.kernel.people import busy, holdings, needed
        from shouwang.systems.mediation import police_kind, tasks, wordings
        from shouwang.systems.mediation.kinds import KIND
        from shouwang.systems.mediation.queries.calendars import taken
        from shouwang.systems.mediation.queries.holdings import in_disputes, in_police_cases, stands_in
        from shouwang.systems.mediation.queries.lying import may_look_at_file
        from shouwang.systems.mediation.queries.police import stands_in_case
        from shouwang.systems.mediation.queries.scope import also_seen, stands_in_file

        kinds.register(KIND)
        kinds.register(police_kind.KIND)
        sight.register(also_seen)
        needed.register(stands_in_file)
        needed.register_law(stands_in_file)
        events.listen(tasks.hear)
        needed.register(stands_in_case)
        needed.register_law(stands_in_case)
        busy.register("mediation", taken)
        holdings.register(in_disputes)
        holdings.register(in_police_cases)
        holdings.register_standing(stands_in)
        guards.register(may_look_at_file)
        wordings.register()
        workdays.on_change(tasks.redate_soon)
