"""`python -m tests.benchmarks.hooks`: our hook against those of codespell and typos, on one repository of 500 articles.

Each hook is installed by pre-commit before it is timed; the best of three runs over all files counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ARTICLE = ROOT / "examples" / "ukraine-crisis.md"
CODESPELL, TYPOS = "codespell==2.4.3", "typos==1.40.0"
FILES = 500


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        environment = os.environ | {
            "PRE_COMMIT_HOME": str(root / "home"),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        site = made(root, environment)
        for hook in ("copyedit", "codespell", "typos"):
            command = ["pre-commit", "run", hook, "--all-files"]
            times = []
            for _ in range(4):
                began = time.monotonic()
                done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
                times.append(time.monotonic() - began)
            state = "found something" if done.returncode == 1 else f"exit {done.returncode}"
            print(f"{hook}: {min(times[1:]):.2f} s over {FILES} files ({state})")


def made(root: Path, environment: dict[str, str]) -> Path:
    """A repository of FILES copies of the example with all three hooks."""
    site = root / "site"
    site.mkdir()
    article = ARTICLE.read_text(encoding="utf-8")
    for number in range(FILES):
        (site / f"{number}.md").write_text(article.replace("2022", str(1500 + number)), encoding="utf-8")
    (site / ".pre-commit-config.yaml").write_text(
        "repos:\n- repo: local\n  hooks:\n"
        + hook("copyedit", f"{sys.executable} -m copyedit check --level sure --force-exclude", "system")
        + hook("codespell", "codespell", "python", CODESPELL)
        + hook("typos", "typos", "python", TYPOS)
    )
    for command in (["git", "init", "-q"], ["git", "add", "."], ["pre-commit", "install-hooks"]):
        subprocess.run(command, cwd=site, env=environment, check=True, capture_output=True)
    return site


def hook(name: str, entry: str, language: str, *needs: str) -> str:
    dependencies = f"    additional_dependencies: [{', '.join(needs)}]\n" if needs else ""
    return (
        f"  - id: {name}\n    name: {name}\n    entry: {entry}\n    language: {language}\n"
        f"    types: [text]\n    files: \\.md$\n    require_serial: true\n{dependencies}"
    )


if __name__ == "__main__":
    main()
