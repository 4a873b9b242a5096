"""`./test`, first part: what needs nothing but Python. The rest is `scripts.suite`, in `.venv`."""

import sys

from cms.services.errors import ServiceError
from scripts import environment

_HELP = """\
usage: ./test [--without-elasticsearch] [arguments of pytest]

Runs the whole suite on real servers, in parallel and in random order. It sets up .venv, installs what it needs from
the system where it may (root and apt-get) and says so otherwise, and starts PostgreSQL and Elasticsearch, which it
fetches once (920 MB).

  ./test -k word              the tests with this word in their names
  ./test tests/projects -n0   one folder, without parallel processes
  --without-elasticsearch     leave out what needs Elasticsearch

From the environment: DATABASE_URL and ELASTICSEARCH_URL name servers that already run, WEGWEISER_CACHE is where
downloads are kept. `.venv/bin/pytest --help` lists pytest's own arguments.
"""

if __name__ == "__main__":
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(_HELP)
        sys.exit()
    try:
        environment.continue_as("scripts.suite", "requirements.txt", "requirements-dev.txt")
    except ServiceError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
