"""The errand (代办) as a kind of matter: led by its own part, its topics the catalogue as it is shipped."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind, Limits, Procedure, Topic
from shouwang.lib.stopwatch import Limit
from shouwang.systems.services.queries.errands import due_at, stages_of
from shouwang.systems.services.sentences import read_errand

OTHER = "other"
TOLD: Mapping[str, str | Promise] = {
    "choose": _("Said which errand it is"),
    "check": _("Papers looked through"),
    "authorise": _("Written down who acts for whom"),
    "take_in": _("Originals taken in"),
    "hand_in": _("Handed in at the station"),
    "send_back": _("The station sent it back"),
    "ready": _("Ready"),
    "deliver": _("Result handed over"),
    "give_back": _("Originals given back"),
    "lose": _("An original can't be given back"),
    "close": _("Errand done"),
    "advise": _("Advised with the full answer"),
    "send_visit": _("Handed over: an officer comes"),
    "call_off": _("Called off"),
    "reopen": _("Taken up again"),
}
# Named here, not taken from the catalogue: a topic's name is the page's language, a fact's that of the paper.
NAMES: Mapping[str, tuple[str | Promise, str]] = {
    "birth": (_("Registering a birth"), "baby"),
    "death": (_("Taking somebody who died off the register"), "flower"),
    "move": (_("Moving the registration"), "truck"),
    "change": (_("Changing or correcting an entry"), "pencil"),
    "history": (_("Looking up old entries of the register"), "scroll-text"),
    "card_first": (_("First ID card"), "id-card"),
    "card_renew": (_("A new ID card when the old one runs out"), "id-card"),
    "card_replace": (_("A new ID card for one that is lost or broken"), "id-card"),
    "card_fetch": (_("Fetching an ID card"), "hand"),
    "card_temporary": (_("ID card for the time until the new one is made"), "clock"),
    "card_lost": (_("Reporting an ID card lost"), "circle-alert"),
    "card_elsewhere": (_("ID card away from home (register in another province)"), "map-pin"),
    "stay": (_("Registering that you stay here"), "house"),
    "permit": (_("Residence permit"), "badge-check"),
    "endorse": (_("Yearly endorsement of the residence permit"), "stamp"),
    "no_record": (_("Certificate of no criminal record"), "file-check"),
    "passport": (_("Passport"), "book-open"),
    "hongkong": (_("Pass for Hong Kong and Macau"), "plane"),
    "station_papers": (_("Certificates from the police station"), "file-text"),
    OTHER: (_("Something else"), "ellipsis"),
}
KIND = Kind(
    key="errand",
    system="services",
    name=_("Errand"),
    public_name=_("Can this be done for me?"),
    public_hint=_("ID card, household register, certificates: three questions, then the answer."),
    icon="file-check",
    order=25,
    topics=tuple(Topic(key, name, icon, needs_identity=key != OTHER) for key, (name, icon) in NAMES.items()),
    limits=Limits(answer=Limit(1, "working_days"), update=Limit(3, "working_days"), whole=Limit(60, "days")),
    urgent_limits=Limits(answer=Limit(1, "working_days"), update=Limit(1, "working_days"), whole=Limit(30, "days")),
    may_be_anonymous=False,
    is_named=True,
    reads=read_errand,
    came=_("Asked for an errand"),
    is_offered=False,  # the public page leads there by three questions of its own
    procedure=Procedure(told=TOLD, due=due_at, row="errand", stages=stages_of),
)
