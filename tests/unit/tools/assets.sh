#!/bin/sh
# assets.sh - an icon that does not exist stops the build and names the file that wants it.
# usage: assets.sh SOURCE_ROOT FONT
root=$1
font=$(realpath "$2")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src/web"
cp "$root/package.json" "$dir"
ln -s "$root/node_modules" "$dir/node_modules"
cp -r "$root/src/web/assets" "$dir/src/web/assets"

make_assets() {
    node "$root/tools/assets.mjs" "$dir" "$font" "$dir/files" "$dir/assets.tsv" "$dir/assets.d" 2>"$dir/said"
}

echo 'icon(out, "no-such-icon");' >"$dir/src/web/x.c"
if make_assets || ! grep -q 'x.c: error: there is no icon "no-such-icon"' "$dir/said"; then
    cat "$dir/said"
    exit 1
fi
echo 'icon(out, "phone");' >"$dir/src/web/x.c"
make_assets && grep -q 'id="phone"' "$dir"/files/icons-*.svg
