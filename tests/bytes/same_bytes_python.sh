#!/bin/sh
# BUILD_FOLDER: same_bytes.sh for the wheel that is installed in BUILD_FOLDER/python.
[ -f "$1/python/wheel" ] || { echo "skipped: no wheel of Tidings in $1/python"; exit 77; }
exec tests/bytes/same_bytes.sh "$1/tidings" "$1/python/bin/python tests/bytes/write_graph.py"
