#!/bin/sh
# Two of the three statements of offending.tsv stand in the way, and the judge says so.
told=$("$1" "$2" "$3")
case $told in
*'joined by other than what spreads them'*'asks every machine: interaction'*', 2 failed') exit 0 ;;
esac
printf '%s\n' "$told"
exit 1
