"""`scripts/checks`, first part: what needs nothing but Python. The rest is `scripts.all_checks`, in `.venv`."""

import sys

from cms.services.errors import ServiceError
from scripts import environment

if __name__ == "__main__":
    try:
        environment.continue_as("scripts.all_checks", "requirements.txt", "requirements-dev.txt")
    except ServiceError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
