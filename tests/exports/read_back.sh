#!/bin/sh
# read_back.sh BUILD_FOLDER: read_back.py with the Python that has the readers, where there is one.
python=$1/readers/bin/python
[ -x "$python" ] || python=python3
exec "$python" -W ignore "$(dirname "$0")/read_back.py" "$1/tidings"
