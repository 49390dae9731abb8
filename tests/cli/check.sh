#!/bin/sh
# `moshtari check` is content with what is right, and finds each way of being wrong.
# usage: check.sh MOSHTARI TAMPER
. "$(dirname "$0")/kit.sh"
tamper=$2

"$moshtari" org create >/dev/null
"$moshtari" demo --parties 200 >/dev/null
run check --deep
is 'all is right' 0 "$status"
run check --json
has 'for programs too' '{"ok":true,' "$out"
"$moshtari" backup "$place/good.db" >/dev/null

# after WAY STATUS PART: what check finds in a copy that was spoiled.
after() {
    export MOSHTARI_DATA="$place/$1"
    "$moshtari" restore "$place/good.db" >/dev/null
    "$tamper" "$place/$1/organisation.db" "$1" || echo "# tamper failed"
    run check
    is "$1: status" "$2" "$status"
    has "$1: is found" "$3" "$out"
}
after value 1 'city is not what the journal says'
after index 1 'party: 200 records with words, 199 in the index'
after owner 1 'records of customers who are not there'
after journal 1 'task'
after job 0 'import'
after piece 1 'not there: 1'
after unused 0 'left over: 1'
plan
