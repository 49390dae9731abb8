#!/bin/sh
# What was bought together, from a pipe. The baskets are table 6.1 of Tan, Steinbach and Kumar,
# "Introduction to Data Mining"; its text gives {Milk, Diapers} -> Beer support 0.4 and confidence 0.67.
. "$(dirname "$0")/kit.sh"
tab=$(printf '\t')
file=$place/baskets
cat >"$file" <<EOT
Bread, Milk
Bread,Diapers,Beer,Eggs
Milk,Diapers,Beer,Cola
Bread,Milk,Diapers,Beer,Beer

Bread,Milk,Diapers,Cola,
EOT

run baskets --min-support 0.4 --min-confidence 0.6 "$file"
is 'rules are found' 0 "$status"
has 'with counts and measures' \
    "Diapers,Milk${tab}Beer${tab}2${tab}3${tab}3${tab}0.400000000${tab}0.666666667${tab}1.111111111" "$out"
is 'the highest lift is first' "Diapers,Milk${tab}Cola" "$(printf '%s\n' "$out" | sed -n 2p | cut -f1,2)"
is 'a head, then a line for each' 25 "$(printf '%s\n' "$out" | wc -l)"
run baskets --min-support 0.4 --min-confidence 0.6 --json - <"$file"
has 'for programs too' '{"baskets":5,"items":6,"rules":[{"antecedent":["Diapers","Milk"],"consequent":["Cola"]' \
    "$out"
run baskets --min-count 4 --sets "$file"
is 'sets' "items${tab}count${tab}support|Bread${tab}4${tab}0.800000000|Diapers${tab}4${tab}0.800000000|Milk${tab}4${tab}0.800000000" \
    "$(printf '%s' "$out" | tr '\n' '|')"
is 'items apart by blanks' 2 "$(printf 'a b\nb c\n' | "$moshtari" baskets --separator space --sets --min-count 2 - | wc -l)"
is 'nothing in, no rules out' 1 "$(printf '' | "$moshtari" baskets - | wc -l)"
run baskets --min-support 1.5 "$file"
is 'a share above one is refused' 2 "$status"
run baskets --sort beauty "$file"
is 'an order that is none is refused' 2 "$status"
run baskets "$place/absent"
is 'a file that is not there' 1 "$status"
plan
