"""The XLIFF library of the Okapi Framework, which checks files against the standard: nobody here wrote it.

Fetched once from Maven Central by Maven, into the directory where the servers of the tests are kept too.
"""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from cms.services.elasticsearch_install import MAVEN_PLUGIN, cache_dir

VERSION = "1.48.0"
SHA256 = "2adcd013db8186381b6dc531b980c539e166e8892a7b84b3d67348d8f7794ce2"
_ARTIFACTS = (
    f"net.sf.okapi.lib:okapi-lib-xliff2:{VERSION}",
    "com.fasterxml.woodstox:woodstox-core:7.0.0",
    "org.codehaus.woodstox:stax2-api:4.2.2",
    "org.slf4j:slf4j-api:2.0.16",
)
_PROGRAM = """
import java.io.File;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;
public class Check {
    public static void main(String[] names) {
        try { XLIFFReader.validate(new File(names[0])); }
        catch (Exception problem) { System.out.println(problem.getMessage()); }
    }
}
"""


def okapi_complaints(file: Path) -> str:
    """Return what the library finds wrong with a file, "" if nothing is."""
    folder = _libraries()
    program = file.parent / "Check.java"
    program.write_text(_PROGRAM)
    done = subprocess.run(
        [_needed("java"), "-cp", f"{folder}/*", str(program), str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _libraries() -> Path:
    _needed("javac")
    folder = cache_dir() / f"okapi-lib-xliff2-{VERSION}"
    library = folder / f"okapi-lib-xliff2-{VERSION}.jar"
    if not folder.exists():
        fresh = folder.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        for artifact in _ARTIFACTS:
            subprocess.run(
                [_needed("mvn"), "-q", "-B", f"{MAVEN_PLUGIN}:copy", f"-Dartifact={artifact}",
                 f"-DoutputDirectory={fresh}"], check=True, capture_output=True, timeout=300,
            )  # fmt: skip
        fresh.rename(folder)
    assert hashlib.sha256(library.read_bytes()).hexdigest() == SHA256
    return folder


def _needed(command: str) -> str:
    path = shutil.which(command)
    if path is None:
        pytest.skip(f"{command} is not installed")
    return path
