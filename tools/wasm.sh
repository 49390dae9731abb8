#!/bin/sh
# Set up and build the browser module; called by the native build.
# usage: wasm.sh SOURCE FOLDER OUT
set -eu
source=$1 folder=$2 out=$3
[ -f "$folder/build.ninja" ] || meson setup "$folder" "$source" --cross-file "$source/packaging/wasm.cross" > "$folder.log" 2>&1 || {
    cat "$folder.log" >&2
    exit 1
}
ninja -C "$folder" --quiet
cmp -s "$folder/src/wasm/moshtari.wasm" "$out" || cp "$folder/src/wasm/moshtari.wasm" "$out"
