#!/bin/bash
# Brings public data sets to the folder $1: those that Debian's package weka carries among its examples. Nothing
# is installed, as the program itself would bring a whole Java along.
set -euo pipefail
. packaging/prepare.sh
folder=$1
names='vote supermarket weather.nominal'

bring() { (cd "$folder" && apt-get download -qq weka >/dev/null 2>&1); }

mkdir -p "$folder"
for name in $names; do
    [ -s "$folder/$name.arff" ] && continue
    ls "$folder"/weka_*.deb >/dev/null 2>&1 || bring || { as_root apt-get update -qq >&2 && bring; }
    dpkg-deb --fsys-tarfile "$folder"/weka_*.deb \
        | tar -xO "./usr/share/doc/weka/examples/$name.arff" >"$folder/$name.arff"
done
