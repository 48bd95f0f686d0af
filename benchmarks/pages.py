"""Times pages on one filled village: a process of its own for each size, so that none warms the other's caches.

`python -m benchmarks.pages lists|search` with DATA_DIR prints one JSON object: what was asked, p50, p95, queries.
"""

import html
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks import village

TIMES, WARM = int(os.environ.get("TIMES", "40")), 5
Ask = Callable[[], Any]


def measure(part: str) -> dict[str, dict[str, float]]:
    """Server time in ms of each page of the part, warm, without the network."""
    village.start()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from shouwang.kernel.people.models import Account

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(Account.objects.get(username="officer"))
    found = {}
    for name, path in (lists if part == "lists" else searches)(client):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
            queries = len(asked)
        assert answer.status_code == 200, (name, path, answer.status_code)
        for _ in range(WARM):
            client.get(path)
        taken = sorted(timed(partial(client.get, path)) for _ in range(TIMES))
        found[name] = {"p50": taken[TIMES // 2], "p95": taken[TIMES * 95 // 100], "queries": queries}
    return found


def timed(ask: Ask) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def lists(client: Any) -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from shouwang.kernel.matters.models import Matter

    inbox = reverse("desk:matters")
    yield "today board", reverse("desk:today")
    yield "list, mine", inbox
    yield "list, all, first page", f"{inbox}?tab=all"
    page = f"{inbox}?tab=all"
    for _ in range(99):
        page = next_page(client, inbox, page)
    yield "list, all, page 100", page
    yield "list, filtered (kind, over)", f"{inbox}?kind=help&standing=over"
    yield "list, filtered (words)", f"{inbox}?q=井盖"
    yield "matter page", reverse("desk:matter", args=[Matter.objects.order_by("-received_at")[500].pk])
    yield "public page", reverse("public:room", args=["HW"])
    yield "report page", reverse("public:tell", args=["HW", "report", "streetlight"])


def next_page(client: Any, inbox: str, page: str) -> str:
    """The address of the list's next page."""
    found = re.search(r'href="([^"]*[?&](?:amp;)?after=[^"]*)"', client.get(page).content.decode())
    assert found, page
    return inbox + html.unescape(found.group(1))


def searches(client: Any) -> Iterator[tuple[str, str]]:
    from urllib.parse import quote

    from django.urls import reverse

    words = {
        "common (a fifteenth of all)": "路灯坏了",
        "two characters, in half of all": "已经",
        "rare (50 hits)": "红灯笼",
        "phrase of eight": "孩子放学看不见路",
        "two words": "井盖 希望早点处理",
        "nothing found": "长颈鹿",
    }
    for name, said in words.items():
        yield f"search, {name}", f"{reverse('desk:search')}?q={quote(said)}"


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
