#!/bin/sh
# Several programs on one database: they start at once, where nothing is there yet and where the
# tables are old; and a program works on tables one version newer than its own, but not more.
. "$(dirname "$0")/kit.sh"

server="$(dirname "$0")/../pg/server.sh"
chmod 755 "$place"
address=$("$server" start "$place/server" fsync=off) || exit 1
trap '"$server" stop "$place/server" immediate 2>/dev/null; rm -rf "$place"' EXIT
data="$address&schema=ours"

sql() {
    psql -XAtqc "SET search_path TO ours; $1" "$address"
}

# How many of three servers that start at once come to listen.
start_three() {
    pids=''
    for n in 1 2 3; do
        "$moshtari" serve --port 0 --data "$data" >"$place/said.$n" 2>&1 &
        pids="$pids $!"
    done
    for _ in $(seq 300); do
        listening=$(grep -ls 'http://' "$place"/said.* | wc -l)
        [ "$listening" = 3 ] && break
        sleep 0.1
    done
    # The list is words apart by blanks.
    # shellcheck disable=SC2086
    kill $pids && wait $pids
    [ "$listening" = 3 ] || cat "$place"/said.* >&2
    rm "$place"/said.*
}

psql -Xqc "CREATE SCHEMA ours; COMMENT ON SCHEMA ours IS 'organisation of moshtari'" "$address"
start_three
is 'three servers start where nothing is there yet' 3 "$listening"
run check --data "$data"
is 'what they made is whole' 0 "$status"
is 'with standing work once' '' "$(sql 'SELECT kind FROM job GROUP BY kind HAVING count(*) > 1')"

before=$(sql "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'ours' ORDER BY 2")
sql "DROP TABLE form_once; ALTER TABLE task DROP COLUMN subject; ALTER TABLE party DROP COLUMN tags;
     DELETE FROM setting WHERE name = 'organisation.tables'; DELETE FROM job"
start_three
is 'three servers start on old tables' 3 "$listening"
run check --data "$data"
is 'which are as they should be' 0 "$status"
is 'with all their indexes' "$before" "$(sql "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'ours' ORDER BY 2")"

version=$(sql "SELECT value FROM setting WHERE name = 'organisation.tables'")
set_version() {
    sql "UPDATE setting SET value = '$1' WHERE name = 'organisation.tables'"
}
set_version $((version + 1))
sql 'ALTER TABLE party ADD COLUMN of_next_year bigint; CREATE INDEX ix_next_year ON party (of_next_year)'
run org info --data "$data"
is 'tables one version newer are worked with' 0 "$status"
is 'and left as they are' "$((version + 1)) ix_next_year" \
    "$(sql "SELECT value, indexname FROM setting, pg_indexes WHERE name = 'organisation.tables' AND indexname = 'ix_next_year'" | tr '|' ' ')"
set_version $((version + 2))
run org info --data "$data"
is 'two versions newer are too much' 1 "$status"
has 'as it says' 'needs to be replaced by a newer one' "$err"
plan
