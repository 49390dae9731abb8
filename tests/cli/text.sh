#!/bin/sh
# One line out for each line in, however it ends and whatever it holds.
. "$(dirname "$0")/kit.sh"
tab=$(printf '\t')

# text VERB LINES: what comes out, lines joined by "|".
text() {
    printf "$2" | "$moshtari" text "$1" | tr '\n' '|'
}

is 'jalali' "1404-01-01${tab}ok|" "$(text jalali '2025-03-21\n')"
is 'gregorian' "2025-03-21${tab}ok|" "$(text gregorian '1404-01-01\n')"
is 'a day that does not exist' "1403/12/31${tab}no such day|" "$(text gregorian '1403/12/31\n' \
    | sed "s/${tab}[^o|][^|]*/${tab}no such day/")"
is 'phone' "+989121234567${tab}ok|" "$(text phone '۰۹۱۲ ۱۲۳ ۴۵۶۷\n')"
is 'clean' "کیک${tab}ok|" "$(text clean 'كيك\n')"
is 'an empty line stays a line' 2 "$(text clean '\n\n' | tr -cd '|' | wc -c)"
is 'no line end at the end' "1404-01-01${tab}ok|" "$(text jalali '2025-03-21')"
is 'line ends of Windows' "1404-01-01${tab}ok|" "$(text jalali '2025-03-21\r\n')"
is 'invalid bytes give a line too' 1 "$(text clean '\377\376\n' | tr -cd '|' | wc -c)"
is 'nothing in, nothing out' '' "$(text clean '')"
run text nonsense
is 'an unknown verb' 2 "$status"
plan
