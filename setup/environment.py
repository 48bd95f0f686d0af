"""Makes everything that is not in the repository: tools, Python environment, bundles, compiled translations.

    python3 setup/environment.py run|dev|bench

Each step remembers a digest of what it was made from, so an unchanged step costs nothing.
Runs on a bare Python: standard library only, and old syntax, so that an old Python gets words and not a traceback.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
DONE = TOOLS / "done.json"
STATIC = ROOT / "src" / "shouwang" / "ui" / "static" / "ui" / "dist"


def main(profile):
    """Bring the checkout up to `profile`: run (what a room needs), dev (tests and checks as well) or bench (and peers)."""
    if sys.version_info < (3, 11):
        stop(
            "Python %d.%d is too old: Shouwang needs 3.11 or newer. Name another one: make run PYTHON=python3.12"
            % sys.version_info[:2]
        )
    step("tools", ["requirements/tools.txt"], [TOOLS / "bin" / "uv"], make_tools, extra=sys.version)
    wants_peers = profile == "bench"
    if wants_peers or "python-dev" in read_done():
        profile = "dev"  # an environment with the tests' packages keeps them
    step(
        "python-" + profile,
        python_inputs(profile),
        [VENV / "bin" / "shouwang"],
        lambda: make_venv(profile),
        extra=sys.version,
    )
    if wants_peers:
        library = VENV / "lib" / ("python%d.%d" % sys.version_info[:2]) / "site-packages"
        peers = [library / "datasketch", library / "sklearn"]
        step("peers", ["requirements/bench.txt"], peers, add_peers, extra=sys.version)
    step("npm", ["package-lock.json", ".npmrc"], [ROOT / "node_modules"], fetch_npm)
    bundled = ["package-lock.json", "setup/bundles.py", "src/shouwang/ui/icons.txt", "src/shouwang/ui/js"]
    step("bundles", bundled, [STATIC], lambda: run_tool("setup/bundles.py"))
    compiled = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
    step("messages", ["setup/messages.py", "locale/parts"], [compiled], lambda: run_tool("setup/messages.py"))


def python_inputs(profile):
    return ["requirements/%s.txt" % profile, "pyproject.toml"]


def make_tools():
    """An environment apart for what builds the others: uv, Node, polib; pinned by hash."""
    shutil.rmtree(TOOLS, ignore_errors=True)
    if not can_make_environments():
        install_venv_module()
    call(sys.executable, "-m", "venv", str(TOOLS))
    call(
        str(TOOLS / "bin" / "pip"),
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        "requirements/tools.txt",
    )


def can_make_environments():
    return subprocess.call([sys.executable, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0


def install_venv_module():
    """Debian keeps venv in a package of its own."""
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        stop("This Python can't make environments. Install that part first: sudo apt-get install python3-venv")
    print("Installing python3-venv …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(apt, "update", "-qq", env=quiet)
    call(apt, "install", "-y", "-qq", "--no-install-recommends", "python3-venv", env=quiet)


def make_venv(profile):
    """Exactly the locked packages, and the checkout itself so that .venv/bin/shouwang exists."""
    uv = str(TOOLS / "bin" / "uv")
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": str(VENV)}
    if not (VENV / "bin" / "python").exists():
        call(uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV), env=env)
    call(uv, "pip", "sync", "--quiet", "--require-hashes", "requirements/%s.txt" % profile, env=env)
    call(uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ".", env=env)


def add_peers():
    """What figures are compared with; a later change of the environment takes it out again, and the next run puts it back."""
    uv, env = str(TOOLS / "bin" / "uv"), {**os.environ, "VIRTUAL_ENV": str(VENV)}
    call(uv, "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/bench.txt", env=env)


def fetch_npm():
    """What the bundles are made of; nothing of it runs at installation."""
    path = str(TOOLS / "bin") + os.pathsep + os.environ.get("PATH", "")
    call(str(TOOLS / "bin" / "npm"), "ci", "--ignore-scripts", "--silent", env={**os.environ, "PATH": path})


def run_tool(*command):
    call(str(TOOLS / "bin" / "python"), *command)


def step(name, inputs, outputs, make, extra=""):
    """Run `make` unless its inputs are the ones it last ran with and its outputs are there."""
    if is_done(name, inputs, outputs, extra):
        return
    print("Setting up: %s …" % name, flush=True)
    make()
    done = {
        key: value
        for key, value in read_done().items()
        if not (name.startswith("python-") and key.startswith("python-"))
    }
    done[name] = digest(inputs, extra)
    DONE.write_text(json.dumps(done, indent=1), encoding="utf-8")


def is_done(name, inputs, outputs, extra):
    return all(path.exists() for path in outputs) and read_done().get(name) == digest(inputs, extra)


def read_done():
    try:
        return json.loads(DONE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def digest(inputs, extra):
    """Of names and contents; the place is in it because environments can't be moved."""
    found = hashlib.sha256((str(ROOT) + extra).encode())
    for name in inputs:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def call(*command, env=None):
    if subprocess.call(command, cwd=str(ROOT), env=env) != 0:
        stop("Set-up stopped at: " + " ".join(command))


def stop(words):
    sys.exit("shouwang: " + words)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "run")
