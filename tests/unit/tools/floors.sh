#!/bin/sh
# floors.sh - includes that climb or reach beside, files of no part, and calls out of place are named.
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
printf '# floors\nlow/word\nlow\nlow/a low/b\nhigh\nserver\n' >src/FLOORS
echo '#include "low/a/a.h"' >src/high/h.c
echo 'int x; /* malloc(1) */ const char *s = "time(\"";' >src/low/a/a.h
echo '#include "low/word.h"' >src/low/words.h
calm "$floors"
calm "$habits"

echo '#include "high/h.h"' >src/low/low.c
says "$floors" 'src/low/low.c:1: error: high stands on a higher floor than low'
rm src/low/low.c

echo '#include "low/words.h"' >src/low/word.h
says "$floors" 'src/low/word.h:1: error: low stands on a higher floor than low/word'
rm src/low/word.h

echo '{{include "high/h.html.h"}}' >src/low/a/a.html
says "$floors" 'src/low/a/a.html:1: error: high stands on a higher floor than low/a'
rm src/low/a/a.html

echo '#include "low/b/b.h"' >src/low/a/a.c
says "$floors" 'src/low/a/a.c:1: error: low/b stands beside low/a, which knows nothing of it'
rm src/low/a/a.c

echo '#include "low/a/a.h"' >src/cellar/c.c
says "$floors" 'src/cellar/c.c:1: error: src/FLOORS does not name a part for this file'
rm src/cellar/c.c

printf '\nvoid f(void) { g(time(0)); x.time(1); my_time(2); p->time(3); }\n' >src/low/a/a.c
says "$habits" 'src/low/a/a.c:2: error: time: '
mv src/low/a/a.c src/server/s.c
calm "$habits"
exit $failures
