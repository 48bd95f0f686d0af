"""Who still needs a person's name, and who keeps what of somebody: parts say both by plain functions.

So none forgets somebody another relies on, and nothing is left when all of the room forgets them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.people.models import Consent, Person

Needs = Callable[[Person], bool]
Forgets = Callable[
    [Actor, Person], Mapping[str, int]
]  # how many of what, by the names of matters.actions.erasing.Erased
Company = Callable[[Person], Iterable[Person]]
TakesBack = Callable[[Actor, Consent], None]
_needs: list[Needs] = []
_forgets: list[Forgets] = []
_laws: list[Needs] = []
_taking_back: list[TakesBack] = []
_company: list[Company] = []


def register(needs: Needs) -> None:
    """Ask this before a person is forgotten for leaving a part. Registered once, in `ready()`."""
    if needs not in _needs:
        _needs.append(needs)


def is_needed(person: Person) -> bool:
    """Whether any part still relies on who this is."""
    return any(needs(person) for needs in _needs)


def register_forgetting(forgets: Forgets) -> None:
    """Call this when a person is erased from the whole room. Registered once, in `ready()`."""
    if forgets not in _forgets:
        _forgets.append(forgets)


def forget(by: Actor, person: Person) -> Counter[str]:
    """Every part lets go of what it keeps of them, before their name goes; how many of what, as the parts counted it."""
    done: Counter[str] = Counter()
    for forgets in _forgets:
        done.update(forgets(by, person))
    return done


def register_company(finds: Company) -> None:
    """Ask this for whom somebody named: rows that stand in the room only through them. Registered once, in `ready()`."""
    if finds not in _company:
        _company.append(finds)


def company_of(rows: Sequence[Person]) -> list[Person]:
    """Whom the persons of these rows named and who go with them when they are erased; none of the rows themselves."""
    keys = {row.pk for row in rows}
    found = {one.pk: one for finds in _company for row in rows for one in finds(row) if one.pk not in keys}
    return list(found.values())


def register_taking_back(hears: TakesBack) -> None:
    """Call this when a consent is taken back, wherever that is done: what rests on it ends. Once, in `ready()`."""
    if hears not in _taking_back:
        _taking_back.append(hears)


def end_what_rests_on(by: Actor, consent: Consent) -> None:
    """Every part stops what it did by this consent, in the transaction that takes it back."""
    for hears in _taking_back:
        hears(by, consent)


def register_law(keeps: Needs) -> None:
    """Ask this before a person is erased at their own wish: a law may say that a file is kept. Once, in `ready()`."""
    if keeps not in _laws:
        _laws.append(keeps)


def must_be_kept(person: Person) -> bool:
    """Whether a law says that who this is must be kept for its time, whatever they wish (PIPL Art 47)."""
    return any(keeps(person) for keeps in _laws)
