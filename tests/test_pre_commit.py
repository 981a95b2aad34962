"""The hooks in a real repository, installed by pre-commit from this one: a commit is stopped, mended, let through."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.system

ROOT = Path(__file__).parent.parent
FILES = 500
FAULTY, MENDED = "Rain fell in the the valley.\n", "Rain fell in the valley.\n"


def sh(folder: Path, *command: str, home: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run `command` as a person with nothing but `home` would."""
    environment = os.environ | {
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=550
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for program in ("git", "pre-commit"):
        if not shutil.which(program, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"):
            if os.environ.get("CI") == "true":
                pytest.fail(f"{program} is missing: tests/system-setup.sh")
            pytest.skip(f"{program} is missing")
    home = tmp_path_factory.mktemp("home")
    (home / "gitconfig").write_text(
        '[user]\nname = A\nemail = a@example.com\n[init]\ndefaultBranch = main\n[protocol "file"]\nallow = always\n'
    )
    return home


@pytest.fixture(scope="module")
def hooks(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout, as it is, as a repository that hooks can be had from."""
    source = tmp_path_factory.mktemp("source")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file() and not name.startswith("tests/"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, source / name)
    sh(source, "git", "init", "-q", home=home)
    sh(source, "git", "add", "-Af", ".", home=home)
    sh(source, "git", "commit", "-qm", "all", home=home)
    return source


@pytest.fixture
def site(home: Path, hooks: Path, tmp_path: Path) -> Path:
    """A content repository of FILES articles with the mending hook installed, all committed."""
    revision = sh(hooks, "git", "rev-parse", "HEAD", home=home).stdout.strip()
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks:\n  - id: copyedit-fix\n"
        "  - id: copyedit\n    stages: [manual]\n"
    )
    (tmp_path / "copyedit.toml").write_text('exclude = ["drafts/"]\n')
    for number in range(FILES):
        path = tmp_path / "news" / f"{number % 20}" / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Rain in valley {number}\n---\n\nRain fell in the valley for {number + 2} days.\n")
    sh(tmp_path, "git", "init", "-q", home=home)
    sh(tmp_path, "pre-commit", "install", home=home)
    sh(tmp_path, "git", "add", ".", home=home)
    sh(tmp_path, "git", "commit", "-qm", "all is well", home=home)
    return tmp_path


def test_a_commit_with_faults_is_stopped_and_mended_and_the_second_goes_through(site: Path, home: Path) -> None:
    faulty = {
        "news/new.md": f"# Rain\n\n{FAULTY}",
        "news/new.jsonl": '{"title": "Rain", "text": "Rain fell in the the valley."}\n',
        "news/0/0.md": FAULTY,
    }
    for name, text in faulty.items():
        (site / name).write_text(text)
    (site / "drafts").mkdir()
    (site / "drafts" / "a.md").write_text(FAULTY)
    sh(site, "git", "add", ".", home=home)
    stopped = sh(site, "git", "commit", "-m", "faults", home=home, check=False)
    assert stopped.returncode == 1
    said = stopped.stdout + stopped.stderr
    assert "files were modified by this hook" in said
    for name, text in faulty.items():
        assert f"{name}:" in said
        assert (site / name).read_text() == text.replace("the the", "the")
    assert (site / "drafts" / "a.md").read_text() == FAULTY
    sh(site, "git", "add", ".", home=home)
    sh(site, "git", "commit", "-m", "mended", home=home)
    assert sh(site, "git", "log", "-1", "--format=%s", home=home).stdout == "mended\n"


def test_the_reporting_hook_writes_nothing(site: Path, home: Path) -> None:
    path = site / "news" / "1" / "1.md"
    path.write_text(FAULTY)
    sh(site, "git", "add", ".", home=home)
    done = sh(site, "pre-commit", "run", "--hook-stage", "manual", "copyedit", "--all-files", home=home, check=False)
    assert done.returncode == 1
    assert "news/1/1.md:1:" in done.stdout
    assert path.read_text() == FAULTY
    assert MENDED.strip() in done.stdout
