"""What one may do, and the roles that may: declared here, nowhere else. Scope (room, station, county) is apart."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing a person at the desk may do. The subject comes first so that they sort by it."""

    ACCOUNT_MANAGE = "account.manage"
    AID_DECIDE = "aid.decide"  # whether support is given, and what
    BULLETIN_RELEASE = "bulletin.release"
    BULLETIN_WRITE = "bulletin.write"
    CARE_MANAGE = "care.manage"  # begins and ends a care case, plans its visits
    CARE_NOTES = "care.notes"  # the sealed words about health and money
    CARE_WORK = "care.work"  # who is cared for, what they need in daily life, the visits
    DESK_OPEN = "desk.open"
    GROUND_EDIT = "ground.edit"
    JOURNAL_SEE = "journal.see"
    MATTER_ACCEPT = "matter.accept"
    MATTER_ASSIGN = "matter.assign"
    MATTER_CHECK = "matter.check"
    MATTER_CLOSE = "matter.close"
    MATTER_EXPORT = "matter.export"
    MATTER_IMPORT = "matter.import"
    MATTER_MERGE = "matter.merge"
    MATTER_MOVE = "matter.move"  # up and down the levels
    MATTER_PUBLISH = "matter.publish"
    MATTER_REGISTER = "matter.register"
    MATTER_SEE = "matter.see"
    MATTER_WORK = "matter.work"
    MEDIATION_CLOSE = "mediation.close"  # checks a file, closes it, puts it into the archive
    MEDIATION_MANAGE = "mediation.manage"  # the committee, its people and their hours
    MEDIATION_MOVE = "mediation.move"  # passes a dispute up the ladder
    MEDIATION_TAKE = "mediation.take"  # decides whether a dispute is taken on
    MEDIATION_WORK = "mediation.work"  # writes down what happens in a dispute
    NOTICE_TEND = "notice.tend"  # dead notices, webhooks
    OUTREACH_WORK = "outreach.work"  # campaigns, meetings with villagers, quizzes, losses and rescues
    PATROL_PLAN = "patrol.plan"  # plans nights, sends them, changes them
    PATROL_SEE = "patrol.see"  # the plans, the map, who is out
    PERSON_ERASE = "person.erase"
    PERSON_SEE = "person.see"  # the persons in a matter
    POLICE_MEDIATE = "police.mediate"  # 治安调解; officers only (domain a8)
    REPORTER_SEE = "reporter.see"  # who gave a report; officers only (domain g5)
    ROOM_EDIT = "room.edit"
    SCAM_ANSWER = "scam.answer"  # reads what people ask "is this a scam?" about, and answers
    SERVICE_MANAGE = "service.manage"  # what the room helps with and promises, when it visits
    SERVICE_WORK = "service.work"  # errands, visits by appointment, things lost and found
    SPEAKER_MANAGE = "speaker.manage"  # loudspeakers: which there are, their keys, their quiet hours
    TEAM_MANAGE = "team.manage"
    THANKS_ASK = "thanks.ask"  # asks people by telephone whether they were satisfied
    VOLUNTEER_MANAGE = "volunteer.manage"  # who walks, their training, insurance and times
    WATCH_MANAGE = "watch.manage"  # who is in a watch group is who may report; officers only (domain g5)


P = Permission


@dataclass(frozen=True)
class Role:
    """A role as people know it, with what it may do."""

    key: str
    name: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]


_CLERK = {P.DESK_OPEN, P.MATTER_SEE, P.MATTER_REGISTER, P.MATTER_WORK}
_PATROLS = {P.PATROL_SEE, P.PATROL_PLAN}
_SERVES = {P.SERVICE_WORK, P.THANKS_ASK, P.CARE_WORK}
_CARES = {P.CARE_MANAGE, P.CARE_NOTES, P.AID_DECIDE}
_MEDIATES = {P.MEDIATION_WORK, P.MEDIATION_TAKE, P.MEDIATION_MOVE}
_DESK = (
    _CLERK
    | _PATROLS
    | _SERVES
    | {P.MEDIATION_WORK}
    | {P.MATTER_ACCEPT, P.MATTER_ASSIGN, P.PERSON_SEE, P.BULLETIN_WRITE, P.MATTER_MERGE, P.OUTREACH_WORK, P.SCAM_ANSWER}
)
_OFFICER = (
    _DESK
    | _MEDIATES
    | _CARES
    | {
        P.ACCOUNT_MANAGE,
        P.BULLETIN_RELEASE,
        P.GROUND_EDIT,
        P.JOURNAL_SEE,
        P.MATTER_CHECK,
        P.MATTER_CLOSE,
        P.MATTER_EXPORT,
        P.MATTER_IMPORT,
        P.MATTER_MOVE,
        P.MATTER_PUBLISH,
        P.MEDIATION_CLOSE,
        P.MEDIATION_MANAGE,
        P.NOTICE_TEND,
        P.PERSON_ERASE,
        P.POLICE_MEDIATE,
        P.REPORTER_SEE,
        P.ROOM_EDIT,
        P.SERVICE_MANAGE,
        P.SPEAKER_MANAGE,
        P.TEAM_MANAGE,
        P.VOLUNTEER_MANAGE,
        P.WATCH_MANAGE,
    }
)

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "officer",
            _("Officer"),
            _("Runs the room: sees who reported, closes matters, releases what goes public, opens its accounts."),
            frozenset(_OFFICER),
        ),
        Role(
            "auxiliary",
            _("Auxiliary"),
            _("Works at the desk for the officer: accepts, hands out and works on matters. Decides nothing alone."),
            frozenset(_DESK),
        ),
        Role(
            "cadre",
            _("Village cadre"),
            _("Registers what villagers bring, works on what is handed over, checks what others did."),
            frozenset(
                _CLERK
                | _MEDIATES
                | _SERVES
                | _CARES
                | {
                    P.MATTER_CHECK,
                    P.BULLETIN_WRITE,
                    P.OUTREACH_WORK,
                    P.PATROL_SEE,
                    P.MEDIATION_CLOSE,
                    P.MEDIATION_MANAGE,
                }
            ),
        ),
        Role(
            "mediator",
            _("Mediator"),
            _("Works on the disputes handed to the mediation committee."),
            frozenset(_CLERK | _MEDIATES | {P.PERSON_SEE}),
        ),
        Role(
            "lawyer",
            _("Lawyer"),
            _("Reads and advises on the matters handed over."),
            frozenset({P.DESK_OPEN, P.MATTER_SEE, P.MATTER_WORK}),
        ),
        Role("volunteer", _("Volunteer"), _("Patrols and reports by phone; has no desk."), frozenset()),
        Role(
            "chief",
            _("Station chief"),
            _("Sees all rooms of the station or county, checks, moves matters between levels."),
            frozenset(_OFFICER - {P.ACCOUNT_MANAGE, P.ROOM_EDIT}),
        ),
        Role(
            "administrator",
            _("Administrator"),
            _("Makes accounts and keeps rooms and teams; sees no matters."),
            frozenset({P.DESK_OPEN, P.ACCOUNT_MANAGE, P.ROOM_EDIT, P.GROUND_EDIT, P.TEAM_MANAGE}),
        ),
        Role(
            "technician",
            _("Technician"),
            _("Keeps the machine running: undelivered notices and the state of the program. Sees no matters."),
            frozenset({P.DESK_OPEN, P.NOTICE_TEND}),
        ),
    )
}

# Which roles the holder of a role may give and take, where it reaches. An officer appoints the people of the room and
# nobody who stands over it: no role here holds more than the officer's own (docs/decisions/0012).
GIVES: dict[str, frozenset[str]] = {
    "administrator": frozenset(ROLES),
    "officer": frozenset({"officer", "auxiliary", "cadre", "mediator", "lawyer", "volunteer", "technician"}),
}

# Only these see every matter of their rooms; the others see what is theirs or was handed to their team.
SEES_WHOLE_ROOM = frozenset({"officer", "auxiliary", "chief"})


def roles_with(permission: Permission) -> frozenset[str]:
    """Keys of the roles that hold the permission."""
    return frozenset(key for key, role in ROLES.items() if permission in role.permissions)
