"""Pages of villagers and visitors. No login; the code on a receipt is the only key, to one matter."""

from shouwang.surfaces.public.views.errors import csrf_failed

__all__ = ["csrf_failed"]
