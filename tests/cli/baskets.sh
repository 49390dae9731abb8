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
printf 'order,what\n1,milk\n1,bread\n2,milk\n' >"$place/rows"
run baskets --format rows --basket order --item what --sets --min-count 2 "$place/rows"
is 'a row for each item' 2 "$(printf '%s\n' "$out" | wc -l)"
printf 'milk,bread\nt,t\nt,perhaps\n' >"$place/table"
run baskets --format table "$place/table"
is 'a cell that is neither yes nor no' 1 "$status"
has 'is told with its line' '3' "$err"

# The weather of Quinlan, "Induction of decision trees" (Machine Learning 1, 1986). Witten and Frank, "Data Mining", second edition,
# 2005, section 4.5: 12, 47, 39 and 6 sets of one to four items on two days or more, and 58 rules without exception.
cat >"$place/weather.arff" <<EOT
@relation weather
@attribute outlook {sunny, overcast, rainy}
@attribute temperature {hot, mild, cool}
@attribute humidity {high, normal}
@attribute windy {true, false}
@attribute play {yes, no}
@data
sunny,hot,high,false,no
sunny,hot,high,true,no
overcast,hot,high,false,yes
rainy,mild,high,false,yes
rainy,cool,normal,false,yes
rainy,cool,normal,true,no
overcast,cool,normal,true,yes
sunny,mild,high,false,no
sunny,cool,normal,false,yes
rainy,mild,normal,false,yes
sunny,mild,normal,true,yes
overcast,mild,high,true,yes
overcast,hot,normal,false,yes
rainy,mild,high,true,no
EOT
lengths() { printf '%s\n' "$out" | sed 1d | cut -f1 | awk -F, '{n[NF]++} END {print n[1], n[2], n[3], n[4], n[5], n[6]}'; }
run baskets --sets --min-count 2 "$place/weather.arff"
is 'sets of the weather, by their length' '12 47 39 6  ' "$(lengths)"
run baskets --min-count 2 --min-confidence 1 --max-consequent 4 --sort support "$place/weather.arff"
is 'its rules without exception' 58 "$(printf '%s\n' "$out" | sed 1d | wc -l)"
has 'the first of which' "outlook=overcast${tab}play=yes${tab}4${tab}4${tab}9${tab}0.285714286${tab}1.000000000${tab}1.555555556${tab}0.102040816${tab}inf" "$out"
plan
