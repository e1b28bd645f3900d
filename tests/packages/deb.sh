#!/bin/sh
# SOURCE FOLDER COMMAND: Debian packages are made and laid out in a folder; against it programs of C and C++ are built by
# pkg-config and by CMake; they, and the packaged command, run.
set -eu
source=$1 folder=$2 command=$3
command -v dpkg-deb >/dev/null || exit 77
launcher=$(command -v ccache || true)
cmake -S "$source" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr -DTIDINGS_BUILD_TESTS=OFF \
  -DTIDINGS_BUILD_EXAMPLES=OFF ${launcher:+-DCMAKE_CXX_COMPILER_LAUNCHER="$launcher"} >/dev/null
cmake --build "$folder"
rm -rf "$folder/deb" "$folder/root" "$folder/consumer"
(cd "$folder" && cpack -G DEB -B "$folder/deb" >/dev/null)
for package in "$folder"/deb/*.deb; do dpkg-deb -x "$package" "$folder/root"; done

usr=$folder/root/usr
libraries=$(dirname "$(find "$usr" -name 'libtidings_c.so')")
export LD_LIBRARY_PATH="$libraries" PKG_CONFIG_PATH="$libraries/pkgconfig"
cd "$source"
expected=$("$command" extract --format json seeds/stories/*.txt | cksum)
[ "$("$usr/bin/tidings" extract --format json seeds/stories/*.txt | cksum)" = "$expected" ]
[ -s "$usr/share/man/man1/tidings.1" ]
# What is shipped with its data stays under 10 MB.
[ "$(stat -Lc %s "$libraries/libtidings_c.so")" -lt 10000000 ]

mkdir "$folder/consumer"
cc -std=c99 tests/consumers/program.c $(pkg-config --cflags --libs tidings-c) -o "$folder/consumer/c"
c++ -std=c++20 tests/consumers/program.cpp $(pkg-config --cflags --libs --static tidings) -o "$folder/consumer/cpp"
"$folder/consumer/c" | grep -qx "location Vienna"
"$folder/consumer/cpp" | grep -qx "contact.visit, planned: Marek Novak Oslo"
for kind in c_only find_package; do
  cmake -S "tests/consumers/$kind" -B "$folder/consumer/$kind" -G Ninja -DCMAKE_PREFIX_PATH="$usr" -DTIDINGS_PREFIX="$usr" \
    -DLIBDIR="${libraries#"$usr"/}" >/dev/null
  cmake --build "$folder/consumer/$kind" >/dev/null
  ctest --test-dir "$folder/consumer/$kind" --output-on-failure
done
if command -v lintian >/dev/null; then lintian --fail-on none "$folder"/deb/*.deb || true; fi
