#!/bin/sh
# words.sh - what the words tool refuses, and where it points.
# usage: words.sh WORDS_TOOL
tool=$(realpath "$1")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
failures=0

# refused PLACE MESSAGE PERSIAN ENGLISH
refused() {
    printf '%b' "$3" >w.fa
    printf '%b' "$4" >w.en
    rm -f list.h
    if "$tool" list.h list.c w.fa w.en 2>said || [ -e list.h ]; then
        echo "accepted: $3 / $4"
        failures=$((failures + 1))
    elif ! grep -qF "$1: error: $2" said; then
        echo "expected '$1: error: $2', but it said:"
        cat said
        failures=$((failures + 1))
    fi
}

refused w.fa:2 'b is missing in .en' 'a = آ\nb = ب\n' 'a = A\n'
refused w.en:2 'b is missing in .fa' 'a = آ\n' 'a = A\nb = B\n'
refused w.fa:2 'a is also in w.fa:1' 'a = آ\na = ب\n' 'a = A\n'
refused w.en:1 'a lacks {n}' 'a = {n} ردیف\n' 'a = rows\n'
refused w.fa:1 'a lacks {who}' 'a = سلام\n' 'a = hello {who}\n'
refused w.fa:1 'a brace without its partner' 'a = {n\n' 'a = A\n'
refused w.fa:1 'a brace without its partner' 'a = n}\n' 'a = A\n'
refused w.en:1 '`{name|one|many}` expected' 'a = {n}\n' 'a = {n|row}\n'
refused w.fa:1 '`{name}` expected' 'a = {N}\n' 'a = {N}\n'
refused w.fa:1 '`key = text` expected' 'a\n' 'a = A\n'
refused w.fa:1 'the text is empty' 'a =\n' 'a = A\n'
refused w.fa:1 'a key is made of' 'A-b = آ\n' 'A-b = A\n'
refused w.fa:1 'Arabic ي or ك' 'a = مشتري\n' 'a = A\n'
refused w.fa:1 'only \n may follow' 'a = \\\\t\n' 'a = A\n'
refused w.fa:1 'the text is not UTF-8' 'a = \0377\n' 'a = A\n'

printf '# c\n\na.b = یک = دو\\n{n}\n' >w.fa
printf 'a.b = "one" = {n|x|y}\n' >w.en
"$tool" list.h list.c w.fa w.en || failures=$((failures + 1))
grep -q MSG_A_B list.h && grep -qF '\"one\" = {n|x|y}' list.c || failures=$((failures + 1))
exit $failures
