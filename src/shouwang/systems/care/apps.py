"""The care part as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    name = "shouwang.systems.care"
    label = "care"

    def ready(self) -> None:
        from shouwang.kernel.figures import measures
        from shouwang.kernel.matters import kinds, sight
        from shouwang.kernel.notices import wording
        from shouwang.kernel.people import holdings, needed
        from shouwang.systems.care.actions import aid
        from shouwang.systems.care.actions.cases import hear_taken_back
        from shouwang.systems.care.actions.chains import BEGUN, LATE, MISTAKEN
        from shouwang.systems.care.actions.emptying import forget_person
        from shouwang.systems.care.kinds import KIND
        from shouwang.systems.care.measures import MEASURES
        from shouwang.systems.care.queries.aid import also_seen
        from shouwang.systems.care.queries.holdings import in_aid, in_care, stands_in_care

        kinds.register(KIND)
        for measure in MEASURES:
            measures.register(measure)
        sight.register(also_seen)
        needed.register(stands_in_care)
        needed.register_forgetting(forget_person)
        needed.register_taking_back(hear_taken_back)
        needed.register_taking_back(aid.hear_taken_back)
        holdings.register(in_care)
        holdings.register(in_aid)
        wording.register(
            BEGUN,
            subject=_("Nobody answered: care case %(n)s"),
            body=_("Somebody went there and nobody answered. The page of care says what is done next, and by when."),
        )
        wording.register(
            MISTAKEN,
            subject=_("Pressed by mistake? Care case %(n)s"),
            body=_(
                "Whoever told that nobody answered says it was pressed by mistake. Ring the person, and tick it off once you "
                "hear them."
            ),
        )
        wording.register(
            LATE,
            subject=_("Late: care case %(n)s, nobody was seen yet"),
            body=_("The next step after nobody answered is late. Do it now and tick it off, or call 110 and 120."),
        )
