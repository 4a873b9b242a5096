"""Whether every test module on disk is collected: one that is not proves nothing, and nobody notices."""

import subprocess
import sys

from scripts.environment import PROJECT, PYTHON


def main() -> int:
    """Compare the files with what pytest collects; return 1 if one is missing."""
    command = [str(PYTHON), "-m", "pytest", "--collect-only", "-q", "-n0", "-p", "no:randomly"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    collected = {line.partition("::")[0] for line in done.stdout.splitlines() if "::" in line}
    on_disk = {str(path.relative_to(PROJECT)) for path in PROJECT.glob("tests/**/test_*.py")}
    for path in sorted(on_disk - collected):
        print(f"{path} is not collected, or has no test")
    if done.returncode != 0:
        print(done.stdout[-3000:], done.stderr[-3000:])
    return 1 if done.returncode != 0 or on_disk - collected else 0


if __name__ == "__main__":
    sys.exit(main())
