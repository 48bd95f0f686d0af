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
PATIENCE = 15  # seconds the schedule's current job has to finish


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


class Clock(threading.Thread):
    """Runs each job when its time has come, one after the other. A job that fails is logged and runs again next time."""

    def __init__(self, jobs: Iterable[Job], *, tick: float = 1) -> None:
        super().__init__(name="schedule")
        self.tick = tick
        self.due = dict.fromkeys(jobs, 0.0)
        self.stopping = threading.Event()

    def run(self) -> None:
        while not self.stopping.is_set():
            for job, due in self.due.items():
                if time.monotonic() >= due and not self.stopping.is_set():
                    self.due[job] = time.monotonic() + job.every
                    _run(job)
            self.stopping.wait(self.tick)
        connections.close_all()

    def stop(self) -> None:
        """Let the job at hand finish."""
        self.stopping.set()
        self.join(PATIENCE)


def _run(job: Job) -> None:
    close_old_connections()
    try:
        job.run()
    except Exception:  # one bad job must not stop the others
        log.exception("the job %r failed; it runs again in %s s", job.name, job.every)
    finally:
        close_old_connections()
