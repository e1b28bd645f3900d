#!/bin/sh
# SOURCE BUILD FOLDER: the source distribution holds all that a wheel is built from: a wheel is built from it alone, with the
# library inside, installed into a Python that has nothing else, and asked. BUILD has the Python that `./dev test` makes.
set -eu
source=$1 folder=$3
python=$2/python/bin/python
[ -f "$2/python/installed.txt" ] || { echo "skipped: no $python; ./dev test makes it where there is a network"; exit 77; }
rm -rf "$folder/sdist" "$folder/tree" "$folder/wheel" "$folder/clean"
mkdir -p "$folder/tree"
cd "$source"
"$python" -c 'import sys; from scikit_build_core.build import build_sdist; build_sdist(sys.argv[1])' "$folder/sdist"
tar xzf "$folder"/sdist/tidings-*.tar.gz -C "$folder/tree" --strip-components=1
launcher=$(command -v ccache || true)
"$python" -m pip wheel --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index "$folder/tree" -w "$folder/wheel" \
  ${launcher:+-Ccmake.define.CMAKE_CXX_COMPILER_LAUNCHER="$launcher"} -Cbuild-dir="$folder/build"
"$python" -m venv "$folder/clean"
"$folder/clean/bin/pip" install --quiet --disable-pip-version-check --no-index "$folder"/wheel/*.whl
cd "$folder"
"$folder/clean/bin/python" -c '
import pathlib, tidings
assert pathlib.Path(tidings.__file__).is_relative_to(pathlib.Path("clean").resolve()), tidings.__file__
assert [node.name for node in tidings.extract("Anna Weber met Marek Novak.").people()] == ["Anna Weber", "Marek Novak"]'
