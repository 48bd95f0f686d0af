"""Who still needs a person's name: parts say it by a plain function, so that none forgets somebody another relies on."""

from collections.abc import Callable

from shouwang.kernel.people.models import Person

Needs = Callable[[Person], bool]
_needs: list[Needs] = []


def register(needs: Needs) -> None:
    """Ask this before a person is forgotten for leaving a part. Registered once, in `ready()`."""
    if needs not in _needs:
        _needs.append(needs)


def is_needed(person: Person) -> bool:
    """Whether any part still relies on who this is."""
    return any(needs(person) for needs in _needs)
