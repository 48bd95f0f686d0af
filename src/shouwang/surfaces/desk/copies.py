"""A party's own copy of a paper at the desk: the QR code and the address, shown once and kept nowhere."""

from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.kernel.papers.models import Copy
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.phone_codes import caution_of, for_phones
from shouwang.surfaces.desk.settings_page import Once
from shouwang.ui import moments


def once(request: DeskRequest, copy: Copy, secret: str) -> Once:
    """What a page shows this once after `papers.actions.give_copy`; drawn by desk/settings/parts/once.html.

    The page that shows it must be answered with Cache-Control: no-store.
    """
    said = {"day": moments.day(copy.last_moment)}
    text = _(
        "Shown this once. Let them scan it with their own phone: it opens their copy up to and on %(day)s, without a login."
    )
    address = for_phones(request, reverse("public:copy", args=[secret]))
    title = f"{copy.title} · {copy.holder}" if copy.holder else copy.title
    return Once(title, text % said, address, is_scanned=True, caution=caution_of(address))
