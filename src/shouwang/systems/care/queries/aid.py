"""Applications for aid a viewer may see: always through the matters they may see."""

from uuid import UUID

from django.db.models import Q, QuerySet

from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.care.models import Aid, Document, Gift


def also_seen(viewer: Account) -> Q:
    """For kernel.matters.sight: whoever works in care sees every application of the room; the details stand sealed apart."""
    return Q(kind="aid", is_sheltered=False, room__in=rooms(viewer, Permission.CARE_WORK))


def aids(viewer: Account) -> QuerySet[Aid]:
    """The newest first."""
    mine = Aid.objects.filter(
        matter__in=visible(viewer).order_by(), matter__room__in=rooms(viewer, Permission.CARE_WORK)
    )
    found = mine.select_related("matter__room", "matter__reporter", "asked_by", "decided_by", "case")
    return found.order_by("-matter__received_at", "-pk")


def aid_of(viewer: Account, key: UUID) -> Aid | None:
    return aids(viewer).filter(pk=key).first()


def is_undecided(matter: UUID) -> bool:
    """For the kind: an application is not closed by hand before somebody gave or refused it, with the reason."""
    return Aid.objects.filter(pk=matter, decision="").exists()


def documents(aid: Aid) -> list[Document]:
    return list(aid.documents.order_by("id"))


def gifts(aid: Aid) -> list[Gift]:
    return list(aid.gifts.select_related("given_by").order_by("number"))


def gift_of(viewer: Account, key: UUID) -> Gift | None:
    mine = Gift.objects.filter(aid__in=aids(viewer).order_by(), pk=key)
    return mine.select_related("aid__matter__room", "aid__matter__reporter", "given_by", "signature").first()
