"""Elasticsearch is killed in the middle of things, on a node of its own; afterwards both engines agree."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.services import elasticsearch
from cms.services.account import remove_data_dir
from search.engines.ask import EngineFails
from search.engines.elastic.client import fuse
from search.feeding import feed
from search.job import bring_up_to_date
from search.models import Change, ElasticIndex
from search.rebuilding import fill_new_index
from tests.search.conftest import needs_elasticsearch
from tests.search.test_feeding import agree, ask, titles, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.xdist_group("embedded elasticsearch"),
    needs_elasticsearch,
]


@pytest.fixture
def node(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A node with a small heap; the site's own for this test."""
    monkeypatch.setenv("ES_JAVA_OPTS", "-Xms256m -Xmx256m -XX:TieredStopAtLevel=1")  # it starts in half the time
    place = Path(tempfile.mkdtemp(prefix="wegweiser-test-"))
    place.chmod(0o755)
    data = place / "node"
    settings.ELASTICSEARCH_URL = elasticsearch.start(data)
    settings.ELASTICSEARCH_PREFIX = "test-killed"
    settings.ELASTICSEARCH_TIMEOUT_SECONDS = 20.0
    fuse.mend()
    yield data
    elasticsearch.stop(data)
    remove_data_dir(data)
    shutil.rmtree(place)
    fuse.mend()


def kill(node: Path) -> None:
    process = elasticsearch.process_id(node)
    assert process
    os.kill(process, signal.SIGKILL)


def test_nothing_is_lost_when_the_server_is_killed(node: Path) -> None:
    fill_new_index()
    write("Garten")
    feed()
    assert ask("Garten").engine == "elasticsearch"

    def kill_in_the_middle(*_progress: Any) -> None:
        if elasticsearch.process_id(node):
            kill(node)

    with pytest.raises(EngineFails):
        fill_new_index(kill_in_the_middle)
    answered = ask("Garten")
    assert answered.is_degraded
    assert answered.total == 1
    write("Garten", "Hof")
    with pytest.raises(EngineFails):
        feed()
    assert Change.objects.exists()
    assert titles("Hof") == ["Hof"]
    assert not bring_up_to_date()

    elasticsearch.start(node)
    assert bring_up_to_date()
    fuse.mend()

    assert ask("Hof").engine == "elasticsearch"
    assert not Change.objects.exists()
    fill_new_index()
    assert ElasticIndex.objects.count() == 1
    assert agree()
