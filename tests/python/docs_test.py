"""What the book says about Python runs, and prints what the book says."""
import contextlib
import io
import os
import pathlib
import re
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


def blocks(page):
    return BLOCK.findall((ROOT / page).read_text("utf-8"))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with an article and a file of news."""
    shutil.copy(ROOT / "seeds/stories/talks.txt", tmp_path / "article.txt")
    shutil.copy(ROOT / "examples/news.jsonl", tmp_path / "news.jsonl")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_python(page):
    """All programs of a page, one after the other; a block without a language behind one is what it prints."""
    names, printed, programs = {"__name__": "__main__"}, None, 0
    for language, text in blocks(page):
        if language == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(text, page, "exec"), names)
            printed, programs = out.getvalue(), programs + 1
        elif language == "" and printed is not None:
            assert printed == text
            printed = None
    return programs


def test_python(folder):
    assert run_python("docs/python.md") >= 8


def test_readme_of_the_package(folder):
    assert run_python("bindings/python/README.md") == 1


def test_the_shell_of_the_page_on_streams(folder, command, request):
    program = (request.config.invocation_params.dir / request.config.getoption("--tidings")).resolve()
    path = f"{program.parent}:{os.environ['PATH']}"
    ran = 0
    for language, text in blocks("docs/streams.md"):
        if language == "sh":
            missing = [word for word in ("parallel", "jq") if re.search(rf"\b{word}\b", text) and not shutil.which(word)]
            if missing:
                continue
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], env={**os.environ, "PATH": path}, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            ran += 1
        elif language == "" and ran:
            assert done.stdout == text
    assert ran >= 4
