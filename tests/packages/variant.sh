#!/bin/sh
# SOURCE FOLDER COMMAND OPTION ...: the command, built in FOLDER with these options of CMake, writes the same bytes as COMMAND, and
# so does the C interface that was built with it.
set -eu
source=$1 folder=$2 command=$3
shift 3
launcher=$(command -v ccache || true)
cmake -S "$source" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DTIDINGS_BUILD_TESTS=OFF -DTIDINGS_BUILD_EXAMPLES=OFF \
  ${launcher:+-DCMAKE_CXX_COMPILER_LAUNCHER="$launcher"} "$@" >/dev/null
cmake --build "$folder" --target tidings_command tidings_c
cc -std=c99 -O1 -c -I"$source/bindings/c/include" "$source/tests/c/write_graph.c" -o "$folder/write_graph.o"
if [ -e "$folder/bindings/c/libtidings_c.a" ]; then
  c++ "$folder/write_graph.o" "$folder/bindings/c/libtidings_c.a" "$folder/libtidings.a" \
    $(pkg-config --libs re2 libhwy tomlplusplus sqlite3) -o "$folder/write_graph"
else
  cc "$folder/write_graph.o" -L"$folder/bindings/c" -ltidings_c -Wl,-rpath,"$folder/bindings/c:$folder" \
    -Wl,-rpath-link,"$folder" -o "$folder/write_graph"
fi
cd "$source"
for format in json dot summary turtle; do
  expected=$("$command" extract --format "$format" seeds/stories/*.txt | cksum)
  for threads in 1 2 8; do
    found=$("$folder/tidings" extract --threads "$threads" --format "$format" seeds/stories/*.txt | cksum)
    [ "$found" = "$expected" ] || { echo "$format by $threads threads: other bytes" >&2; exit 1; }
  done
  found=$("$folder/write_graph" 2 "$format" seeds/stories/*.txt | cksum)
  [ "$found" = "$expected" ] || { echo "$format from C: other bytes" >&2; exit 1; }
done
