"""Why a file as a whole can't be read: said before anything is written."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "gone": _("The file is no longer here. Bring it in again."),
    "empty": _("The file is empty."),
    "header_only": _("The file has headings but no lines under them."),
    "too_big": _("The file is larger than %(detail)s. Split it and bring the parts in one after the other."),
    "too_many_lines": _(
        "The file has more than %(detail)s lines. Split it and bring the parts in one after the other."
    ),
    "too_many_columns": _("The file has more than %(detail)s columns. Take out those that are not needed."),
    "bomb": _("Unpacked, this file would be far larger than a table can be. It was not opened."),
    "not_a_table": _("This is neither an Excel workbook nor a CSV file. Save the table as XLSX or CSV and try again."),
    "damaged": _(
        "The workbook is damaged or locked with a password. Open it, save it again without one and try again."
    ),
    "binary": _("This is not a text file. Save the table as XLSX or CSV (UTF-8) and try again."),
    "encoding": _(
        "The characters can't be read: neither UTF-8, GB18030 nor UTF-16. Save it as CSV (UTF-8) and try again."
    ),
    "quote": _("In line %(detail)s a quotation mark is opened and never closed. Mend that line and try again."),
}


class Unreadable(Exception):
    """The file can't be read; `reason` is a key of WORDS."""

    def __init__(self, reason: str, detail: object = "") -> None:
        self.reason, self.detail = reason, str(detail)
        super().__init__(self.words)

    @property
    def words(self) -> str:
        return str(WORDS[self.reason]) % {"detail": self.detail}
