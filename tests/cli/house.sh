#!/bin/sh
# An organisation is made, its users and tokens are kept, it is copied and put back.
. "$(dirname "$0")/kit.sh"

run org info
is 'nothing is there yet' 1 "$status"
run org create --name 'شرکت نمونه'
is 'it is made' 0 "$status"
has 'the login is told' 'Login: admin' "$out"
password=$(printf '%s\n' "$out" | sed -n 's/^Password[^:]*: //p')
is 'a password of 80 bits is told' 19 "${#password}"
is 'others may not look into the folder' drwx------ "$(ls -ld "$MOSHTARI_DATA" | cut -c1-10)"
run org create
is 'it is not made twice' 1 "$status"
run org list --data "$place" --json
has 'it is listed' "\"path\":\"$place/house/organisation.db\"" "$out"
run org info --json
has 'its name' '"name":"شرکت نمونه"' "$out"
has 'its records' '"user":1' "$out"

run user add sara --name 'سارا احمدی' --role 'کارشناس' --json
is 'a user is added' 0 "$status"
has 'with a password' '"login":"sara","password":"' "$out"
run user add sara --role 'کارشناس'
is 'a login is taken once' 1 "$status"
run user add nima --role nonsense
is 'a role must exist' 1 "$status"
has 'and is named' nonsense "$err"
run user add nima
is 'a role is needed' 1 "$status"
out=$(printf 'short\n' | "$moshtari" user password sara --password-stdin 2>&1) && status=0 || status=$?
is 'a password must be long enough' 1 "$status"
out=$(printf 'گذرواژهٔ دراز\n' | "$moshtari" user password sara --password-stdin 2>&1) && status=0 || status=$?
is 'a password is read' 0 "$status"
is 'and not told again' 'Login: sara' "$out"
run user password nobody
is 'a password of nobody' 1 "$status"
run token create --user sara --days 30
is 'a token is made' 0 "$status"
is 'it is all that is told' 1 "$(printf '%s\n' "$out" | grep -c '^mt_[A-Za-z0-9_-]*$')"
run token create --user nobody
is 'a token of nobody' 1 "$status"
run user disable sara
is 'a user is switched off' 0 "$status"
run user list --json
has 'and stays in the list' '"login":"sara","name":"سارا احمدی","active":false' "$out"
run user disable admin
is 'the last administrator stays' 1 "$status"

run backup "$place/copy.db"
is 'it is copied' 0 "$status"
run backup "$place/copy.db"
is 'a copy is not overwritten' 1 "$status"
run backup "$place"
is 'into a folder, under the name of the moment' 1 "$(ls "$place"/house-*.db | grep -c .)"
run restore "$place/copy.db" --data "$place/again"
is 'it is put back' 0 "$status"
run restore "$place/copy.db" --data "$place/again"
is 'but not over another' 1 "$status"
run user list --json --data "$place/again"
has 'with its users' '"login":"sara"' "$out"
run restore "$place/nothing.db" --data "$place/third"
is 'from nothing comes nothing' 1 "$status"
run org create --data "$place/fourth" --language xx
is 'a language that is not spoken' 1 "$status"
is 'leaves nothing half made' 0 "$(ls "$place/fourth" | grep -c organisation)"
run org create --data "$place/english" --language en
run org info --data "$place/english" --json
has 'an English organisation reads Latin digits' '"language":"en","digits":"latin","calendar":"gregorian"' "$out"
run org info --json
has 'a Persian one its own' '"language":"fa","digits":"persian","calendar":"jalali"' "$out"
plan
