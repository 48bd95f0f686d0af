"""Two senders of the same request at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.surfaces.api.conftest import Keys, Program, read


@pytest.fixture
def real(transactional_db: None) -> None:
    """Asked for before the cast, so that every thread sees it."""


def test_one_idempotency_key_sent_by_four_at_once_is_one_matter(real: None, cast: Cast, key: Keys) -> None:
    secret = key(cast.officer).secret

    def send(_: int) -> tuple[int, str]:
        try:
            response = Program(secret).post(
                "/matters", {"kind": "report", "text": "村口的路灯坏了"}, Idempotency_Key="once"
            )
            return response.status_code, read(response)["reference"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        told = set(threads.map(send, range(4)))
    assert told == {(201, Matter.objects.get().reference)}
