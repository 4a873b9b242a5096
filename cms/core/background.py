"""What `manage.py work` does beside the queue: jobs that run for as long as it does, filled in `ready()`."""

from collections.abc import Callable
from threading import Event

from cms.core.registry import Registry

#: Called in a thread of its own; returns when the event is set, and is called again if it fails.
jobs: Registry[str, Callable[[Event], None]] = Registry("background jobs")
