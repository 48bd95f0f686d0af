"""Tables of the services; each module says how long its rows are kept."""

from shouwang.systems.services.models.pledge import Pledge

__all__ = ["Pledge"]
