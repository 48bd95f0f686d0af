"""A message handed to a group robot as JSON, and its answer: every robot here says with a number how it went."""

import json
from typing import Any

from shouwang.kernel.notices import outside
from shouwang.kernel.notices.models import Trouble
from shouwang.kernel.notices.ports import NotSentError


def hand_over(url: str, body: bytes, headers: dict[str, str]) -> outside.Answer:
    """Post it. Raises NotSentError when there is no answer or the address is not allowed; UNSURE where only the answer
    was lost: no robot knows a message it got before."""
    try:
        return outside.post(url, body, headers)
    except outside.ForbiddenAddressError as error:
        raise NotSentError(Trouble.FORBIDDEN, is_final=True) from error
    except outside.LostAnswerError as error:
        raise NotSentError(Trouble.UNSURE, str(error.__cause__.__class__.__name__)) from error
    except outside.NoAnswerError as error:
        # Only the kind of error: its words may repeat the address, which holds the robot's key.
        raise NotSentError(Trouble.NO_ANSWER, str(error.__cause__.__class__.__name__)) from error


def code_of(url: str, part: str, *names: str) -> int | None:
    """Post the JSON and return the number under the first of the names that is there; None for an answer without."""
    answer = hand_over(url, part.encode(), {"content-type": "application/json; charset=utf-8"})
    if answer.code != 200:
        raise NotSentError(Trouble.NO_ANSWER, f"HTTP {answer.code}")
    said = _object(answer.text)
    return next((said[name] for name in names if isinstance(said.get(name), int)), None)


def _object(text: str) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
