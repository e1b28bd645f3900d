#!/bin/sh
# NM LIBRARY HEADER: the library exports what the header declares, and nothing else.
set -eu
exported=$("$1" -D --defined-only "$2" | awk '$2 != "A" {sub(/@.*/, "", $3); print $3}' | LC_ALL=C sort)
declared=$(sed -n 's/^TIDINGS_API .*[ *]\(tidings_[a-z_]*\)(.*/\1/p' "$3" | LC_ALL=C sort)
[ "$exported" = "$declared" ] && exit 0
printf 'exported:\n%s\ndeclared:\n%s\n' "$exported" "$declared" >&2
exit 1
