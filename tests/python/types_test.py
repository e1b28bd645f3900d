"""The package's types hold, and are there for those who call it."""
import importlib.metadata
import pathlib

import mypy.api

import tidings

ROOT = pathlib.Path(__file__).parents[2]
CALLER = """
import tidings
graph = tidings.extract("text", published="2015-09-13")
reveal_type(graph.events()[0].fillers()[0].mentions[0].begin)
for one in tidings.pipe(["a", {"text": "b"}], threads=2):
    one.nodes[0].nothing
tidings.extract(3)
"""


def test_the_package_is_typed_throughout():
    out, errors, status = mypy.api.run(["--strict", "--config-file", str(ROOT / "pyproject.toml"), "-p", "tidings"])
    assert status == 0, out + errors


def test_a_caller_is_told_what_is_wrong(tmp_path):
    (tmp_path / "caller.py").write_text(CALLER)
    out, _, _ = mypy.api.run(["--strict", str(tmp_path / "caller.py")])
    assert 'Revealed type is "int"' in out.replace("builtins.", "")
    assert '"Node" has no attribute "nothing"' in out and 'incompatible type "int"' in out and "Found 2 errors" in out


def test_everything_public_has_words():
    for name in tidings.__all__:
        if name not in ("Text", "__version__"):
            thing = getattr(tidings, name)
            assert thing.__doc__, name
            for member, value in vars(thing).items() if isinstance(thing, type) else ():
                assert member.startswith("_") or getattr(value, "__doc__", None), f"{name}.{member}"
    assert importlib.metadata.version("tidings") == tidings.__version__
