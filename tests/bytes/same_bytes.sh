#!/bin/sh
# COMMAND PROGRAM ...: every program, called as `PROGRAM THREADS FORMAT FILE ...`, writes the bytes that the command writes with
# one thread; so does the command, whatever the threads. A program may be several words.
set -eu
command=$1
shift
by_command() {
  threads=$1 format=$2
  shift 2
  "$command" extract --threads "$threads" --format "$format" "$@"
}
check() {  # PROGRAM THREADS FORMAT
  found=$($1 "$2" "$3" seeds/stories/*.txt | cksum)
  [ "$found" = "$expected" ] || { echo "$3 by $1, $2 threads: other bytes than the command's" >&2; exit 1; }
}
# Not the summary: the command has the texts at hand, and tells events in their words.
for format in json dot turtle; do
  expected=$(by_command 1 "$format" seeds/stories/*.txt | cksum)
  threads="1 3"
  [ "$format" != json ] || threads="1 2 3 4 5 6 7 8"
  for count in $threads; do
    for program in by_command "$@"; do check "$program" "$count" "$format"; done
  done
done
