"""`make lock`: the newest packages that pyproject.toml allows, pinned by hash, for every platform, naming no host."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".tools" / "bin" / "uv"
NPM = ROOT / ".tools" / "bin" / "npm"
OPTIONS = [
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--upgrade",
]


def main() -> None:
    """dev is bound to run's versions and has the extra: what is tested is what runs; bench is bound to dev's.
    speaker is the part of run that the loudspeaker's player needs on a machine of its own."""
    compile_to("tools.txt", "requirements/tools.in")
    compile_to("run.txt", "pyproject.toml")
    compile_to("speaker.txt", "requirements/speaker.in", "--constraint=requirements/run.txt")
    compile_to("dev.txt", "pyproject.toml", "--extra=fast", "--group=dev", "--constraint=requirements/run.txt")
    compile_to("bench.txt", "--group=pyproject.toml:bench", "--constraint=requirements/dev.txt")
    # .npmrc keeps the addresses out of package-lock.json
    environment = {**os.environ, "PATH": os.pathsep.join([str(NPM.parent), os.environ["PATH"]])}
    subprocess.run(
        [NPM, "update", "--package-lock-only", "--ignore-scripts", "--silent"], cwd=ROOT, check=True, env=environment
    )


def compile_to(name: str, *sources: str) -> None:
    subprocess.run(
        [UV, "pip", "compile", *OPTIONS, *sources, f"--output-file=requirements/{name}"], cwd=ROOT, check=True
    )


if __name__ == "__main__":
    main()
