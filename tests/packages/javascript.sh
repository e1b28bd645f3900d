#!/bin/sh
# SOURCE BUILD FOLDER: the npm package is built, packed by npm, and installed from that; the pages of the book run with it, it writes
# the bytes that the command writes, and the demo runs in a browser where there is one.
set -eu
source=$1 build=$2 folder=$3
command -v node >/dev/null && command -v npm >/dev/null || { echo "skipped: no Node"; exit 77; }
"$source/bindings/javascript/build.sh" "$source" "$build" "$folder"
rm -rf "$folder/user"
mkdir -p "$folder/user/node_modules/tidings"
cd "$folder/user"
npm pack --silent "$folder/tidings" >/dev/null
tar xzf tidings-*.tgz -C node_modules/tidings --strip-components=1
cp "$source"/tests/javascript/*.mjs .
node package_test.mjs "$source/docs/javascript.md" "$source/bindings/javascript/README.md"
cd "$source"
tests/bytes/same_bytes.sh "$build/tidings" "node $folder/user/write_graph.mjs"
python3 tests/javascript/demo_test.py "$folder/user/node_modules/tidings" || [ $? -eq 77 ]
