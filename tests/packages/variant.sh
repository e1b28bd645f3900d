#!/bin/sh
# SOURCE FOLDER COMMAND OPTION ...: the command, built in FOLDER with these options of CMake, writes the same bytes as COMMAND, and
# so do the C++ and the C interface that were built with it.
set -eu
source=$1 folder=$2 command=$3
shift 3
launcher=$(command -v ccache || true)
cmake -S "$source" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DTIDINGS_BUILD_TESTS=OFF -DTIDINGS_BUILD_EXAMPLES=OFF \
  ${launcher:+-DCMAKE_CXX_COMPILER_LAUNCHER="$launcher"} "$@" >/dev/null
cmake --build "$folder" --target tidings_command tidings_c
cc -std=c99 -O1 -c -I"$source/bindings/c/include" "$source/tests/c/write_graph.c" -o "$folder/write_graph.o"
compiler=$(sed -n 's/^CMAKE_CXX_COMPILER:[^=]*=//p' "$folder/CMakeCache.txt")
needed=$(pkg-config --libs re2 spdlog libhwy tomlplusplus sqlite3)
if [ -e "$folder/bindings/c/libtidings_c.a" ]; then
  "$compiler" "$folder/write_graph.o" "$folder/bindings/c/libtidings_c.a" "$folder/libtidings.a" $needed -o "$folder/write_graph"
else
  cc "$folder/write_graph.o" -L"$folder/bindings/c" -ltidings_c -Wl,-rpath,"$folder/bindings/c:$folder" \
    -Wl,-rpath-link,"$folder" -o "$folder/write_graph"
fi
"$compiler" -std=c++20 -O1 -I"$source/include" "$source/tests/bytes/write_graph.cpp" -L"$folder" -ltidings -Wl,-rpath,"$folder" \
  $needed -pthread -o "$folder/write_graph_cpp"
cd "$source"
tests/bytes/same_bytes.sh "$command" "$folder/write_graph" "$folder/write_graph_cpp"
cksum_of() { "$1" extract --threads 8 --format json seeds/stories/*.txt | cksum; }
[ "$(cksum_of "$folder/tidings")" = "$(cksum_of "$command")" ]
