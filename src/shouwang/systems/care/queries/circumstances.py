"""Circumstances of a case, opened: which are written down, and which of them the standing consents let be shown and used.

Text 1 of each consent did not name them. Who agreed to that one is asked again; until then they rest sealed.
"""

from collections.abc import Iterable
from uuid import UUID

from shouwang.kernel.people.sealed import unseal
from shouwang.systems.care import texts
from shouwang.systems.care.models import Agreement, Case


def written(case: Case) -> frozenset[str]:
    """All that is written down, whatever they agreed to."""
    return frozenset(unseal(case.circumstances_sealed, record=case.pk).split())


def covered(case: Case) -> frozenset[str]:
    """What the standing consents name."""
    return _covered([case])[case.pk]


def usable(found: Iterable[Case]) -> dict[UUID, frozenset[str]]:
    """Of each case what may be shown and used. One query."""
    rows = list(found)
    named = _covered(rows)
    return {one.pk: written(one) & named[one.pk] for one in rows}


def agreed_to_older(case: Case) -> list[str]:
    """The subjects of which they agreed to an older text only: they are asked again."""
    versions: dict[str, set[str]] = {}
    for _key, subject, version in _standing([case]):
        versions.setdefault(subject, set()).add(version)
    return [subject for subject, known in versions.items() if texts.current(subject).version not in known]


def _covered(rows: list[Case]) -> dict[UUID, frozenset[str]]:
    named: dict[UUID, frozenset[str]] = {one.pk: frozenset() for one in rows}
    for key, subject, version in _standing(rows):
        text = texts.text_of(subject, version)
        named[key] |= text.covers if text else frozenset()
    return named


def _standing(rows: list[Case]) -> list[tuple[UUID, str, str]]:
    mine = Agreement.objects.filter(case__in=[one.pk for one in rows], consent__withdrawn_at=None)
    return list(mine.order_by("consent").values_list("case_id", "subject", "consent__text_version"))
