import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
STORIES = sorted((ROOT / "seeds" / "stories").glob("*.txt"))


def pytest_configure(config):
    config.addinivalue_line("markers", "spark: needs Java and a minute")


def pytest_addoption(parser):
    parser.addoption("--tidings", help="the command, to compare with")


@pytest.fixture(scope="session")
def command(request):
    """Runs the command: arguments and standard input in, standard output out."""
    program = request.config.getoption("--tidings")
    if not program:
        pytest.skip("no command to compare with")

    def run(*arguments, text=b""):
        return subprocess.run([program, *map(str, arguments)], input=text, capture_output=True, check=True).stdout

    return run


@pytest.fixture(scope="session")
def stories():
    """Name and text of every story."""
    return {path.name: path.read_text("utf-8") for path in STORIES}
