"""What bulletins, campaigns and gatherings are called now. The journal names them without their words."""

from collections.abc import Iterable

from shouwang.systems.outreach.models import Bulletin, Campaign, Gathering


def titles(subjects: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By key, of those (kind, key) that are still kept; what is struck or deleted is not told."""
    keys: dict[str, list[str]] = {}
    for kind, key in subjects:
        keys.setdefault(kind, []).append(key)
    found: list[tuple[object, str]] = []
    for model, field in ((Bulletin, "title"), (Campaign, "title"), (Gathering, "topic")):
        if wanted := keys.get(str(model._meta.model_name)):
            found += model._default_manager.filter(pk__in=wanted).values_list("pk", field)
    return {str(key): title for key, title in found}
