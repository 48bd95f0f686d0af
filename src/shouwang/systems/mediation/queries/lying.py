"""Files that lie in a dispute: evidence, proofs of what was done, drawn signatures, signed papers. Police mediation has none."""

from django.contrib.sessions.backends.base import SessionBase

from shouwang.kernel.files.guards import Look
from shouwang.kernel.files.models import File
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.systems.mediation.models import Dispute, Evidence, Obligation, Signature, SignedPaper


def may_look_at_file(viewer: Account | None, session: SessionBase, file: File) -> Look:
    """The guard of these files: who works on the dispute, and sees it, opens them, and the look is written down."""
    if viewer is None:
        return Look.NO
    lying = (
        Evidence.objects.filter(file=file).values("dispute"),
        Obligation.objects.filter(proof=file).values("agreement__dispute"),
        Signature.objects.filter(file=file).values("dispute"),
        SignedPaper.objects.filter(file=file).values("dispute"),
    )
    keys = {key for (key,) in lying[0].union(*lying[1:], all=True).values_list("dispute")}
    if not keys:
        return Look.NO
    seen = Dispute.objects.filter(pk__in=keys, matter__in=visible(viewer, Permission.MEDIATION_WORK))
    return Look.PERSONAL if seen.exists() else Look.NO
