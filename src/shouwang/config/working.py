"""`shouwang worker`: background jobs from the database, and the schedule, in one process."""

import logging
import threading
import time
from collections.abc import Iterable

from django.db import close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from shouwang.config.schedule import JOBS, Job

log = logging.getLogger("shouwang.worker")
PATIENCE = 15  # seconds the jobs at hand have to finish


def work() -> None:
    """Work until SIGTERM or SIGINT; the job at hand is finished first."""
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    clock = Clock(JOBS)
    worker = Worker(
        queue_names=["*"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    clock.start()
    try:
        worker.run()
    finally:
        clock.stop()
        connections.close_all()


class Clock:
    """Runs each job at once and then when its time has come, every job in a thread of its own: a channel outside
    that does not answer for a minute delays no other. A job that fails is logged and runs again next time."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._repeat, args=(job,), name=job.name) for job in jobs]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Let the jobs at hand finish, together."""
        self.stopping.set()
        deadline = time.monotonic() + PATIENCE
        for thread in self.threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _repeat(self, job: Job) -> None:
        while not self.stopping.is_set():
            _run(job)
            self.stopping.wait(job.every)
        connections.close_all()


def _run(job: Job) -> None:
    close_old_connections()
    try:
        job.run()
    except Exception:  # one bad job must not stop the others
        log.exception("the job %r failed; it runs again in %s s", job.name, job.every)
    finally:
        close_old_connections()
