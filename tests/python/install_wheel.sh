#!/bin/sh
# install_wheel.sh BUILD_FOLDER [LAUNCHER]: `pip install .` into BUILD_FOLDER/python, with the library that is installed
# under BUILD_FOLDER/consumers/prefix.
python=$1/python/bin/python
rm -f "$1/python/wheel"
[ -f "$1/python/installed.txt" ] || { echo "skipped: no $python; ./dev test makes it where there is a network"; exit 77; }
"$python" -c 'import pathlib, sys, sysconfig; sys.exit(not (pathlib.Path(sysconfig.get_path("include")) / "Python.h").exists())' ||
  { echo "skipped: no headers of Python (python3-dev)"; exit 77; }
"$python" -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index . \
  -Ccmake.define.TIDINGS_PREFIX="$1/consumers/prefix" -Ccmake.define.CMAKE_CXX_COMPILER_LAUNCHER="$2" \
  -Cbuild-dir="$1/python/wheel-build" && touch "$1/python/wheel"
