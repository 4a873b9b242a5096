"""The data directory of an Elasticsearch: what lies where, and the settings it is started with."""

import json
import os
from pathlib import Path

from .account import Account
from .errors import NoSpace

HEAP = "1g"

_JVM_OPTIONS = """\
-XX:+UseG1GC
-XX:+ExitOnOutOfMemoryError
-Djava.io.tmpdir=${ES_TMPDIR}
"""

_LOGGING = """\
status = error
appender.file.type = RollingFile
appender.file.name = file
appender.file.fileName = ${sys:es.logs.base_path}/elasticsearch.log
appender.file.filePattern = ${sys:es.logs.base_path}/elasticsearch.%i.log
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n
appender.file.policies.type = Policies
appender.file.policies.size.type = SizeBasedTriggeringPolicy
appender.file.policies.size.size = 10MB
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = 2
rootLogger.level = info
rootLogger.appenderRef.file.ref = file
"""


def write_settings(home: Path, port: int, account: Account | None) -> None:
    """Make the directory of the server, with settings for this start, and hand it to the server's account.

    Raises:
        NoSpace: it cannot be written.
    """
    settings = {
        "cluster.name": "wegweiser",
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        "http.port": port,
        "transport.port": 0,
        "path.data": str(home / "data"),
        "path.logs": str(home / "logs"),
        "node.portsfile": True,
        "xpack.security.enabled": False,
        # It stops taking changes on a disk that is 95 % full, which says nothing about a demo.
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    files = {
        "elasticsearch.yml": "".join(f"{name}: {json.dumps(value)}\n" for name, value in settings.items()),
        "jvm.options": _JVM_OPTIONS,
        "log4j2.properties": _LOGGING,
    }
    try:
        home.mkdir(mode=0o700, exist_ok=True)
        for name in ("config", "data", "logs", "tmp"):
            (home / name).mkdir(exist_ok=True)
        for name, text in files.items():
            (home / "config" / name).write_text(text)
    except OSError as error:
        raise NoSpace(f"Cannot write to {home}: {error.strerror}. Make room, or make it writable.") from error
    ports_file(home).unlink(missing_ok=True)
    process_file(home).unlink(missing_ok=True)
    if account:
        for path in [home, home / "config", *home.iterdir(), *(home / "config").iterdir()]:
            os.chown(path, account.uid, account.gid)


def ports_file(home: Path) -> Path:
    """Return the file in which the server writes the address it listens on."""
    return home / "logs" / "http.ports"


def process_file(home: Path) -> Path:
    """Return the file in which the server writes its process number."""
    return home / "elasticsearch.pid"


def environment(home: Path, java: Path) -> dict[str, str]:
    """Return the environment of the server: ours without what would set it otherwise."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("ES_", "JAVA", "_JAVA", "JDK_"))}
    heap = os.environ.get("ES_JAVA_OPTS") or f"-Xms{HEAP} -Xmx{HEAP}"
    paths = {"ES_PATH_CONF": str(home / "config"), "ES_TMPDIR": str(home / "tmp"), "ES_JAVA_HOME": str(java)}
    # The start script splits this one at spaces.
    launcher = {} if " " in str(home) else {"CLI_JAVA_OPTS": f"-Djava.io.tmpdir={home / 'tmp'}"}
    return {**ours, **paths, **launcher, "ES_JAVA_OPTS": heap}
