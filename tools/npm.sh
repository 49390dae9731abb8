#!/bin/sh
# Fetch what package-lock.json names into node_modules, once for each lock.
# Packages are taken as files only: none of their own scripts run.
# usage: npm.sh SOURCE_ROOT
set -e
cd "$1"
cmp -s package-lock.json node_modules/.fetched-lock && exit 0
npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error
cp package-lock.json node_modules/.fetched-lock
