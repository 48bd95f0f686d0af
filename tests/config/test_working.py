"""The worker's clock: jobs run when due, one that fails stops no other, and stopping waits for the one at hand."""

import threading

import pytest

from shouwang.config.schedule import JOBS, Job
from shouwang.config.working import Clock


def run_until(clock: Clock, enough: threading.Event) -> None:
    clock.start()
    assert enough.wait(10)
    clock.stop()
    assert not any(thread.is_alive() for thread in clock.threads)


def test_a_job_runs_at_once_and_again_when_its_time_has_come() -> None:
    twice = threading.Event()
    runs: list[int] = []

    def job() -> None:
        runs.append(1)
        if len(runs) >= 2:
            twice.set()

    run_until(Clock([Job("often", 0.001, job)]), twice)


def test_a_job_waits_for_its_time() -> None:
    runs, later = [], threading.Event()

    def often() -> None:
        runs.append("often")
        if runs.count("often") > 3:
            later.set()

    clock = Clock([Job("seldom", 3600, lambda: runs.append("seldom")), Job("often", 0.001, often)])
    run_until(clock, later)
    assert runs.count("seldom") == 1


def test_a_job_that_fails_stops_no_other_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    after = threading.Event()
    clock = Clock([Job("broken", 3600, lambda: 1 / 0), Job("sound", 3600, after.set)])
    run_until(clock, after)
    assert "broken" in caplog.text


def test_stopping_waits_for_the_job_at_hand() -> None:
    started, go, ended = threading.Event(), threading.Event(), threading.Event()

    def slow() -> None:
        started.set()
        go.wait(10)
        ended.set()

    clock = Clock([Job("slow", 3600, slow)])
    clock.start()
    assert started.wait(10)
    threading.Timer(0.05, go.set).start()
    clock.stop()
    assert ended.is_set()


def test_a_job_that_takes_long_delays_no_other() -> None:
    go, other = threading.Event(), threading.Event()
    clock = Clock([Job("long", 3600, lambda: go.wait(10)), Job("other", 3600, other.set)])
    clock.start()
    assert other.wait(10)
    go.set()
    clock.stop()


def test_every_job_has_a_name_of_its_own() -> None:
    names = [job.name for job in JOBS]
    assert len(names) == len(set(names))


@pytest.mark.django_db
@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_runs_on_an_empty_database_and_twice(job: Job) -> None:
    job.run()
    job.run()
