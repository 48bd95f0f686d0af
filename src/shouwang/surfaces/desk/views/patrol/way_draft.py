"""What files would add, while somebody looks at it: kept in the session as plain lists, no recording among them.

Names of files that were refused are, so that one knows which to mend: all of it goes with the answer.
"""

from typing import Any

import numpy as np

from shouwang.lib.planning.noding import Line
from shouwang.systems.patrol.surveying import Found, Refused, Survey


def keep(survey: Survey) -> dict[str, Any]:
    """As the session keeps it; positions to a tenth of a metre."""
    return {
        "found": [
            {
                "points": np.round(one.line.points, 6).tolist(),
                "kind": one.line.kind,
                "level": one.line.level,
                "gated": one.line.gated,
                "name": one.line.name,
                "walks": one.walks,
            }
            for one in survey.found
        ],
        "refused": [[one.file, one.why, one.count, list(one.names)] for one in survey.refused],
        "walked": survey.walked,
        "known": survey.known,
        "sorts": sorted(survey.sorts),
    }


def kept(draft: dict[str, Any]) -> Survey:
    """The inverse."""
    found = [
        Found(Line(np.array(one["points"]), one["kind"], one["level"], one["gated"], one["name"]), one["walks"])
        for one in draft["found"]
    ]
    refused = [Refused(file, why, count, tuple(names)) for file, why, count, names in draft["refused"]]
    return Survey(found, refused, draft["walked"], draft["known"], set(draft["sorts"]))
