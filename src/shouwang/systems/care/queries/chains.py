"""Where a chain stands."""

from django.db.models import QuerySet

from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.care import following
from shouwang.systems.care.models import Chain, Visit
from shouwang.systems.care.queries.keeping import rules_of


def chains(viewer: Account) -> QuerySet[Chain]:
    """Those of the viewer's rooms."""
    return Chain.objects.filter(case__room__in=rooms(viewer, Permission.CARE_WORK)).select_related(
        "case__room", "case__person", "case__lead", "matter"
    )


def begun_key(chain: Chain) -> str:
    """Under which key it was told that it began."""
    return f"care.begun:{chain.pk}"


def mistaken(chain: Chain) -> list[Visit]:
    """Who told that nobody answered and says now that it was pressed by mistake, of this search."""
    found = chain.case.visits.filter(mistaken_at__gte=chain.opened_at).select_related("aide__account", "aide__person")
    return list(found.filter(mistaken_at__lte=chain.ended_at) if chain.ended_at else found)


def was_seen(chain: Chain) -> bool:
    """Whether somebody saw or heard them, by a step or a visit since: a case that ended ends the chain too."""
    if chain.ticks.filter(is_seen=True).exists():
        return True
    return chain.case.visits.filter(outcome__in=Visit.SEEN, at__gte=chain.opened_at).exists()


def standing(chain: Chain) -> following.Now | None:
    """What is to be done now, by the room's times; None once the person was seen."""
    done = [following.Done(one.step, one.at, one.is_seen) for one in chain.ticks.order_by("at", "id")]
    return following.standing(chain.opened_at, done, rules_of(chain.case.room).limits)
