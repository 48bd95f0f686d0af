"""Bundles the scripts and styles of src/shouwang/ui/js into ui/static/ui/dist, and picks the icons of icons.txt.

Every file directly in ui/js is an entry (desk.js, public.js, map.js, …); modules they share live in its subfolders.
Names are stable; Django's static storage adds the hash. chrome86 and safari13 are what WeChat's browser on an old phone speaks.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "src" / "shouwang" / "ui"
DIST = UI / "static" / "ui" / "dist"
NPM = ROOT / "node_modules"
NODE = ROOT / ".tools" / "bin" / "node"

# MapLibre starts its worker from a file; the page names it by data-worker, because static names carry hashes.
VENDOR_ENTRIES = {"map-worker": NPM / "maplibre-gl" / "dist" / "maplibre-gl-worker.mjs"}
OLD_BROWSERS = UI / "js" / "modules" / "since86.js"
VENDOR_STYLES = {"maplibre": NPM / "maplibre-gl" / "dist" / "maplibre-gl.css"}


def main() -> None:
    """Make the folder anew beside the old one, then swap, so that a failure leaves the old one whole."""
    fresh = DIST.with_name("dist.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    bundle(fresh)
    pick_icons(fresh / "icons")
    shutil.rmtree(DIST, ignore_errors=True)
    fresh.rename(DIST)


def bundle(target: Path) -> None:
    """One esbuild run for all entries; each comes out whole, because a chunk's name would escape the hashing."""
    entries = {path.stem: path for path in sorted((UI / "js").glob("*.js"))}
    entries |= VENDOR_ENTRIES | VENDOR_STYLES
    command = [str(NODE), str(NPM / "esbuild" / "bin" / "esbuild")]
    command += [f"{name}={path}" for name, path in entries.items()]
    command += [
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=chrome86,safari13",
        f"--inject:{OLD_BROWSERS}",
        "--supported:destructuring=true",  # Safari 13 has it; only a corner case of it was wrong
        "--charset=utf8",
        "--legal-comments=linked",
    ]
    command += ["--loader:.svg=dataurl", f"--outdir={target}", "--log-level=warning"]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    sys.stderr.write(done.stderr)
    # A warning counts too: it says what a browser of the target can't do, and that it was left as it is.
    if done.returncode != 0 or done.stderr.strip():
        sys.exit("shouwang: the scripts can't be bundled; the lines above say where")


def pick_icons(target: Path) -> None:
    """Copy the icons named in ui/icons.txt, one a line, `#` for a remark."""
    target.mkdir()
    wanted = UI / "icons.txt"
    lines = wanted.read_text(encoding="utf-8").splitlines() if wanted.exists() else []
    names = [name for line in lines if (name := line.split("#")[0].strip())]
    missing = [name for name in names if not (NPM / "lucide-static" / "icons" / f"{name}.svg").exists()]
    if missing:
        sys.exit(f"shouwang: lucide has no icon {', '.join(missing)}; see ui/icons.txt")
    for name in names:
        shutil.copyfile(NPM / "lucide-static" / "icons" / f"{name}.svg", target / f"{name}.svg")


if __name__ == "__main__":
    main()
