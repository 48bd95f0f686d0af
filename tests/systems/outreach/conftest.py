"""What the tests of outreach share."""

from tests.systems.outreach.broadcast import square

__all__ = ["square"]
