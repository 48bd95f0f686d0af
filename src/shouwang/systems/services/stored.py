"""Sentences that are written down for whoever brought a matter: in the room's language, whatever the page is read in.

A matter does not know in which language its reporter reads, so what an English desk writes of itself is Chinese as well.
"""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override


def stored(words: str | Promise, **values: object) -> str:
    """The sentence with its values, as it is kept; `words` must be lazy, or they are in the page's language already."""
    with override(settings.LANGUAGE_CODE):
        said = str(words)
        return said % {name: str(value) for name, value in values.items()} if values else said
