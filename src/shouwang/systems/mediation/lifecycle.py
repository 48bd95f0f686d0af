"""The procedure of people's mediation: one table in plain Python. Buttons, pages, tests and the docs are made from it.

asked 申请 → accepted 受理 → mediating 调解 → signing 待签 → agreed 生效 → performed 履行 → closed 结案 → archived 归档.
The articles are those of the People's Mediation Law (domain a2); "a7" names the field's practice, not the law.
"""

from shouwang.kernel.matters.course import BEFORE, Course, Missing, NotAllowedNow, Step

ASKED, ACCEPTED, MEDIATING, SIGNING = "asked", "accepted", "mediating", "signing"
AGREED, PERFORMED, UNPERFORMED, TERMINATED = "agreed", "performed", "unperformed", "terminated"
HALTED, AWAY = "halted", "away"
CLOSED, ARCHIVED = "closed", "archived"
REFUSED, WITHDRAWN = "refused", "withdrawn"

OPEN = (ASKED, ACCEPTED, MEDIATING, SIGNING, AGREED, PERFORMED, UNPERFORMED, TERMINATED, HALTED, AWAY)
ENDED = (CLOSED, ARCHIVED, REFUSED, WITHDRAWN)
STAGES = OPEN + ENDED
AT_TABLE = (ACCEPTED, MEDIATING)  # sessions are called and held
AT_WORK = (*AT_TABLE, SIGNING)  # the month runs
OVER = (PERFORMED, UNPERFORMED, TERMINATED)  # nothing is left but to write it down

TAKE, WORK, CLOSE, SHIELD, MOVE = (
    "mediation.take",
    "mediation.work",
    "mediation.close",
    "reporter.see",
    "mediation.move",
)

CAN = ("willing", "guardians")  # nobody refuses, and who can't decide alone has somebody who does (Art 17)

TABLE: tuple[Step, ...] = (
    # Before it is taken on
    Step("write", (ASKED, *AT_WORK), "", WORK, rule="Art 27"),
    Step("name_party", (ASKED, *AT_WORK), "", WORK, next_from=(ASKED,), done="both_sides"),
    Step("drop_party", (ASKED,), "", WORK),
    Step("examine", (ASKED,), "", TAKE, ("both_sides",), "a3", next_from=(ASKED,), done="examined"),
    Step(
        "accept", (ASKED,), ACCEPTED, TAKE, ("both_sides", "examined", "admissible", *CAN), "Art 17",
        (ASKED,),
    ),
    Step("refuse", (ASKED,), REFUSED, TAKE, ("reason", "routes"), "a3"),
    Step("withdraw", (ASKED,), WITHDRAWN, WORK, ("reason",), "Art 23"),
    # Who is told, who sits at the table
    Step("inform", (ACCEPTED, MEDIATING), "", WORK, rule="Art 23, 24", next_from=(ACCEPTED,), done="informed"),
    Step("invite", (ACCEPTED, MEDIATING), "", WORK, rule="Art 19, 20", next_from=(ACCEPTED,), done="mediator"),
    Step("agree_to_seat", (ACCEPTED, MEDIATING), "", WORK, rule="Art 20", next_from=(ACCEPTED,), done="panel_consent"),
    Step("unseat", (ACCEPTED, MEDIATING), "", WORK, ("reason",), "Art 23"),
    Step("leave", AT_WORK, "", WORK, ("reason",), "Art 23"),
    # What is found out, what is said
    Step("inquire", (ACCEPTED, MEDIATING), "", WORK, rule="Art 21"),
    Step("add_evidence", (ACCEPTED, MEDIATING), "", WORK),
    Step(
        "call_session", (ACCEPTED, MEDIATING), "", WORK, ("informed", "mediator", "panel_consent"), "Art 21",
        (ACCEPTED, MEDIATING), "session_called",
    ),
    Step("call_off", (ACCEPTED, MEDIATING), "", WORK, ("reason",)),
    Step(
        "sit", (ACCEPTED, MEDIATING), MEDIATING, WORK,
        (*CAN, "informed", "mediator", "panel_consent", "agents_proved", "both_present"), "Art 17, 21, 22",
        (ACCEPTED, MEDIATING), "sat",
    ),
    Step("extend", (ACCEPTED, MEDIATING, SIGNING), "", WORK, ("both_consent", "reason"), "a2.8"),
    # How it ends
    Step("draft", (MEDIATING, SIGNING), SIGNING, WORK, (*CAN, "sat", "terms"), "Art 17, 28, 29", (MEDIATING,)),
    Step("redraft", (SIGNING,), MEDIATING, WORK, ("reason",), "Art 29"),
    Step("sign", (SIGNING,), "", WORK, rule="Art 29", next_from=(SIGNING,), done="all_signed"),
    Step(
        "take_effect", (SIGNING,), AGREED, WORK, (*CAN, "all_signed", "mediator_signed", "sealed"), "Art 17, 29", (SIGNING,)
    ),
    Step("agree_orally", (MEDIATING,), AGREED, WORK, (*CAN, "sat", "terms", "wants_oral"), "Art 17, 28, 30"),
    Step("terminate", AT_WORK, TERMINATED, WORK, ("reason", "routes"), "Art 23, 26"),
    # The papers of the file, signed here or put back as they were signed
    Step("sign_paper", (*OPEN, CLOSED, REFUSED), "", WORK, rule="Art 27"),
    Step("put_in", (*OPEN, CLOSED, REFUSED, WITHDRAWN), "", WORK, rule="Art 27"),
    Step("take_out", (*OPEN, CLOSED, REFUSED, WITHDRAWN), "", WORK, ("reason",)),
    # What was promised
    Step("perform", (AGREED, PERFORMED, UNPERFORMED), "", WORK, rule="Art 31", next_from=(AGREED,), done="all_performed"),
    Step("settle", (AGREED, UNPERFORMED), PERFORMED, WORK, ("all_performed", "kept"), "Art 31", (AGREED,)),
    Step("give_up", (AGREED,), UNPERFORMED, WORK, ("unkept", "reason", "routes"), "Art 32"),
    Step("apply_court", (AGREED, PERFORMED), "", WORK, ("unasked", "jointly", "in_time"), "Art 33"),
    Step("court_decides", (AGREED, PERFORMED, UNPERFORMED), "", WORK, ("applied",), "Art 33"),
    Step("visit", (AGREED, *OVER, CLOSED), "", WORK, rule="a2.13", next_from=(PERFORMED,), done="visited"),
    # Out of the ordinary
    Step("report_danger", OPEN, "", WORK, ("words",), "Art 25"),
    Step("halt", (ASKED, *AT_WORK), HALTED, WORK, ("words",), "a3.5, a3.6"),
    Step("resume", (HALTED,), BEFORE, SHIELD, ("reason",)),
    Step("end_halted", (HALTED,), TERMINATED, SHIELD, ("reason", "routes"), "a3.5", (HALTED,)),
    Step("pass_up", (ACCEPTED, MEDIATING), AWAY, MOVE, ("body", "reason"), "a7"),
    Step("receipt", (AWAY,), "", WORK, ("body",), "a7", (AWAY,), "receipted"),
    Step("come_back", (AWAY,), BEFORE, WORK, ("words",), "a7", (AWAY,)),
    Step("settled_above", (AWAY,), TERMINATED, WORK, ("words",), "a7"),
    # The end
    Step("report", OVER, "", WORK, ("summary",), "Art 27", OVER, "reported"),
    Step("check", OVER, "", CLOSE, ("reported",), "Art 27", OVER, "checked"),
    Step("close", OVER, CLOSED, CLOSE, ("reported", "checked", "visited", "file_whole"), "Art 27", OVER),
    Step("reopen", (CLOSED, TERMINATED, UNPERFORMED), MEDIATING, CLOSE, ("reason",)),
    Step("archive", (CLOSED,), ARCHIVED, CLOSE, ("filer",), "Art 27", (CLOSED,)),
)  # fmt: skip
COURSE = Course(TABLE)
STEPS, steps_from, next_step, missing, take = (
    COURSE.steps,
    COURSE.steps_from,
    COURSE.next_step,
    COURSE.missing,
    COURSE.take,
)

__all__ = [
    "BEFORE",
    "COURSE",
    "STEPS",
    "TABLE",
    "Missing",
    "NotAllowedNow",
    "Step",
    "missing",
    "next_step",
    "steps_from",
    "take",
]
