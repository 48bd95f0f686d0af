"""Settings of the bare peer: ours, with Django's own middleware only and the back end that BENCH_ENGINE names."""

import os

from shouwang.config.settings import *  # noqa: F403  # that is what "the same settings" means
from shouwang.config.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE

MIDDLEWARE = [name for name in MIDDLEWARE if name.startswith("django.")]
# allauth refuses to start without its middleware.
INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith("allauth")]
ROOT_URLCONF = "benchmarks.bare"
DATABASES["default"]["ENGINE"] = os.environ["BENCH_ENGINE"]
