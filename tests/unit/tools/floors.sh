#!/bin/sh
# floors.sh - includes that climb, circles of folders, and calls out of place are named.
# usage: floors.sh FLOORS_TOOL HABITS_TOOL
floors=$(realpath "$1")
habits=$(realpath "$2")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
failures=0

# says TOOL TEXT: the tool fails and its errors hold TEXT
says() {
    if "$1" src 2>said || ! grep -qF "$2" said; then
        echo "expected '$2', but it said:"
        cat said
        failures=$((failures + 1))
    fi
}
calm() {
    "$1" src || failures=$((failures + 1))
}

mkdir -p src/low/a src/low/b src/high src/cellar src/server
printf '# floors\nlow/*\nhigh\nserver\n' >src/FLOORS
echo '#include "low/a/a.h"' >src/high/h.c
echo 'int x; /* malloc(1) */ const char *s = "time(\"";' >src/low/a/a.h
calm "$floors"
calm "$habits"

echo '#include "high/h.h"' >src/low/low.c
says "$floors" 'src/low/low.c:1: error: high/h.h stands on a higher floor'
rm src/low/low.c

echo '#include "low/b/b.h"' >src/low/a/a.c
echo '#include "low/a/a.h"' >src/low/b/b.h
says "$floors" 'include each other in a circle'
sed -i 's#/\*##' src/FLOORS
calm "$floors"
rm src/low/b/b.h

echo '#include "low/a/a.h"' >src/cellar/c.c
says "$floors" 'src/cellar/c.c:1: error: src/FLOORS does not name this floor'
rm src/cellar/c.c

printf '\nvoid f(void) { g(time(0)); x.time(1); my_time(2); p->time(3); }\n' >src/low/a/a.c
says "$habits" 'src/low/a/a.c:2: error: time: '
mv src/low/a/a.c src/server/s.c
calm "$habits"
exit $failures
