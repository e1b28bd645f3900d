#!/bin/sh
# COMMAND PROGRAM: the command and the C interface write the same bytes, by one thread and by three.
set -eu
for format in json dot summary turtle; do
  expected=$("$1" extract --format "$format" seeds/stories/*.txt | cksum)
  for threads in 1 3; do
    found=$("$2" "$threads" "$format" seeds/stories/*.txt | cksum)
    [ "$found" = "$expected" ] || { echo "$format by $threads threads: other bytes than the command's" >&2; exit 1; }
  done
done
