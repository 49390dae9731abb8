#!/bin/sh
# The demo makes what it promises, the same for the same seed, and only where nothing is.
. "$(dirname "$0")/kit.sh"

"$moshtari" org create >/dev/null
run demo --parties 300 --seed 5
is 'it is made' 0 "$status"
has 'and told' '300 customers made' "$out"
run org info --json
has 'so many customers' '"party":300' "$out"
first=$out
run demo --parties 1
is 'not into an organisation that has customers' 1 "$status"
run demo --parties 0
is 'not none' 2 "$status"

# made DIR SEED: what the organisation holds after a demo of that seed, without its file.
made() {
    "$moshtari" org create --data "$place/$1" >/dev/null
    "$moshtari" demo --parties 300 --seed "$2" --data "$place/$1" >/dev/null
    "$moshtari" org info --json --data "$place/$1" | sed 's/.*"records"//'
}
is 'the same seed, the same records' "$(printf '%s' "$first" | sed 's/.*"records"//')" "$(made same 5)"
[ "$(made other 6)" = "$(made again 5)" ] && differs=no || differs=yes
is 'another seed, other records' yes "$differs"

for id in national legal; do
    "$moshtari" export party --columns "${id}_id" --data "$place/other" | sed 1d | tr -d '\r"' | grep . >"$place/ids"
    [ -s "$place/ids" ] && wrong=$("$moshtari" text "$id-id" <"$place/ids" | grep -cv '	ok$')
    is "each $id id is one that a form accepts" 0 "$wrong"
done
plan
