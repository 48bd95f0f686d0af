"""Who may open which address: one row for each. An address without a row fails the build.

Who: a permission, "everyone", "door" (the way to a login), "account" (anybody logged in), "ticket" (a signed ticket
instead of a login), or "tested" with the module that asks every operation as everybody.
"""

from dataclasses import dataclass

from shouwang.kernel.people.permissions import Permission as P  # noqa: N817  # a table reads better

EVERYONE, DOOR, ACCOUNT, TICKET, TESTED = "everyone", "door", "account", "ticket", "tested"


@dataclass(frozen=True)
class Row:
    """An address by its name: who may, and what it is about ("matter", "run", "notice", …, "" for the whole room)."""

    who: str
    about: str = ""
    posts_only: bool = False


DESK: dict[str, Row] = {
    "desk:today": Row(P.DESK_OPEN),
    "desk:rooms": Row(P.DESK_OPEN),
    "desk:settings": Row(P.DESK_OPEN),
    "desk:help": Row(P.DESK_OPEN),
    "desk:help-page": Row(P.DESK_OPEN),
    "desk:help-picture": Row(P.DESK_OPEN),
    "desk:notices": Row(P.DESK_OPEN),
    "desk:notices-read": Row(P.DESK_OPEN, posts_only=True),
    "desk:notice": Row(P.DESK_OPEN, "told", posts_only=True),
    "desk-services:home": Row(P.MATTER_SEE),
    "desk-services:visits": Row(P.SERVICE_WORK),
    "desk-services:visit-new": Row(P.SERVICE_WORK),
    "desk-services:round": Row(P.SERVICE_WORK),
    "desk-services:round-order": Row(P.SERVICE_WORK, posts_only=True),
    "desk-services:round-sheet": Row(P.SERVICE_WORK),
    "desk-services:round-shapes": Row(P.SERVICE_WORK),
    "desk-services:visit": Row(P.SERVICE_WORK, "visit"),
    "desk-services:visit-rung": Row(P.SERVICE_WORK, "visit", posts_only=True),
    "desk-services:visit-shapes": Row(P.SERVICE_WORK, "visit"),
    "desk-services:visit-act": Row(P.SERVICE_WORK, "visit"),
    "desk-services:visiting": Row(P.SERVICE_MANAGE),
    "desk-services:purpose-new": Row(P.SERVICE_MANAGE),
    "desk-services:purpose": Row(P.SERVICE_MANAGE, "visit purpose"),
    "desk-services:visiting-drop": Row(P.SERVICE_MANAGE, "visiting day", posts_only=True),
    "desk:register": Row(P.MATTER_REGISTER),
    "desk:search": Row(P.MATTER_SEE),
    "desk:map": Row(P.MATTER_SEE),
    "desk:map-shapes": Row(P.MATTER_SEE),
    "desk:matters": Row(P.MATTER_SEE),
    "desk:matter": Row(P.MATTER_SEE, "matter"),
    "desk:news": Row(P.MATTER_SEE, "matter"),
    "desk:reporter": Row(P.REPORTER_SEE, "matter", posts_only=True),
    "desk:edit": Row(P.MATTER_WORK, "matter"),
    "desk:place": Row(P.MATTER_WORK, "matter"),
    "desk:attach": Row(P.MATTER_WORK, "matter"),
    "desk:publish": Row(P.MATTER_PUBLISH, "matter"),
    "desk:sheet": Row(P.MATTER_SEE, "matter"),
    "desk:sheet-pdf": Row(P.MATTER_SEE, "matter"),
    "desk:sheet-docx": Row(P.MATTER_SEE, "matter"),
    "desk:slip": Row(P.MATTER_REGISTER, "matter"),
    "desk:take": Row(P.MATTER_SEE, "matter"),
    "desk:join-pair": Row(P.MATTER_MERGE, "pair", posts_only=True),
    "desk:part-pair": Row(P.MATTER_MERGE, "pair", posts_only=True),
    "desk:warnings": Row(P.MATTER_ACCEPT),
    "desk:warning": Row(P.MATTER_ACCEPT, "warning"),
    "desk:watch-figures": Row(P.MATTER_EXPORT),
    "desk-police:cases": Row(P.POLICE_MEDIATE),
    "desk-police:new": Row(P.POLICE_MEDIATE),
    "desk-police:keeping": Row(P.POLICE_MEDIATE),
    "desk-police:begin": Row(P.POLICE_MEDIATE, "matter", posts_only=True),
    "desk-police:case": Row(P.POLICE_MEDIATE, "police case"),
    "desk-police:agreement-pdf": Row(P.POLICE_MEDIATE, "police case"),
    "desk-police:agreement-docx": Row(P.POLICE_MEDIATE, "police case"),
    "desk-police:act": Row(P.POLICE_MEDIATE, "police case"),
    "desk-mediation:disputes": Row(P.MATTER_SEE),
    "desk-mediation:new": Row(P.MEDIATION_WORK),
    "desk-mediation:begin": Row(P.MEDIATION_WORK, "matter", posts_only=True),
    "desk-mediation:committee": Row(P.MATTER_SEE),
    "desk-mediation:leave": Row(P.MEDIATION_MANAGE, "committee member"),
    "desk-mediation:precedents": Row(P.MEDIATION_WORK),
    "desk-mediation:precedent": Row(P.MEDIATION_WORK, "precedent"),
    "desk-mediation:like": Row(P.MEDIATION_WORK, "dispute"),
    "desk-mediation:dispute": Row(P.MATTER_SEE, "dispute"),
    "desk-mediation:addresses": Row(P.MEDIATION_WORK, "dispute", posts_only=True),
    "desk-mediation:act": Row(P.MATTER_SEE, "dispute"),
    "desk-mediation:papers": Row(P.MEDIATION_WORK, "dispute"),
    "desk-mediation:paper": Row(P.MEDIATION_WORK, "dispute"),
    "desk-mediation:paper-pdf": Row(P.MEDIATION_WORK, "dispute"),
    "desk-mediation:paper-docx": Row(P.MEDIATION_WORK, "dispute"),
    "desk-mediation:file-pdf": Row(P.MEDIATION_WORK, "dispute"),
    "desk-mediation:file-zip": Row(P.MEDIATION_WORK, "dispute"),
    "desk-mediation:copies": Row(P.MEDIATION_WORK, "dispute"),
    "desk-patrol:tracks": Row(P.VOLUNTEER_MANAGE, "volunteer"),
    "desk-patrol:track": Row(P.VOLUNTEER_MANAGE, "turn"),
    "desk-patrol:track-shapes": Row(P.VOLUNTEER_MANAGE, "turn"),
    "desk:mediation-figures": Row(P.MEDIATION_WORK),
    "desk:mediation-return": Row(P.MATTER_EXPORT),
    "desk:patrol-figures": Row(P.PATROL_SEE),
    "desk:patrol-coverage": Row(P.PATROL_SEE),
    "desk:patrol-figures-table": Row(P.PATROL_SEE),
    "desk:patrol-formula": Row(P.ROOM_EDIT),
    "desk:calls": Row(P.MATTER_ASSIGN),
    "desk:call": Row(P.MATTER_ASSIGN, "call"),
    "desk:call-police": Row(P.MATTER_ASSIGN, "call", posts_only=True),
    "desk:call-end": Row(P.MATTER_ASSIGN, "call", posts_only=True),
    "desk:call-out": Row(P.MATTER_ASSIGN, "matter", posts_only=True),
    "desk:export": Row(P.MATTER_EXPORT),
    "desk:import": Row(P.MATTER_IMPORT),
    "desk:import_run": Row(P.MATTER_IMPORT, "run"),
    "desk:import_progress": Row(P.MATTER_IMPORT, "run"),
    "desk:import_go_on": Row(P.MATTER_IMPORT, "run", posts_only=True),
    "desk:import_discard": Row(P.MATTER_IMPORT, "run", posts_only=True),
    "desk:import_undo": Row(P.MATTER_IMPORT, "run"),
    "desk:import_groups": Row(P.MATTER_IMPORT, "run"),
    "desk:import_line": Row(P.MATTER_IMPORT, "run"),
    "desk:import_leave_out": Row(P.MATTER_IMPORT, "run", posts_only=True),
    "desk-settings:room": Row(P.ROOM_EDIT),
    "desk-settings:workdays": Row(P.ROOM_EDIT),
    "desk-settings:ground": Row(P.GROUND_EDIT),
    "desk-settings:ground-draft": Row(P.GROUND_EDIT, "draft"),
    "desk-settings:ground-draft-shapes": Row(P.GROUND_EDIT, "draft"),
    "desk-settings:divisions": Row(P.GROUND_EDIT),
    "desk-settings:accounts": Row(P.ACCOUNT_MANAGE),
    "desk-settings:teams": Row(P.TEAM_MANAGE),
    "desk-settings:duty": Row(P.TEAM_MANAGE),
    "desk-settings:bulletins": Row(P.BULLETIN_WRITE),
    "desk-settings:robots": Row(P.NOTICE_TEND),
    "desk-settings:webhooks": Row(P.NOTICE_TEND),
    "desk-settings:keys": Row(P.NOTICE_TEND),
    "desk-settings:dead": Row(P.NOTICE_TEND),
    "desk-settings:journal": Row(P.JOURNAL_SEE),
    "desk-settings:rights": Row(P.PERSON_ERASE),
    "desk-settings:retention": Row(P.PERSON_ERASE),
    "desk-settings:me": Row(P.DESK_OPEN),
    "desk-settings:calendar": Row(P.DESK_OPEN, posts_only=True),
    "desk-settings:account": Row(P.ACCOUNT_MANAGE, "account"),
    "desk-settings:team": Row(P.TEAM_MANAGE, "team"),
    "desk-settings:template": Row(P.TEAM_MANAGE, "template"),
    "desk-settings:bulletin": Row(P.BULLETIN_WRITE, "bulletin"),
    "desk-settings:robot": Row(P.NOTICE_TEND, "robot"),
    "desk-settings:webhook": Row(P.NOTICE_TEND, "webhook"),
    "desk-settings:tend-dead": Row(P.NOTICE_TEND, "notice"),
    "desk-settings:tell-again": Row(P.NOTICE_TEND, "untold", posts_only=True),
    "desk-settings:person": Row(P.PERSON_ERASE, "person"),
    "desk-settings:forget-workday": Row(P.ROOM_EDIT, posts_only=True),
    "desk-settings:switch-account": Row(P.ACCOUNT_MANAGE, "account", posts_only=True),
    "desk-settings:dismiss": Row(P.ACCOUNT_MANAGE, "appointment", posts_only=True),
    "desk-settings:revoke-key": Row(P.ACCOUNT_MANAGE, "key", posts_only=True),
    "desk-settings:disband": Row(P.TEAM_MANAGE, "team", posts_only=True),
    "desk-settings:leave": Row(P.TEAM_MANAGE, "member", posts_only=True),
    "desk-settings:drop-duty": Row(P.TEAM_MANAGE, "duty", posts_only=True),
    "desk-settings:tend-robot": Row(P.NOTICE_TEND, "robot", posts_only=True),
    "desk-settings:close-webhook": Row(P.NOTICE_TEND, "webhook", posts_only=True),
    "desk-settings:replay": Row(P.NOTICE_TEND, "delivery", posts_only=True),
    "desk-settings:forget": Row(P.PERSON_ERASE, "person"),
    "desk-settings:withdraw-consent": Row(P.PERSON_ERASE, "consent", posts_only=True),
    "desk-patrol:numbers": Row(P.VOLUNTEER_MANAGE, "shift"),
    "desk-patrol:codes": Row(P.PATROL_PLAN),
    "desk-patrol:tonight": Row(P.PATROL_SEE),
    "desk-patrol:plan": Row(P.PATROL_PLAN, posts_only=True),
    "desk-patrol:send": Row(P.PATROL_PLAN, "patrol plan", posts_only=True),
    "desk-patrol:shapes": Row(P.PATROL_SEE, "patrol plan"),
    "desk-patrol:round-file": Row(P.PATROL_SEE, "patrol round"),
    "desk-patrol:ways": Row(P.PATROL_PLAN),
    "desk-patrol:ways-shapes": Row(P.PATROL_PLAN),
    "desk-patrol:ways-file": Row(P.PATROL_PLAN),
    "desk-patrol:ways-draft": Row(P.PATROL_PLAN, "draft"),
    "desk-patrol:ways-draft-shapes": Row(P.PATROL_PLAN, "draft"),
    "desk-patrol:drop-ways": Row(P.PATROL_PLAN, "brought ways", posts_only=True),
    "desk-patrol:change": Row(P.PATROL_PLAN, "patrol plan"),
    "desk-patrol:put-aside": Row(P.PATROL_PLAN, "patrol plan", posts_only=True),
    "desk-patrol:places": Row(P.PATROL_SEE),
    "desk-patrol:place": Row(P.PATROL_PLAN, "place"),
    "desk-patrol:new-code": Row(P.PATROL_PLAN, "place"),
    "desk-patrol:roster": Row(P.PATROL_SEE),
    "desk-patrol:fill": Row(P.PATROL_PLAN, posts_only=True),
    "desk-patrol:shift": Row(P.PATROL_SEE, "shift"),
    "desk-patrol:sheet": Row(P.PATROL_SEE, "shift"),
    "desk-patrol:seat": Row(P.PATROL_PLAN, "shift", posts_only=True),
    "desk-patrol:take-out": Row(P.PATROL_PLAN, "turn", posts_only=True),
    "desk-patrol:turn-hours": Row(P.PATROL_PLAN, "turn"),
    "desk-patrol:usual": Row(P.PATROL_PLAN),
    "desk-patrol:drop-usual": Row(P.PATROL_PLAN, "usual night", posts_only=True),
    "desk-patrol:people": Row(P.PATROL_SEE),
    "desk-patrol:volunteer-new": Row(P.VOLUNTEER_MANAGE),
    "desk-patrol:volunteer-code-sheet": Row(P.VOLUNTEER_MANAGE, posts_only=True),
    "desk-patrol:volunteer": Row(P.VOLUNTEER_MANAGE, "volunteer"),
    "desk-patrol:volunteer-checked": Row(P.VOLUNTEER_MANAGE, "volunteer", posts_only=True),
    "desk-patrol:volunteer-located": Row(P.VOLUNTEER_MANAGE, "volunteer", posts_only=True),
    "desk-patrol:volunteer-papers": Row(P.VOLUNTEER_MANAGE, "volunteer"),
    "desk-patrol:volunteer-week": Row(P.VOLUNTEER_MANAGE, "volunteer"),
    "desk-patrol:volunteer-away": Row(P.VOLUNTEER_MANAGE, "volunteer"),
    "desk-patrol:volunteer-wishes": Row(P.VOLUNTEER_MANAGE, "volunteer"),
    "desk-patrol:volunteer-phone": Row(P.VOLUNTEER_MANAGE, "volunteer"),
    "desk-patrol:volunteer-hours": Row(P.VOLUNTEER_MANAGE, "volunteer"),
    "desk-patrol:volunteer-leave": Row(P.VOLUNTEER_MANAGE, "volunteer"),
    "desk-patrol:volunteer-drop-training": Row(P.VOLUNTEER_MANAGE, "training"),
    "desk-patrol:volunteer-drop-insurance": Row(P.VOLUNTEER_MANAGE, "insurance"),
    "desk-patrol:volunteer-drop-away": Row(P.VOLUNTEER_MANAGE, "time away", posts_only=True),
    "desk-patrol:volunteer-phone-off": Row(P.VOLUNTEER_MANAGE, "volunteer’s phone"),
    "desk-settings:watch": Row(P.WATCH_MANAGE),
    "desk-settings:watch-covered": Row(P.WATCH_MANAGE),
    "desk-settings:watch-group": Row(P.WATCH_MANAGE, "watch group"),
    "desk-settings:watch-zone": Row(P.WATCH_MANAGE, "watch group"),
    "desk-settings:watch-give-up": Row(P.WATCH_MANAGE, "watch group"),
    "desk-settings:watch-member": Row(P.WATCH_MANAGE, "watcher"),
    "desk-settings:watch-leave": Row(P.WATCH_MANAGE, "watcher"),
    "desk-settings:watch-take-off": Row(P.WATCH_MANAGE, "phone"),
    "desk-settings:watch-messages": Row(P.WATCH_MANAGE),
    "desk-settings:watch-message-back": Row(P.WATCH_MANAGE, "watch message", posts_only=True),
    "desk-settings:units": Row(P.WATCH_MANAGE),
    "desk-settings:unit": Row(P.WATCH_MANAGE, "unit"),
    "desk-settings:unit-people": Row(P.WATCH_MANAGE, "unit"),
    "desk-settings:unit-drill": Row(P.WATCH_MANAGE, "unit", posts_only=True),
    "desk-settings:unit-give-up": Row(P.WATCH_MANAGE, "unit"),
    "desk-settings:watch-invitation-sheet": Row(P.WATCH_MANAGE, posts_only=True),
    "desk-settings:watch-phone-sheet": Row(P.WATCH_MANAGE, posts_only=True),
    "desk-settings:watch-withdraw": Row(P.WATCH_MANAGE, "invitation"),
    "desk-settings:revoke-own-key": Row(P.DESK_OPEN, "key", posts_only=True),
}

OTHERS: dict[str, Row] = {
    **{
        f"public:{name}": Row(EVERYONE)
        for name in (
            "home",
            "visit",
            "visit-book",
            "healthz",
            "robots",
            "offline",
            "worker",
            "room",
            "counts",
            "privacy",
            "kind",
            "tell",
            "follow",
        )
    },
    # These open to whoever has the follow-code of one matter; guessing is counted (tests/surfaces/public).
    **{f"public:{name}": Row(EVERYONE, "code") for name in ("matter", "receipt", "add", "withdraw", "rate", "again")},
    **{f"public:{name}": Row(EVERYONE, "code") for name in ("visit-move", "visit-off", "visit-calendar")},
    # One copy of a paper opens to whoever has its secret; guessing is counted (tests/surfaces/public/test_copies.py).
    **{f"public:{name}": Row("secret link") for name in ("copy", "copy-paper")},
    **{f"ui:{name}": Row(EVERYONE) for name in ("language", "size", "theme", "ground")},
    # 404 unless DEBUG or SHOW_GALLERY; sample words only.
    **{
        f"ui:{name}": Row(EVERYONE)
        for name in (
            "gallery",
            "gallery-desk",
            "gallery-matter",
            "gallery-public",
            "gallery-form",
            "gallery-ask",
            "gallery-print",
        )
    },
    # A signed ticket of the page that asks: 204, or a number; never words of a matter.
    "desk:pulse": Row(TICKET),
    "files:uploads": Row(TICKET),
    "files:upload": Row(TICKET),
    "files:file": Row("guard"),  # tests/kernel/files: 404 without a guard that says yes
    # The page of those who keep watch holds nothing personal; an invitation opens by its secret.
    **{f"field:{name}": Row(EVERYONE) for name in ("home", "worker", "manifest", "icon", "at")},
    # By the key of a phone on the list, or an invitation's secret (tests/surfaces/field).
    **{
        f"field:{name}": Row(TESTED)
        for name in (
            *("state", "reports", "words", "rating", "sos", "answer-call", "join-group", "join"),
            *("news", "read-messages", "invite", "withdraw-invitation", "tracker"),
            *("patrol", "walk", "take-turn", "take-shift", "locating", "points", "place-code"),
        )
    },
    "api:bulletins": Row(EVERYONE),
    "api:due": Row("secret link"),
    # By the key of a volunteer's own program (tests/surfaces/api/test_positions.py).
    "api:owntracks": Row(TESTED),
    "api:traccar": Row(TESTED),
    "api:turns": Row("secret link"),
    "desk-settings:password": Row("secret link"),  # sets a first or new password, once
    # tests/surfaces/api/v1/test_access.py asks every operation of the description with every key
    "api:v1:": Row(TESTED),
    # tests/surfaces/api/open311/test_access.py asks each with every key
    **{
        f"api:open311:{name}": Row(TESTED)
        for name in (
            "discovery",
            "services",
            "definition",
            "requests",
            "request",
            "token",
            "no-service",
            "no-request",
            "no-token",
            "nowhere",
        )
    },
    # allauth's own views. What the room does not use of it is not there (test_doors.py).
    **{
        name: Row(DOOR)
        for name in (
            "account_login",
            "account_inactive",
            "mfa_authenticate",
            "mfa_login_webauthn",
        )
    },
    **{
        name: Row(ACCOUNT)
        for name in (
            "account_logout",
            "account_reauthenticate",
            "account_change_password",
            "account_set_password",
            "mfa_index",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_download_recovery_codes",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_edit_webauthn",
            "mfa_remove_webauthn",
        )
    },
}


def row_of(name: str) -> Row | None:
    """The row of an address; the REST interface has one for all, its own table names the operations."""
    return DESK.get(name) or OTHERS.get("api:v1:" if name.startswith("api:v1:") else name)
