#!/bin/sh
# Copies in a folder: each proved by restoring it, and only the newest kept.
# usage: backup.sh MOSHTARI TAMPER
. "$(dirname "$0")/kit.sh"
tamper=$2
# No two copies of one second.
next_second() { sleep 1.1; }
copies() { ls "$place/copies" | grep -v files | wc -l; }

run org create
run demo --parties 100
mkdir "$place/copies"
for second in 01 02 03; do : >"$place/copies/house-20250321-1415$second.db"; done
: >"$place/copies/house-notes.db"
: >"$place/copies/other-20250321-141501.db"

run backup "$place/copies" --verify
is 'a copy is proved' 0 "$status"
is 'for its owner alone' -rw------- "$(ls -l "$out" | cut -c1-10)"
is 'it is told where it is' "$out" "$(ls "$place"/copies/house-2*.db | tail -1)"
is 'the older ones stay' 6 "$(copies)"
next_second
run backup "$place/copies" --verify --keep 2
is 'and another, of which two are kept' 0 "$status"
is 'what is no copy of it is left alone' 4 "$(copies)"
is 'the newest is there' yes "$([ -s "$out" ] && echo yes)"
is 'no trace of the proof' 0 "$(ls -d "$place"/copies/proof* 2>/dev/null | wc -l)"
newest=$out
run backup "$place/copies" --keep 0
is 'to keep none is refused' 2 "$status"

"$tamper" "$MOSHTARI_DATA/organisation.db" index
next_second
run backup "$place/copies" --verify --keep 1
is 'a copy that is not whole is told' 1 "$status"
has 'and which' 'must not be relied on' "$err"
is 'for it no good one is forgotten' yes "$([ -s "$newest" ] && echo yes)"
plan
