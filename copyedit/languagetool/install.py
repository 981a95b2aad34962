"""Install LanguageTool where language-tool-python finds it: its own download, or the Maven artifacts for English."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from copyedit.languagetool import Unavailable
from copyedit.languagetool.home import SERVER_JAR, VERSION, check_java, download_folder

PINNED = Path(__file__).parent / f"maven-{VERSION}.sha256"
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
# LanguageTool tells languages apart with the help of these three and does not start without them
_LANGUAGES = ("en", "es", "ca", "pt")
_ARTIFACT = """\
    <dependency>
      <groupId>org.languagetool</groupId><artifactId>{name}</artifactId><version>{version}</version>{without}
    </dependency>
"""
_WITHOUT_ALL = """
      <exclusions>
        <exclusion><groupId>org.languagetool</groupId><artifactId>language-all</artifactId></exclusion>
      </exclusions>"""
_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>copyedit</groupId><artifactId>languagetool</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
{dependencies}  </dependencies>
</project>
"""
_OTHERWISE = "try: copyedit languagetool install --from maven"


def from_download() -> Path:
    """LanguageTool in all its languages (some 250 MB), by language-tool-python's downloader and its checksums.

    Raises Unavailable.
    """
    check_java()
    target = download_folder() / f"LanguageTool-{VERSION}"
    if (target / SERVER_JAR).is_file():
        return target
    from zipfile import BadZipFile

    from language_tool_python.download_lt import LocalLanguageTool
    from language_tool_python.exceptions import LanguageToolError

    try:
        LocalLanguageTool.from_version_name(VERSION).download()
    except (LanguageToolError, BadZipFile, OSError, RuntimeError) as error:
        raise Unavailable(f"the download failed: {_one_line(error)}; {_OTHERWISE}") from None
    if not (target / SERVER_JAR).is_file():
        raise Unavailable(f"the download holds no {SERVER_JAR}; {_OTHERWISE}")
    return target


def from_maven() -> Path:
    """LanguageTool for English (some 100 MB) from Maven artifacts, laid out as in the download; each jar is pinned.

    An installation that is there and as it should be is left alone. Raises Unavailable.
    """
    check_java()
    target = download_folder() / f"LanguageTool-{VERSION}"
    if (target / SERVER_JAR).is_file() and (not (target / PINNED.name).exists() or not any(faults(target))):
        return target
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("Maven (mvn) is not found; install it (Debian: maven), or leave out --from maven")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".copyedit-") as folder:
            home = Path(folder) / target.name
            fetch_jars(maven, home)
            if wrong := list(faults(home)):
                raise Unavailable(f"what Maven gave is not what was pinned: {wrong[0]}; nothing installed")
            shutil.copyfile(PINNED, home / PINNED.name)
            if target.exists():
                shutil.rmtree(target)
            home.rename(target)
    except OSError as error:
        raise Unavailable(f"{target}: {error.strerror or error}; nothing installed") from None
    return target


def fetch_jars(maven: str, home: Path) -> None:
    """Have Maven resolve the artifacts into `home`: the server's jar, and libs/ without versions in the names.

    The server jar's manifest names libs/<artifact>.jar; entries of languages left out are missing, and Java does not
    mind. Raises Unavailable.
    """
    libs = home / "libs"
    libs.mkdir(parents=True)
    pom = home / "pom.xml"
    server = _ARTIFACT.format(name="languagetool-server", version=VERSION, without=_WITHOUT_ALL)
    languages = [_ARTIFACT.format(name=f"language-{code}", version=VERSION, without="") for code in _LANGUAGES]
    pom.write_text(_POM.format(dependencies="".join([server, *languages])), encoding="utf-8")
    command = [maven, "-B", "-q", "--strict-checksums", "-f", str(pom), _COPY]
    options = [f"-DoutputDirectory={libs}", "-Dmdep.stripVersion=true", "-DincludeScope=runtime"]
    done = subprocess.run([*command, *options], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        said = [line for line in done.stdout.splitlines() if "[ERROR]" in line] or done.stderr.splitlines()
        raise Unavailable(f"Maven failed: {_one_line(said[0] if said else 'no word of why')}")
    (libs / SERVER_JAR).rename(home / SERVER_JAR)
    pom.unlink()


def faults(home: Path) -> Iterator[str]:
    """What is missing, too many or altered in an installation from Maven."""
    lines = PINNED.read_text(encoding="utf-8").splitlines()
    pinned = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = checksums(home)
    for name in sorted(pinned.keys() | found.keys()):
        if name not in found:
            yield f"{name} is missing"
        elif name not in pinned:
            yield f"{name} does not belong there"
        elif pinned[name] != found[name]:
            yield f"{name} is altered"


def checksums(home: Path) -> dict[str, str]:
    """The SHA-256 of every jar of an installation, by its path there."""
    jars = [home / SERVER_JAR, *sorted((home / "libs").glob("*.jar"))]
    return {
        jar.relative_to(home).as_posix(): hashlib.sha256(jar.read_bytes()).hexdigest() for jar in jars if jar.is_file()
    }


def _one_line(said: object) -> str:
    return " ".join(str(said).replace("[ERROR]", "").split()).rstrip(".")[:300] or type(said).__name__


def pin() -> None:
    """Write the pins from what Maven gives today: for whoever raises VERSION."""
    maven = shutil.which("mvn") or "mvn"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "LanguageTool"
        fetch_jars(maven, home)
        lines = [f"{digest}  {name}\n" for name, digest in checksums(home).items()]
    PINNED.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    pin()
    print(f"{PINNED}{os.linesep}", end="")
