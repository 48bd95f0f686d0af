"""Applications for aid a viewer may see: always through the matters they may see."""

from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may, roles_in, rooms
from shouwang.systems.care.models import Aid, Document, Gift


def also_seen(viewer: Account) -> Q:
    """For kernel.matters.sight: whoever works in care sees every application of the room; the details stand sealed apart."""
    return Q(kind="aid", is_sheltered=False, room__in=rooms(viewer, Permission.CARE_WORK))


def reads_details(viewer: Account, aid: Aid) -> bool:
    """Who asks, why, and what was given: the officers; of others whoever wrote it, answers for the case, decides it or did.

    So it was promised (texts.py), and no colleague needs more for what they do.
    """
    room = aid.matter.room
    if not may(viewer, Permission.CARE_NOTES, room):
        return False
    near = {aid.asked_by_id, aid.decided_by_id, aid.case.lead_id if aid.case else None}
    decides = not aid.decision and may(viewer, Permission.AID_DECIDE, room)
    return viewer.pk in near or decides or bool(roles_in(viewer, room) & {"officer", "chief"})


def lets_sign(viewer: Account, gift: Gift) -> bool:
    """Whoever reads the details, and whoever handed it over, until it is signed: they hold the goods."""
    return reads_details(viewer, gift.aid) or (gift.given_by_id == viewer.pk and not gift.is_signed)


def aids(viewer: Account) -> QuerySet[Aid]:
    """Those that are not decided first, then the newest."""
    mine = Aid.objects.filter(
        matter__in=visible(viewer).order_by(), matter__room__in=rooms(viewer, Permission.CARE_WORK)
    )
    found = mine.select_related("matter__room", "matter__reporter", "asked_by", "decided_by", "case")
    is_over = ~Q(decision="") | Q(matter__ended_at__isnull=False)
    return found.alias(is_over=Case(When(is_over, then=1), default=0)).order_by(
        "is_over", "-matter__received_at", "-pk"
    )


def aid_of(viewer: Account, key: UUID) -> Aid | None:
    return aids(viewer).filter(pk=key).first()


def is_undecided(matter: UUID) -> bool:
    """For the kind: an application is not closed by hand before somebody gave or refused it, with the reason."""
    return Aid.objects.filter(pk=matter, decision="").exists()


def is_granted(aid: Aid) -> bool:
    """In full or in part: it may be handed over."""
    return aid.decision in Aid.GRANTING


def documents(aid: Aid) -> list[Document]:
    return list(aid.documents.order_by("id"))


def gifts(aid: Aid) -> list[Gift]:
    return list(aid.gifts.select_related("given_by").order_by("number"))


def gift_of(viewer: Account, key: UUID) -> Gift | None:
    mine = Gift.objects.filter(aid__in=aids(viewer).order_by(), pk=key)
    return mine.select_related(
        "aid__matter__room", "aid__matter__reporter", "given_by", "signature", "aid__case"
    ).first()
