#!/bin/sh
# Every command explains itself, in two languages; what is asked wrongly is answered with status 2.
. "$(dirname "$0")/kit.sh"

run --help
is 'the program explains itself' 0 "$status"
commands=$(printf '%s\n' "$out" | sed -n 's/^  \([a-z]*\( [a-z]*\)\{0,2\}\)  .*/\1/p')
has 'its commands are listed' 'org create' "$commands"
while read -r words; do
    # shellcheck disable=SC2086
    run $words --help
    has "$words explains itself" "moshtari $words" "$out"
    # shellcheck disable=SC2086
    run $words --nonsense
    is "$words takes no unknown option" 2 "$status"
done <<EOT
$commands
EOT

run
is 'no command at all' 2 "$status"
run nonsense
is 'an unknown command' 2 "$status"
has 'is named' nonsense "$err"
run serve --port 99999
is 'a number out of range' 2 "$status"
has 'names the range' 65535 "$err"
run serve --port
is 'an option without its value' 2 "$status"
run text
is 'a missing operand' 2 "$status"
run version extra
is 'a word too many' 2 "$status"
run org create --help --lang fa
has 'Persian on request' 'شیوهٔ کاربرد' "$out"
out=$(LC_ALL=fa_IR.UTF-8 "$moshtari" --help)
has 'Persian by the locale' 'شیوهٔ کاربرد' "$out"
run version
has 'the version' 'moshtari ' "$out"
version=$out
run --version
is 'the version as an option' "$version" "$out"
is 'is no misuse' 0 "$status"
plan
