"""Where things are: LanguageTool itself, Java, and the folders of this user."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from copyedit.languagetool import Unavailable

VERSION = "6.8"
OLDEST_JAVA = 17
SERVER_JAR = "languagetool-server.jar"
_INSTALLED = re.compile(r"LanguageTool-(\d+)\.(\d+)")
_JAVA_VERSION = re.compile(r'version "(?:1\.)?(\d+)|^openjdk (\d+)', re.MULTILINE)


def download_folder() -> Path:
    """The folder in which language-tool-python keeps LanguageTool (its variable LTP_PATH)."""
    return Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python")


def installed() -> Path | None:
    """The newest installed release, a folder LanguageTool-<version>."""
    found = [
        ((int(match[1]), int(match[2])), path)
        for path in download_folder().glob("LanguageTool-*")
        if (match := _INSTALLED.fullmatch(path.name)) and (path / SERVER_JAR).is_file()
    ]
    return max(found)[1] if found else None


def version_of(home: Path) -> str:
    """`6.8` of …/LanguageTool-6.8."""
    return home.name.removeprefix("LanguageTool-")


def needed() -> Path:
    """The newest installed release. Raises Unavailable where it or Java is missing."""
    home = installed()
    if home is None:
        raise Unavailable("LanguageTool is not installed; run: copyedit languagetool install")
    if shutil.which("java") is None:
        raise Unavailable(f"Java is not found; install Java {OLDEST_JAVA} or newer (Debian: default-jre-headless)")
    return home


def java_version() -> int | None:
    """The major version of the `java` on the path; None where there is none that runs."""
    java = shutil.which("java")
    if java is None:
        return None
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=True).stderr
    except (OSError, subprocess.SubprocessError):
        return None
    match = _JAVA_VERSION.search(said)
    return int(match[1] or match[2]) if match else None


def check_java() -> None:
    """Raises Unavailable where Java is missing or too old for LanguageTool."""
    version = java_version()
    if version is None:
        raise Unavailable(f"Java is not found; install Java {OLDEST_JAVA} or newer (Debian: default-jre-headless)")
    if version < OLDEST_JAVA:
        raise Unavailable(f"LanguageTool needs Java {OLDEST_JAVA} or newer, and this is Java {version}")


def state_folder() -> Path:
    """What is known of the running server. Raises Unavailable where it cannot be made."""
    from copyedit import state

    folder = state.state_folder() / "languagetool"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"{folder}: {error.strerror}; LanguageTool needs it to be found again") from None
    return folder


def cache_file() -> Path:
    """Where answers are kept; its folder may not exist yet."""
    from platformdirs import user_cache_path

    return user_cache_path("copyedit", appauthor=False) / "languagetool.sqlite"
