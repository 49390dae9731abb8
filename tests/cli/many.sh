#!/bin/sh
# Many organisations in one folder: a list of names and hosts, and commands that choose by name.
. "$(dirname "$0")/kit.sh"

run org create --org alef --host Alef.Example,www.alef.example. --name 'شرکت الف'
is 'the first is made with a name' 0 "$status"
is 'in a folder under its name' 1 "$(ls "$MOSHTARI_DATA/alef/organisation.db" | grep -c .)"
run user list --json
has 'the only one needs no name' '"login":"admin"' "$out"
run org create --org be --host be.example:8080 --name 'شرکت ب'
is 'and a second' 0 "$status"
run user list
is 'now a name is needed' 1 "$status"
has 'and those that are there are told' 'alef, be' "$err"
run user list --org pe
has 'an unknown name is told' '“pe”' "$err"
run org info --org be --json
has 'a name chooses' '"name":"شرکت ب"' "$out"
run user add sara --role 'کارشناس' --org be
run user list --org alef --json
is 'what is written goes to one alone' 0 "$(printf '%s' "$out" | grep -c sara)"

run org create --org be --host new.example
has 'a name is taken once' '“be”' "$err"
run org create --org se --host be.example
has 'a host too' 'be.example' "$err"
is 'and nothing half made stays' 0 "$(ls "$MOSHTARI_DATA" | grep -c se)"
run org create --org Se_1 --host se.example
is 'a name that is none' 1 "$status"
run org create --org se --host 'سازمان.example'
has 'a host that no browser sends' 'xn--' "$err"
run org create --org se
is 'without a host' 2 "$status"

run org list --json
has 'the list' '[{"org":"alef","state":"active","hosts":["alef.example","www.alef.example"],"engine":"sqlite","bytes":' "$out"
run org suspend --org be
is 'one is suspended' 0 "$status"
run org list
has 'which is seen' 'suspended' "$out"
run org info --org be
is 'commands go on' 0 "$status"
run org resume --org be
is 'and resumed' 0 "$status"
run org suspend
is 'nobody is suspended by chance' 2 "$status"
run org host add Extra.Example --org be
is 'a host is added' 0 "$status"
run org host add extra.example --org alef
is 'to one alone' 1 "$status"
run org host remove extra.example --org alef
is 'whose it is not cannot lose it' 1 "$status"
run org host remove extra.example --org be
is 'whose it is can' 0 "$status"
run org list --json
has 'and is as before' '"org":"be","state":"active","hosts":["be.example"]' "$out"

run backup "$place/be.db" --org be
is 'one of them is copied' 0 "$status"
run restore "$place/be.db" --data "$MOSHTARI_DATA/pe"
is 'put back beside them' 0 "$status"
run org add --org pe --host pe.example
is 'and entered' 0 "$status"
run user list --org pe --json
has 'with what it held' '"login":"sara"' "$out"
run org move --org pe --to "$place/elsewhere"
is 'it moves' 0 "$status"
run user list --org pe --json
has 'and is found where it went' '"login":"sara"' "$out"
run org add --org te --host te.example
is 'what is not there is not entered' 1 "$status"
run org remove --org pe
is 'it is taken off' 0 "$status"
is 'and its data stays' 1 "$(ls "$place/elsewhere/organisation.db" | grep -c .)"
printf 'no database' >"$MOSHTARI_DATA/be/organisation.db"
run org list --json
has 'a broken one is told' '"org":"be","state":"broken"' "$out"
has 'beside the others' '"org":"alef","state":"active"' "$out"

run org create --data "$place/alone"
run org create --data "$place/alone" --org two --host two.example
has 'one that stands alone is not hidden' 'org add' "$err"
run org add --data "$place/alone" --org one --host one.example --at .
is 'it is entered where it is' 0 "$status"
run org add --data "$place/alone" --org two --host two.example --at ../alone
is 'but not under two names' 1 "$status"
run org create --data "$place/alone" --org two --host two.example
is 'and gets company' 0 "$status"
run user list --data "$place/alone" --org one --json
has 'its people are there' '"login":"admin"' "$out"
run user list --data "$place/alone/two" --org two
has 'a folder of one has no list' 'no list' "$err"
plan
