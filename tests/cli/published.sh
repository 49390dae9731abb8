#!/bin/sh
# Association figures of public data sets equal those that were printed. The folder of the sets is
# MOSHTARI_PUBLIC; public.sh brings them.
. "$(dirname "$0")/kit.sh"
lengths() { printf '%s\n' "$out" | sed 1d | cut -f1 | awk -F, '{n[NF]++} END {print n[1], n[2], n[3], n[4], n[5], n[6]}'; }
# The rules of the lines $1: antecedent, how often, how often with the consequent, consequent, confidence.
rules() { printf '%s\n' "$out" | sed -n "$1p" | awk -F'\t' '{printf "%s %s => %s %s %.2f\n", $1, $4, $2, $3, $7}'; }

# 435 votes of the House of Representatives of 1984. Weka prints of them, at a support of 0.45 and a confidence of
# 0.9, sets of one to four items and ten rules (its manual shows the run; items stand in another order there).
run baskets --sets --min-count 196 "$MOSHTARI_PUBLIC/vote.arff"
is 'sets of the votes, by their length' '20 17 6 1  ' "$(lengths)"
run baskets --min-count 196 --min-confidence 0.9 --max-consequent 4 --sort confidence "$MOSHTARI_PUBLIC/vote.arff"
is 'their ten best rules' 'adoption-of-the-budget-resolution=y,physician-fee-freeze=n 219 => Class=democrat 219 1.00
adoption-of-the-budget-resolution=y,aid-to-nicaraguan-contras=y,physician-fee-freeze=n 198 => Class=democrat 198 1.00
aid-to-nicaraguan-contras=y,physician-fee-freeze=n 211 => Class=democrat 210 1.00
education-spending=n,physician-fee-freeze=n 202 => Class=democrat 201 1.00
physician-fee-freeze=n 247 => Class=democrat 245 0.99
Class=democrat,el-salvador-aid=n 200 => aid-to-nicaraguan-contras=y 197 0.98
el-salvador-aid=n 208 => aid-to-nicaraguan-contras=y 204 0.98
Class=democrat,adoption-of-the-budget-resolution=y,aid-to-nicaraguan-contras=y 203 => physician-fee-freeze=n 198 0.98
aid-to-nicaraguan-contras=y,el-salvador-aid=n 204 => Class=democrat 197 0.97
Class=democrat,aid-to-nicaraguan-contras=y 218 => physician-fee-freeze=n 210 0.96' "$(rules 2,11)"

# 4,627 baskets of a supermarket in New Zealand. Weka's Apriori, as printed in Bhatia and Kaluza, "Machine Learning in
# Java", second edition, 2018: frequent sets by their length, and the three best rules with a confidence of 0.9.
run baskets --sets --min-count 694 "$MOSHTARI_PUBLIC/supermarket.arff"
is 'sets of a supermarket, by their length' '44 380 910 633 105 1' "$(lengths)"
run baskets --min-count 694 --min-confidence 0.9 --sort confidence "$MOSHTARI_PUBLIC/supermarket.arff"
is 'its three best rules' 'biscuits=t,frozen foods=t,fruit=t,total=high 788 => bread and cake=t 723 0.92
baking needs=t,biscuits=t,fruit=t,total=high 760 => bread and cake=t 696 0.92
baking needs=t,frozen foods=t,fruit=t,total=high 770 => bread and cake=t 705 0.92' "$(rules 2,4)"

# The weather as Weka carries it is that of baskets.sh.
run baskets --sets --min-count 2 "$MOSHTARI_PUBLIC/weather.nominal.arff"
is 'sets of the weather, by their length' '12 47 39 6  ' "$(lengths)"
plan
