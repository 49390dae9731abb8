#!/bin/sh
# first_field.sh - does to an entity file what docs/my-first-field.md says: the field's line after
# the last field, the choices at the end of the file.
# usage: first_field.sh RECIPE.md PARTY.entity OUT.entity
recipe=$1 entity=$2 out=$3

# Block N of code in the recipe.
block() {
    awk -v n="$1" '/^ *```/ { inside = !inside; if (inside) count++; next }
                   inside && count == n { sub(/^   /, ""); print }' "$recipe"
}

field=$(block 1) awk '{ line[NR] = $0 } $1 == "field" { last = NR }
    END { for (i = 1; i <= NR; i++) { print line[i]; if (i == last) print ENVIRON["field"] } }' \
    "$entity" >"$out" && { echo && block 2; } >>"$out"
