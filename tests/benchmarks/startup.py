"""How long a person waits: `copyedit --version` and a check of the example, against codespell, in one run of hyperfine.

    python -m tests.benchmarks.startup [--runs 30]

Builds the wheel and installs it with codespell in a fresh environment, byte-compiled as pip does it, so that the
figures are those of a user and not of a checkout. Needs hyperfine (apt-get install hyperfine) and a package index.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "ukraine-crisis.txt"
CODESPELL = "codespell==2.4.3"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=30)
    args = parser.parse_args()
    if shutil.which("hyperfine") is None:
        sys.exit("hyperfine is missing: apt-get install hyperfine")
    with tempfile.TemporaryDirectory() as folder:
        programs = installed(Path(folder))
        commands = {
            "python": f"{programs / 'python'} -c pass",
            "codespell": f"{programs / 'codespell'} {EXAMPLE}",
            "copyedit --version": f"{programs / 'copyedit'} --version",
            "copyedit": f"{programs / 'copyedit'} --isolated {EXAMPLE}",
        }
        result = Path(folder, "times.json")
        command = ["hyperfine", "-N", "-i", "--warmup", "5", "--runs", str(args.runs), "--export-json", str(result)]
        subprocess.run([*command, *commands.values()], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        medians = [entry["median"] for entry in json.loads(result.read_text())["results"]]
    codespell = medians[list(commands).index("codespell")]
    print("| command | median ms | × codespell |\n|---|---|---|")
    for name, median in zip(commands, medians, strict=True):
        print(f"| {name} | {median * 1000:.0f} | {median / codespell:.2f} |")


def installed(folder: Path) -> Path:
    """A fresh environment with the wheel and codespell; the folder of its programs."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "-o", folder / "dist", ROOT], check=True, capture_output=True
    )
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", wheel, CODESPELL], check=True, env=environment)
    return programs


if __name__ == "__main__":
    main()
