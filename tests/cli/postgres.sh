#!/bin/sh
# An organisation in PostgreSQL: made, moved there and back, copied, and what goes wrong.
. "$(dirname "$0")/kit.sh"

server="$(dirname "$0")/../pg/server.sh"
chmod 755 "$place"
address=$("$server" start "$place/server" fsync=off) || exit 1
trap '"$server" stop "$place/server" immediate 2>/dev/null; rm -rf "$place"' EXIT

run org create --data "$address&schema=made" --name 'شرکت نمونه'
is 'it is made in a schema of its own' 0 "$status"
run org create --data "$address&schema=made"
is 'but not twice' 1 "$status"
run demo --parties 200 --data "$address&schema=made"
is 'it takes demo data' 0 "$status"
run check --data "$address&schema=made"
is 'all is well there' 0 "$status"
run org info --data "$address&schema=made" --json
has 'it tells what it holds' '"party":200' "$out"

run org create --name 'شرکت دوم'
run demo --parties 300
before=$("$moshtari" export party)
run org move --to "$address&schema=moved"
is 'another is moved there from a folder' 0 "$status"
has 'with every row proved' 'all the same' "$out"
run org info
is 'the folder is closed' 1 "$status"
has 'and says where it went' 'schema=moved' "$err"
run check --data "$address&schema=moved"
is 'nothing is lacking' 0 "$status"
is 'the customers are the same' "$before" "$("$moshtari" export party --data "$address&schema=moved")"
run org move --data "$address&schema=moved" --to "$address&schema=made"
is 'no move onto another organisation' 1 "$status"
run org move --data "$address&schema=moved" --to "$place/back"
is 'and back' 0 "$status"
is 'still the same' "$before" "$("$moshtari" export party --data "$place/back")"
run check --data "$place/back"
is 'all is well in the folder' 0 "$status"

run backup "$place/copy.db" --data "$address&schema=made"
is 'a copy is a file' 0 "$status"
run backup "$place/copy.db" --data "$address&schema=made"
is 'it is not overwritten' 1 "$status"
run restore "$place/copy.db" --data "$address&schema=again"
is 'it is put back in another schema' 0 "$status"
is 'with the same customers' "$("$moshtari" export party --data "$address&schema=made")" \
    "$("$moshtari" export party --data "$address&schema=again")"

run org info --data "$address&schema=nobody"
is 'an organisation that is not there' 1 "$status"
run org create --data "$address&schema=A-b"
has 'a schema name that is none' 'small letters' "$err"
run org info --data "postgresql://moshtari@/nothing?host=$place/server"
has 'a database that is not there' 'does not exist' "$err"
run org info --data "postgresql://moshtari:geheim@/postgres?host=$place/elsewhere"
has 'a server that does not answer' 'could not be reached' "$err"
run org info --data "postgresql://moshtari@/nothing?password=geheim&host=$place/server"
lacks 'a password is shown nowhere' 'geheim' "$out$err"
run org create --data "$address&schema=made&sslpassword=geh@eim"
has 'nor any other' 'sslpassword=***' "$err"
lacks 'to its last letter' 'eim' "$err"
run org create --data "$address&schema=public"
has 'what is not ours to remove is not taken' "server's own" "$err"
run org info --data "postgresql://moshtari:geheim@127.0.0.1:1,127.0.0.1:2/nothing"
lacks 'nor that of several hosts' 'geheim' "$out$err"
run org info --data 'postgresql://moshtari:ge%zzheim@127.0.0.1/nothing'
has 'an address that is none' 'not as postgresql://' "$err"
lacks 'nor that of an address that is none' 'heim' "$out$err"
run org list --data "$address&schema=made" --json
has 'the one that is named is listed' '"engine":"postgresql"' "$out"
run org create --data "$address" --org first-one --host first.example
is 'a list on the server' 0 "$status"
run org create --data "$address" --org second --host second.example
is 'of several' 0 "$status"
run org list --data "$address" --json
has 'each a schema' 'schema=first_one' "$out"
has 'with its host' '"org":"second","state":"active","hosts":["second.example"],"engine":"postgresql"' "$out"
run user list --data "$address"
has 'a name is needed' 'first-one, second' "$err"
run org move --data "$address" --org second --to "$place/second"
is 'one goes to a folder' 0 "$status"
run org list --data "$address" --json
has 'where the list finds it' '"org":"second","state":"active","hosts":["second.example"],"engine":"sqlite"' "$out"
psql=$(pg_config --bindir)/psql
"$psql" -q "$address" -c 'create schema other create table other.theirs (id int)' 2>/dev/null
run org create --data "$address&schema=other"
has 'tables of another program are left alone' 'another program' "$err"
ask() { "$psql" -XAtq "$address" -c "$1"; }
ask 'create schema vacant'
echo short >"$place/short"
run org create --data "$address&schema=vacant" --password-stdin <"$place/short"
is 'what cannot be made' 1 "$status"
is 'takes no empty schema with it' 1 "$(ask "select count(*) from pg_namespace where nspname = 'vacant'")"
is 'nor leaves anything there' 0 "$(ask "select count(*) from pg_tables where schemaname = 'vacant'")"
run org create --data "$address&schema=vacant"
is 'which may then be used' 0 "$status"
ask 'update moshtari_organisations.organisation set due_at = 77'
run user list --data "$address" --org first-one
is 'who only looks' 0 "$status"
is 'writes nothing into the list' 77 "$(ask "select due_at from moshtari_organisations.organisation where name = 'first-one'")"
run token create --user admin --data "$address" --org first-one
is 'who changes something' 0 "$status"
is 'has its work looked for' 0 "$(ask "select due_at from moshtari_organisations.organisation where name = 'first-one'")"
plan
