"""Which disputes somebody sees beside the whole room: those at whose table they sit, and all of a committee they lead."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account, Person
from shouwang.systems.mediation.models import Dispute, Member, Party, Seat
from shouwang.systems.mediation.models.committee import MEDIATING
from shouwang.systems.mediation.telling import DISPUTE


def also_seen(viewer: Account) -> Q:
    """For kernel.matters.sight. Who declined, left the table or no longer serves sees it no more.

    Who leads the committee sees all of it but what is sheltered: that is for officers and who sits at the table. Whoever
    mediates there sees what came in and waits to be taken on, so that one of them begins it.
    """
    serves = Q(until_date=None) | Q(until_date__gte=timezone.localdate())
    served = Member.objects.filter(serves, account=viewer)
    at_table = Seat.objects.filter(member__in=served.values("pk"), left_at=None).exclude(reply=Seat.Reply.DECLINES)
    leads = served.filter(post__in=(Member.Post.DIRECTOR, Member.Post.DEPUTY))
    led = Dispute.objects.filter(committee__in=leads.values("committee"))
    mediates = served.filter(post__in=MEDIATING).values("committee__room")
    waits = Q(kind=DISPUTE, state=lifecycle.COLLECTED, room__in=mediates, is_sheltered=False)
    return Q(pk__in=at_table.values("dispute")) | Q(pk__in=led.values("pk"), is_sheltered=False) | waits


def disputes(viewer: Account) -> QuerySet[Dispute]:
    """Every dispute the viewer may see: the kernel's one scope, so that list, page, papers and figures agree."""
    return Dispute.objects.filter(matter__in=visible(viewer)).select_related("matter__room", "committee", "lead")


def stands_in_file(person: Person) -> bool:
    """Whether somebody stands in a dispute's file, which the law says must be kept (Art 27): for kernel.people.needed."""
    return any(Party.objects.filter(**{role: person}).exists() for role in Party.ROLES)
