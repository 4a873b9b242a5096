"""The embedded Elasticsearch, on a node of its own with a small heap."""

import http.client
import json
import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cms.services import elasticsearch
from cms.services.account import remove_data_dir
from cms.services.errors import PortTaken

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("embedded elasticsearch"),
    pytest.mark.skipif(
        os.environ.get("WEGWEISER_TEST_ELASTICSEARCH") == "0", reason="left out by --without-elasticsearch"
    ),
]


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    """A node with a blank in its path; one for all tests here, as each start takes ten seconds."""
    before = os.environ.get("ES_JAVA_OPTS")
    os.environ["ES_JAVA_OPTS"] = "-Xms256m -Xmx256m"
    place = Path(tempfile.mkdtemp(prefix="wegweiser-test-"))
    place.chmod(0o755)
    yield place / "a node"
    elasticsearch.stop(place / "a node")
    remove_data_dir(place / "a node")
    shutil.rmtree(place)
    del os.environ["ES_JAVA_OPTS"]
    if before is not None:
        os.environ["ES_JAVA_OPTS"] = before


def call(address: str, method: str, path: str, body: object = None) -> dict:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    text = None if body is None else json.dumps(body)
    connection.request(method, path, text, {"Content-Type": "application/json"})
    answer = json.load(connection.getresponse())
    connection.close()
    return answer


def test_nothing_that_was_confirmed_is_lost_when_the_server_is_killed(data_dir: Path) -> None:
    address = elasticsearch.start(data_dir)
    call(address, "PUT", "/kept/_doc/1", {"title": "Wegweiser"})
    process = elasticsearch.process_id(data_dir)
    assert process

    os.kill(process, signal.SIGKILL)
    with ThreadPoolExecutor(2) as pool:
        addresses = set(pool.map(elasticsearch.start, [data_dir, data_dir]))

    assert addresses == {address}, "two starts at once make one server, at the address it had"
    assert elasticsearch.process_id(data_dir) != process
    assert call(address, "GET", "/kept/_doc/1")["_source"] == {"title": "Wegweiser"}


def test_the_server_is_of_the_version_that_is_pinned_and_listens_here_only(data_dir: Path) -> None:
    address = elasticsearch.start(data_dir)

    assert call(address, "GET", "/")["version"]["number"] == "8.19.13"
    assert urlsplit(address).hostname == "127.0.0.1"
    publishing = call(address, "GET", "/_nodes/_local/http")["nodes"].popitem()[1]["http"]
    assert publishing["bound_address"] == [urlsplit(address).netloc]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")
def test_started_by_root_the_server_runs_as_somebody_else(data_dir: Path) -> None:
    elasticsearch.start(data_dir)

    assert Path(f"/proc/{elasticsearch.process_id(data_dir)}").stat().st_uid != 0


def test_a_port_that_is_taken_is_named(place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(PortTaken, match=f"Port {port} is taken by another program"):
            elasticsearch.start(place / "data", port=port)
