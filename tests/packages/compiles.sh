#!/bin/sh
# SOURCE BUILD FOLDER: the whole library in one file passes both compilers (the second where it is). `./dev packages` builds more.
set -eu
source=$1 build=$2 folder=$3
python3 "$source/packaging/amalgamate.py" --source "$source" --build "$build" --output "$folder"
for compiler in c++ clang++; do
  command -v $compiler >/dev/null || continue
  $compiler -std=c++20 -fsyntax-only -Wall -Wextra -Werror -Wno-missing-field-initializers "$folder/tidings.cpp" $(pkg-config --cflags re2 spdlog libhwy tomlplusplus sqlite3)
done
