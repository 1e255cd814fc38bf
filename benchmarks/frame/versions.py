"""What is installed here, and what of others' tests/peers/install.sh has put into build/peers."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from importlib.metadata import version
from pathlib import Path
from shutil import which
from typing import Final

__all__ = ["HOW", "OURS", "PEERS", "ROOT", "installed", "java", "java_release", "peer"]

ROOT: Final = Path(__file__).resolve().parents[2]
PEERS: Final = ROOT / "build" / "peers"
HOW: Final = "make peers (tests/peers/install.sh) brings it"
VERSION: Final = re.compile(r"-(\d[\w.]*?)(?:\.jar|\.dist-info)$")


def installed(package: str, name: str = "") -> str:
    """Return *package*, called *name*, with its version."""
    return f"{name or package} {version(package)}"


def peer(name: str, pattern: str) -> str:
    """Return *name* with the version in the name of the file that *pattern* finds in build/peers; "" where there is none."""
    found = (VERSION.search(path.name) for path in sorted(PEERS.glob(pattern)))
    return next((f"{name} {version[1]}" for version in found if version), "")


@cache
def java() -> str | None:
    """Return the `java` of JAVA_HOME, else that of the path."""
    home = os.environ.get("JAVA_HOME")
    return which("java", path=str(Path(home) / "bin")) if home else which("java")


@cache
def java_release() -> int:
    """Return which release of Java that is, 0 where there is none."""
    program = java()
    if program is None:
        return 0
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def _ours() -> str:
    from kg import __version__

    return f"kg {__version__}"


OURS: Final = _ours()
