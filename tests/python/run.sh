#!/bin/sh
# run.sh BUILD_FOLDER [ARGUMENTS OF PYTEST]: types and tests of the wheel that install_wheel.sh installed.
build=$1
shift
[ -f "$build/python/wheel" ] || { echo "skipped: no wheel of Tidings in $build/python"; exit 77; }
"$build/python/bin/python" -m pytest -q -p no:cacheprovider --tidings "$build/tidings" tests/python "$@"
status=$?
[ $status -ne 5 ] || { echo "skipped: nothing to test"; exit 77; }
exit $status
