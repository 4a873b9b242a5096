"""What the search is told."""

import environ

env = environ.Env()

#: Address of a running Elasticsearch, or empty: then PostgreSQL answers every search.
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")
#: Begins the names of this site's indexes; several sites may share a server.
ELASTICSEARCH_PREFIX = env("ELASTICSEARCH_PREFIX", default="wegweiser")
#: How long somebody waits for Elasticsearch before PostgreSQL answers.
ELASTICSEARCH_TIMEOUT_SECONDS = env.float("ELASTICSEARCH_TIMEOUT_SECONDS", default=1.5)
