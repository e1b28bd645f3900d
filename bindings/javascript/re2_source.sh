#!/bin/sh
# FOLDER: Debian's source of RE2 in FOLDER, with the tables of Unicode that Debian makes of its own data. Says where it lies; nothing
# where it can't be had. Asks the mirrors that this machine knows, and leaves its lists of packages as they are.
set -eu
folder=$1
mkdir -p "$folder/apt/lists/partial" "$folder/apt/parts"
cd "$folder"
found() { find "$PWD" -maxdepth 1 -type d -name 're2-*'; }
if [ -z "$(found)" ]; then
  sed -n 's/^Types: deb$/Types: deb-src/; p' /etc/apt/sources.list.d/debian.sources >apt/parts/debian.sources
  apt="apt-get -qq -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=$PWD/apt/parts -o Dir::State::lists=$PWD/apt/lists"
  { $apt update && $apt source re2; } >&2 || exit 0
fi
cd "$(found)"
if [ ! -f re2/unicode_groups.cc ]; then
  [ -f /usr/share/unicode/UnicodeData.txt ] || { echo "wanted: the package unicode-data" >&2; exit 0; }
  perl re2/make_perl_groups.pl >re2/perl_groups.cc
  python3 re2/make_unicode_casefold.py >re2/unicode_casefold.cc
  python3 re2/make_unicode_groups.py >re2/unicode_groups.cc
fi
pwd
