#!/bin/sh
# SOURCE BUILD FOLDER COMMAND: the two files of the amalgamation, compiled by one command line, write the bytes of COMMAND.
set -eu
source=$1 build=$2 folder=$3 command=$4
python3 "$source/packaging/amalgamate.py" --source "$source" --build "$build" --output "$folder"
cd "$folder"
c++ -std=c++20 -O2 -I. "$source/tests/packages/amalgamation_program.cpp" tidings.cpp $(pkg-config --cflags --libs re2 libhwy tomlplusplus sqlite3) -o program
cd "$source"
[ "$("$folder/program" seeds/stories/*.txt | cksum)" = "$("$command" extract --format json seeds/stories/*.txt | cksum)" ]
