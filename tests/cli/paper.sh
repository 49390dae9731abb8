#!/bin/sh
# Papers as other programs read them: their words, their pages, their fonts.
# usage: paper.sh MOSHTARI PAPER_SAMPLE
. "$(dirname "$0")/kit.sh"
if ! command -v pdftotext >/dev/null; then
    echo '1..0 # SKIP without pdftotext'
    exit 0
fi
mkdir "$place/one" "$place/two"

# No settings and no fonts of the machine's.
FONTCONFIG_FILE=/nowhere FONTCONFIG_PATH=/nowhere HOME="$place" "$2" "$place/one" 2>/dev/null
is 'a machine without fonts makes them' 0 $?
"$2" "$place/two"
is 'the same bytes from equal input' '' "$(diff -rq "$place/one" "$place/two")"

text() { pdftotext -layout "$place/one/$1.pdf" -; }
information() { pdfinfo "$place/one/$1.pdf"; }

has 'Persian words' 'بیمارستان مهر ایرانیان' "$(text fa-6)"
has 'Persian digits' '۲٬۰۵۳٬۵۰۰٬۰۰۰' "$(text fa-6)"
has 'Latin among Persian' 'SF-105' "$(text fa-6)"
has 'the amount in words' 'سیزده میلیارد و چهارصد و بیست میلیون ریال' "$(text fa-6)"
has 'English words' 'Six-stage household water purifier' "$(text en-6)"
has 'a letter the fonts lack' '��' "$(text en-6)"
has 'small pictures leave no hole' 'Green tea organic' "$(text en-6)"
has 'the file has a title' 'پیش‌فاکتور ۱۴۰۵-۰۰۴۲' "$(information fa-1)"
has 'one page' 'Pages:           1' "$(information fa-6)"
has 'A4' '(A4)' "$(information fa-6)"
pages=$(information en-300 | sed -n 's/^Pages: *//p')
heads=$(text en-300 | grep -c 'Product or service')
is 'the head of the table on each page of a long one' "$pages" "$heads"
is 'every line of a long one' 300 "$(text en-300 | grep -c '185,000,000')"
# At the foot of a page stands the sum of its last row, and the same again on the next.
sums=$(text en-300 | sed -n 's/.*Carried over *//p')
is 'what is carried over stands on both pages' "$(((pages - 1) * 2)) $((pages - 1))" \
    "$(echo "$sums" | grep -c .) $(echo "$sums" | sort -u | grep -c .)"
has 'pages are counted' "Page 2 of" "$(text en-300)"
is 'its language' 1 "$(grep -ac '/Lang (fa)' "$place/one/fa-1.pdf")"
is 'only our letters, in the file itself' '' \
    "$(pdffonts "$place/one/fa-6.pdf" | sed 1,2d | grep -v 'Vazirmatn.* yes yes yes ')"
pdftoppm -r 40 -png "$place/one/fa-6.pdf" "$place/page"
is 'it can be drawn' 1 "$(find "$place" -name 'page*.png' -size +4k | wc -l)"
plan
