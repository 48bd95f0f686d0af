"""The Range header of HTTP (RFC 9110, 14): one range of bytes, for players that jump in a recording."""

import re


class Unsatisfiable(ValueError):
    """The range lies outside the file, which has `size` bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size

    @property
    def headers(self) -> dict[str, str]:
        """What the answer 416 carries (RFC 9110, 15.5.17)."""
        return {"Content-Range": f"bytes */{self.size}"}


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """(first, one past the last) of the bytes asked for; None for all, also for a senseless header.

    Several ranges at once are answered with the whole file, as the standard allows. Raises Unsatisfiable.
    """
    match = re.fullmatch(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", header, re.ASCII)
    if match is None or match.group(0).strip() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise Unsatisfiable(size)
    return start, end
