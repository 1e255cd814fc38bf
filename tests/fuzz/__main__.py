"""`python -m tests.fuzz NAME SECONDS [FOLDER]`: fuzz one harness with atheris; what it learns and finds goes to FOLDER.

NAME is that of a module here without `fuzz_`. A crash ends the run with its input in FOLDER/crash-…; put it into
`regressions/NAME/`, where the tests run it from then on, once the fault is mended.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

try:
    import atheris
except ModuleNotFoundError:
    sys.exit("atheris: is not here; the extra 'fuzz' on Linux, x86-64, CPython 3.11 to 3.13")

HERE = Path(__file__).parent


def main(name: str, seconds: str, folder: str = "") -> None:
    corpus = Path(folder or f"build/fuzz/{name}")
    corpus.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["kg"]):
        one_input = import_module(f"tests.fuzz.fuzz_{name}").one_input
        for path in sorted((HERE / "seeds" / name).iterdir()):
            one_input(path.read_bytes())  # which loads what is loaded late
    bounds = [
        f"-max_total_time={seconds}",
        "-timeout=60",
        "-rss_limit_mb=4096",
        "-max_len=8192",
        "-print_final_stats=1",
    ]
    given = [str(corpus), str(HERE / "seeds" / name)]
    atheris.Setup([sys.argv[0], *bounds, f"-artifact_prefix={corpus}/", *given], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
