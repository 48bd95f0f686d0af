"""How each act of the procedure stands in the story of a dispute, once it is done."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DISPUTE = "dispute"  # the kind's key

TOLD: Mapping[str, str | Promise] = {
    "write": _("Written down"),
    "name_party": _("Party written down"),
    "drop_party": _("Party taken out again"),
    "examine": _("Examined whether it may be mediated"),
    "accept": _("Taken on by the committee"),
    "refuse": _("Not taken on"),
    "withdraw": _("Application withdrawn"),
    "inform": _("Rights and duties told"),
    "invite": _("Asked to the table"),
    "reply": _("Answered the invitation"),
    "agree_to_seat": _("The parties said whether they agree to who sits there"),
    "unseat": _("No longer at the table"),
    "leave": _("A party withdrew"),
    "inquire": _("Investigated"),
    "add_evidence": _("Evidence added"),
    "call_session": _("Session called"),
    "call_off": _("Session called off"),
    "sit": _("Session held"),
    "extend": _("More time, agreed by both sides"),
    "draft": _("Agreement drafted"),
    "redraft": _("Draft struck, to be talked over again"),
    "sign": _("Signed"),
    "sign_paper": _("A paper of the file signed"),
    "put_in": _("Signed paper put into the file"),
    "take_out": _("Page taken out of the file again"),
    "take_effect": _("Agreement in effect"),
    "agree_orally": _("Agreement by word of mouth"),
    "terminate": _("Mediation ended without an agreement"),
    "perform": _("Something of the agreement was done"),
    "settle": _("Everything agreed was done"),
    "give_up": _("The agreement was not kept"),
    "apply_court": _("Court asked to confirm"),
    "court_decides": _("The court answered"),
    "visit": _("Return visit"),
    "report_danger": _("Danger noted and reported"),
    "halt": _("Stopped: somebody must be protected"),
    "resume": _("Goes on after it was stopped"),
    "end_halted": _("Ended: not for mediation"),
    "pass_up": _("Passed up the ladder"),
    "receipt": _("Receipt from above"),
    "come_back": _("Came back"),
    "settled_above": _("Settled one level up"),
    "report": _("Closing report written"),
    "check": _("File checked"),
    "close": _("Closed"),
    "reopen": _("Taken up again"),
    "archive": _("Put into the archive"),
    "give_copy": _("A party was given their copy"),
}
