#!/bin/sh
# SOURCE BUILD FOLDER: the npm package of Tidings in FOLDER/tidings, from what BUILD has made. Wanted are Debian's emscripten and
# headers (Boost, nlohmann/json, toml++, Highway, spdlog, fmt) and the source of RE2, which no package has for WebAssembly: RE2_SOURCE, else
# `apt-get source re2`. Ends with 77 where something is missing.
set -eu
source=$1 build=$2 folder=$3
here=$source/bindings/javascript
command -v em++ >/dev/null || { echo "skipped: no emscripten"; exit 77; }
export NODE_PATH="${NODE_PATH:-/usr/share/nodejs}" # emscripten's own tools are in JavaScript
mkdir -p "$folder/include" "$folder/re2" "$folder/tidings"
options="-O2 -DNDEBUG -msimd128 -fwasm-exceptions -DSPDLOG_FMT_EXTERNAL -DFMT_HEADER_ONLY"

# Headers that hold for every machine, without those that hold for this one alone.
for name in boost nlohmann toml++ hwy spdlog fmt; do ln -sfn "/usr/include/$name" "$folder/include/$name"; done

re2=${RE2_SOURCE:-$("$here/re2_source.sh" "$folder/sources")}
[ -f "$re2/re2/unicode_groups.cc" ] || { echo "skipped: no source of RE2"; exit 77; }
if [ ! -e "$folder/re2/libre2.a" ]; then
  for file in "$re2"/re2/*.cc "$re2/util/rune.cc" "$re2/util/strutil.cc"; do
    em++ $options -std=c++17 -I"$re2" -c "$file" -o "$folder/re2/$(basename "$file" .cc).o"
  done
  emar rcs "$folder/re2/libre2.a" "$folder"/re2/*.o
fi

# Highway's kernels for WebAssembly are chosen by the compiler: of its library nothing is wanted. A store is a file: none here.
python3 "$source/packaging/amalgamate.py" --without-store --source "$source" --build "$build" --output "$folder/amalgamation"
for file in "$folder/amalgamation/tidings.cpp" "$here/src/module.cpp"; do
  em++ $options -std=c++20 -include "$here/src/charconv.hpp" -I"$folder/include" -I"$re2" -I"$folder/amalgamation" -c "$file" -o "$folder/$(basename "$file" .cpp).o"
done
em++ $options "$folder/module.o" "$folder/tidings.o" "$folder/re2/libre2.a" --bind -sALLOW_MEMORY_GROWTH -sMODULARIZE -sEXPORT_ES6 \
  -sENVIRONMENT=web,worker -sFILESYSTEM=0 -o "$folder/tidings/module.js"
mv "$folder/tidings/module.wasm" "$folder/tidings/tidings.wasm"
cp -r "$here/tidings.js" "$here/tidings.d.ts" "$here/package.json" "$here/README.md" "$here/demo" "$source/LICENSE" "$source/NOTICE" \
  "$folder/tidings"
