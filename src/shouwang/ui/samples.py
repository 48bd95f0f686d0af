"""What the gallery shows: a Tuesday in the invented village of Hewan (河湾村)."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.ui.inputs import Face
from shouwang.ui.parts import (
    Bar,
    Bars,
    Cell,
    Columns,
    Counter,
    DeskFrame,
    Entry,
    Fact,
    Head,
    Map,
    Pager,
    Pill,
    PublicFrame,
    RailItem,
    Row,
    Spell,
    Step,
    Strip,
    Strips,
    Tab,
    Table,
    Tile,
    Tone,
    Verb,
)  # fmt: skip

KINDS = [
    ("water", gettext_lazy("Danger at the water")),
    ("theft", gettext_lazy("Theft, damage")),
    ("hazard", gettext_lazy("Something unsafe")),
    ("quarrel", gettext_lazy("A quarrel")),
    ("elder", gettext_lazy("An old person needs help")),
    ("other", gettext_lazy("Something else")),
]
FACES = {
    "water": Face("waves"),
    "theft": Face("lock"),
    "hazard": Face("triangle-alert"),
    "quarrel": Face("users"),
    "elder": Face("house"),
    "other": Face("ellipsis"),
}
VILLAGES = [("hewan", gettext_lazy("Hewan")), ("dongkou", gettext_lazy("Dongkou"))]
REPLIES = [("phone", gettext_lazy("Call me")), ("code", gettext_lazy("I look it up myself"))]
REPLY_FACES = {
    "phone": Face("phone", gettext_lazy("By an officer, in working hours")),  # type: ignore[arg-type]  # lazy text
    "code": Face("search", gettext_lazy("With a follow code, no phone number needed")),  # type: ignore[arg-type]
}


def desk() -> DeskFrame:
    return DeskFrame(
        room=_("Hewan police room"),
        on_duty=_("Officer Chen, auxiliary Li"),
        search_href="/gallery/desk/",
        register_href="/gallery/form/",
        account=_("Officer Chen"),
        account_href="/gallery/",
        rail=[
            RailItem(_("Today"), "/gallery/desk/", "house", "7", "red", current=True, key="T"),
            RailItem(_("Matters"), "/gallery/matter/", "clipboard-list", "23", key="M"),
            RailItem(_("Map"), "/gallery/", "map", key="K"),
            RailItem(_("Reports"), "#", "inbox", "3", gap=True, key="B"),
            RailItem(_("Patrols"), "#", "footprints", key="P"),
            RailItem(_("Mediation"), "#", "handshake", "2", key="D"),
            RailItem(_("Services"), "#", "hand-helping", "4", key="S"),
            RailItem(_("Care"), "#", "heart-pulse", "1", key="C"),
            RailItem(_("Outreach"), "#", "megaphone", key="O"),
            RailItem(_("Cameras"), "#", "camera", "1", key="V"),
            RailItem(_("Council"), "#", "landmark", key="L"),
            RailItem(_("Figures and reports"), "#", "chart-column", gap=True, key="F"),
            RailItem(_("Settings"), "#", "settings"),
        ],
    )


def public() -> PublicFrame:
    return PublicFrame(
        room=_("Hewan police room"),
        duty=_("Officer Chen, auxiliary Li"),
        hours=_("Here 8:00–20:00; at night please call 110"),
        phone="0391-000-0110",
        home_href="/gallery/public/",
        foot=[Tab(_("How your data is kept"), "#"), Tab(_("Log in to work"), "#")],
    )


def counters() -> list[Counter]:
    return [
        Counter(_("Waiting to be accepted"), "3", _("longest: 41 minutes"), href="#"),
        Counter(_("Late"), "2", _("1 mediation, 1 camera"), "red", "#"),
        Counter(_("Due today"), "5", _("2 of them visits"), "amber", "#"),
        Counter(_("Closed this month · satisfied"), "38", _("asked 31, answered 24, satisfied 23"), href="#"),
    ]


def rows() -> list[Row]:
    return [
        Row(_("Boundary of a yard: the Zhangs and the Lius"), "/gallery/matter/", _("1 day late"), tone="red",
            facts=[_("Mediation"), "HW-2026-0147", _("next: agree a second sitting with the lawyer")],
            verb=Verb(_("Agree a time"), "#"), exact="2026-11-23 16:00"),
        Row(_("Camera 2 at the east entry has no picture"), "#", _("3 hours late"), tone="red",
            facts=[_("Cameras"), _("last picture yesterday 21:07"), _("next: report the fault")],
            verb=Verb(_("Report fault"), "#")),
        Row(_("People in the water at the river bank, no railing"), "#", _("waits 41 minutes"), tone="amber",
            facts=[_("Reports"), _("watch group 3"), _("2 photos"), _("may be the same as one of 20 November")],
            verb=Verb(_("Accept"), "#", post=True, tone="primary", fields={"to": "accepted"})),
        Row(_("Identity card for Grandmother Wang, at her home"), "#", _("today 16:00"), tone="amber",
            facts=[_("Visit agreed"), _("Hewan, group 3"), _("walks with difficulty")],
            verb=Verb(_("See the way"), "#")),
        Row(_("Tonight's patrol: 2 posts, 3 rounds, 8 people"), "#", _("today 18:30"), tone="blue",
            facts=[_("Patrols"), _("1 person can't come, 2 replacements ready")], verb=Verb(_("See the plan"), "#")),
        Row(_("Follow-up: first payment of the Li loan agreement"), "#", _("tomorrow"), tone="blue",
            facts=[_("Mediation"), "HW-2026-0139", _("3,000 yuan agreed for 24 November")],
            verb=Verb(_("Note the follow-up"), "#"), pills=[Pill(_("agreement"), "green")]),
    ]  # fmt: skip


def plans() -> list[tuple[str, str, str, Pill]]:
    return [
        ("09:00", _("Weekly meeting: village secretary, security director"), _("papers ready, 4 points open"),
         Pill(_("papers ready"), "green")),
        ("10:30", _("Sitting: the Zhaos and the village electrician"), "", Pill(_("committee room"))),
        ("16:00", _("Visits: Grandmother Wang, Grandfather Sun"), "", Pill(_("2 homes, 1.8 km"))),
        ("18:30", _("Patrol"), "", Pill(_("1 missing"), "amber")),
        ("19:30", _("Loudspeaker: false customer service"), "", Pill(_("checked"), "green")),
    ]  # fmt: skip


def timeline() -> list[Entry]:
    now = timezone.now()
    return [
        Entry(_("Registered at the counter"), now - timedelta(days=9), _("auxiliary Li"), icon="inbox", tone="blue",
              text=_("Mr Zhang says the new wall stands half a metre on his side.")),
        Entry(_("Accepted"), now - timedelta(days=9, hours=-1), _("Officer Chen"), icon="check", tone="green",
              facts=[_("due in 30 days")]),
        Entry(_("Looked at the file"), now - timedelta(days=6), _("mediator Wu"), icon="eye", quiet=True),
        Entry(_("First sitting: not agreed"), now - timedelta(days=4), _("mediator Wu"), icon="handshake", tone="amber",
              text=_("Both want the land measured again. The committee lends the old map."),
              facts=[_("committee room"), _("1 hour 20 minutes")]),
        Entry(_("Asked the lawyer"), now - timedelta(hours=5), _("Officer Chen"), icon="scale"),
    ]  # fmt: skip


def facts() -> list[Fact]:
    return [
        Fact(_("Number"), "HW-2026-0147"),
        Fact(_("Due"), _("23 November, 1 day late"), note=_("30 working days, 2 of them paused for measuring")),
        Fact(_("Who asked"), _("Mr Zhang, group 3"), "#"),
        Fact(_("The other side"), _("Mr Liu, group 3"), "#"),
        Fact(_("Lawyer"), missing=_("nobody asked yet"), fill=Verb(_("Ask a lawyer"), "#")),
        Fact(_("Owner"), _("mediator Wu")),
    ]


def steps() -> list[Step]:
    return [
        Step(_("Accepted"), "done"),
        Step(_("Looked into"), "done"),
        Step(_("Sitting"), "now", _("second time")),
        Step(_("Agreement")),
        Step(_("Confirmed by court"), "skipped"),
        Step(_("Followed up")),
    ]


def tabs() -> list[Tab]:
    return [Tab(_("Waiting"), "#", current=True, count="7"), Tab(_("Late"), "#", count="2", tone="red"),
            Tab(_("Closed"), "#"), Tab(_("All"), "#")]  # fmt: skip


def pager() -> Pager:
    return Pager(newer="#", older="#", words=_("20 November to 24 November"))


def table() -> Table:
    return Table(
        _("Villages compared, November"),
        [Head(_("Village"), href="#"), Head(_("Came in"), number=True, href="#", sorted="descending"),
         Head(_("Closed"), number=True), Head(_("Satisfied"), number=True)],
        [[Cell(_("Hewan"), "#"), "34", "31", Cell("17 / 18", note="94 %")],
         [Cell(_("Dongkou"), "#"), "28", Cell("22", tone="amber"), Cell("6 / 6", note="100 %")]],
        foot=[_("Both"), "62", "53", "23 / 24"],
    )  # fmt: skip


def bars() -> Bars:
    return Bars(_("What came in, November"), [
        Bar(_("Services"), 24, _("24 of 62")), Bar(_("Reports"), 19, _("19 of 62")),
        Bar(_("Mediation"), 11, _("11 of 62"), "amber"), Bar(_("Care"), 8, _("8 of 62"), "green")],
        label_head=_("Part"), value_head=_("How many"))  # fmt: skip


def columns() -> Columns:
    days = enumerate([3, 5, 2, 6, 4, 1, 0, 4, 3, 7, 5, 2, 3, 4], start=11)
    return Columns(_("Came in, day by day"), [Bar(f"{day}", n, f"{n}", href="#") for day, n in days],
                   label_head=_("Day"), value_head=_("How many"), note=_("11 to 24 November, Hewan only"))  # fmt: skip


def strips() -> Strips:
    evening = timezone.localtime().replace(hour=19, minute=30, second=0, microsecond=0)
    stops = [(5, 17, _("East entrance")), (28, 40, _("Old pier")), (55, 67, _("School"))]

    def spells(later: int, tone: Tone) -> list[Spell]:
        return [
            Spell(
                evening + timedelta(minutes=a + later), evening + timedelta(minutes=b + later), str(words), str(n), tone
            )
            for n, (a, b, words) in enumerate(stops, start=1)
        ]

    return Strips(_("Who is where when"), [Strip(_("Round 1"), spells(0, "blue")), Strip(_("Round 2"), spells(20, "green"))],
                  label_head=_("Who"), when_head=_("When"), what_head=_("Where"))  # fmt: skip


def map_card() -> Map:
    return Map(_("The village now"), src="/gallery/ground.json", table_id="now-list")


def tiles() -> list[Tile]:
    return [
        Tile(_("Report something"), _("Something looks wrong; no name needed"), "/gallery/form/"),
        Tile(_("Ask for help"), _("Lost persons, lost things, a hand"), "#"),
        Tile(_("Visits and errands"), _("Identity card, household book, papers"), "#"),
        Tile(_("Settle a dispute"), _("Neighbours, family, money, land"), "#"),
        Tile(_("Is this a scam?"), _("Odd call, odd message: don't pay, ask first"), "#", wide=True),
        Tile(_("How far is my matter?"), _("With the follow code on your slip"), "#", wide=True),
    ]
