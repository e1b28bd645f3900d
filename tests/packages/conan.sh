#!/bin/sh
# SOURCE FOLDER: the Conan package is made from Debian's own libraries and used by its test program.
set -eu
source=$1 folder=$2
[ -x "$folder/venv/bin/conan" ] || { python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install -q conan; } || exit 77
export CONAN_HOME="$folder/home"
rm -rf "$folder/test_package"
cp -r "$source/packaging/conan/test_package" "$folder/test_package"  # Conan builds beside it
"$folder/venv/bin/conan" create "$source/packaging/conan" -tf "$folder/test_package" -pr:a "$source/packaging/conan/system.profile" \
  -c tools.cmake.cmaketoolchain:generator=Ninja
