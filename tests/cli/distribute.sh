#!/bin/sh
# An organisation's tables are made fit for several machines. In the place of the extension
# stand functions that refuse what it refuses: a key or a unique index that does not name the
# column by which the rows are spread, and a foreign key.
. "$(dirname "$0")/kit.sh"

server="$(dirname "$0")/../pg/server.sh"
chmod 755 "$place"
address=$("$server" start "$place/server" fsync=off) || exit 1
trap '"$server" stop "$place/server" immediate 2>/dev/null; rm -rf "$place"' EXIT
psql() { "$(pg_config --bindir)/psql" -qAt -v ON_ERROR_STOP=1 "$address" "$@"; }

run org create
run org distribute
is 'a folder is never spread' 1 "$status"
has 'and that is said' 'stays on one machine' "$err"

MOSHTARI_DATA="$address&schema=spread"
export MOSHTARI_DATA
run org create
run demo --parties 300
before=$("$moshtari" export party)
run org distribute
is 'without the extension nothing is done' 1 "$status"
has 'and that is said too' 'not here' "$err"
run org distribute --show
is 'what would be done can be seen' 0 "$status"
has 'customers by their identifier' "create_distributed_table('\"party\"', 'id')" "$out"
has 'what is theirs beside them' "create_distributed_table('\"interaction\"', 'party')" "$out"
has 'what is small everywhere' "create_reference_table('\"role\"')" "$out"

psql <<'SQL'
SET search_path TO spread;
CREATE TABLE pg_dist_partition (logicalrelid regclass, by text);
CREATE FUNCTION create_distributed_table(t regclass, col text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = t AND i.indisunique
               AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t
                   AND a.attname = col AND a.attnum = ANY (i.indkey::int2[]))) THEN
        RAISE 'unique without %: %', col, t;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = t AND attname = col
                   AND attnotnull) THEN
        RAISE 'may be empty: % of %', col, t;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = t AND contype = 'f') THEN
        RAISE 'foreign key: %', t;
    END IF;
    INSERT INTO pg_dist_partition VALUES (t, col);
END $$;
CREATE FUNCTION create_reference_table(t regclass) RETURNS void LANGUAGE sql
    AS 'INSERT INTO pg_dist_partition VALUES (t, NULL)';
SQL
run org distribute
is 'every table can be spread' 0 "$status"
whole=$(psql -c "SELECT count(*) FROM pg_tables WHERE schemaname = 'spread' AND NOT EXISTS
    (SELECT 1 FROM spread.pg_dist_partition d
     WHERE d.logicalrelid = ('spread.' || quote_ident(tablename))::regclass)
    AND tablename NOT IN ('migration', 'pg_dist_partition')")
is 'and none was forgotten' 0 "$whole"
run org distribute
is 'once is enough' 0 "$status"
has 'there is nothing left' ' 0 tables' "$out"
run check
is 'all is well' 0 "$status"
is 'the customers are the same' "$before" "$("$moshtari" export party)"

printf 'نام,کد ملی\nزهرا احمدی,0499370899\n' >"$place/one.csv"
printf 'نام,کد ملی,کد مشتری\nنرگس احمدی,,X-1\nنرگس دیگری,,X-1\n' >"$place/two.csv"
run import "$place/one.csv"
is 'customers come in' 0 "$status"
run import "$place/one.csv" --json
has 'what must be unique still is' '"created":0' "$out"
run import "$place/two.csv" --json
has 'within one file too' '"created":1' "$out"
run check
is 'and all is well with them' 0 "$status"
plan
