"""`./run`, first part: what needs nothing but Python. The rest is `scripts.serve`, in `.venv`."""

import sys

from cms.services.errors import ServiceError
from scripts import environment, run_options

if __name__ == "__main__":
    try:
        options = run_options.parse(sys.argv[1:])
        run_options.check(options)
        if not any((environment.VAR / "run").glob("*.json")):  # otherwise it may be held by what a killed run left
            run_options.check_port(options.port)
        environment.continue_as("scripts.serve", "requirements.txt")
    except ServiceError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
