#!/bin/sh
# SOURCE BUILD FOLDER COMMAND: the two files of the amalgamation, and README's program, compiled by one command line; what comes of
# them writes the bytes of COMMAND.
set -eu
source=$1 build=$2 folder=$3 command=$4
python3 "$source/packaging/amalgamate.py" --source "$source" --build "$build" --output "$folder"
libraries=$(pkg-config --cflags --libs re2 spdlog libhwy tomlplusplus sqlite3)
cd "$folder"
sed 's|"tidings/tidings.hpp"|"tidings.hpp"|' "$source/tests/consumers/program.cpp" >readme.cpp
c++ -std=c++20 -O2 readme.cpp tidings.cpp $libraries -o readme -save-temps=obj
./readme | grep -qx "contact.visit, planned: Marek Novak Oslo"
c++ -std=c++20 -O2 -I. "$source/tests/packages/amalgamation_program.cpp" readme-tidings.o $libraries -o program
cd "$source"
[ "$("$folder/program" seeds/stories/*.txt | cksum)" = "$("$command" extract --format json seeds/stories/*.txt | cksum)" ]
