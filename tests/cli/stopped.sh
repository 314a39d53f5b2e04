#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Commands that read text stop within a second of SIGTERM, whether they wait for a pipe that says
# nothing or drown in one that never ends: stopped.sh TAMGA GAZETTEER-TABLES
set -euo pipefail

tamga=$1
tables=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$tamga" gazetteer build "$tables" -o "$folder/small.tamga" --quiet
export TAMGA_GAZETTEER=$folder/small.tamga
mkfifo "$folder/silent" "$folder/endless"
failed=0

# check PIPE WORD...: the command with that pipe as its standard input.
check() {
    local pipe=$1 writer reader begin took
    shift
    case $pipe in
        silent) sleep 60 >"$folder/silent" & ;;
        endless) { printf 'name,lat,lon\n' && tr '\0' "$filler" </dev/zero; } \
            >"$folder/endless" 2>"$folder/ignored" & ;;
    esac
    writer=$!
    "$tamga" "$@" <"$folder/$pipe" >"$folder/out" 2>"$folder/err" &
    reader=$!
    sleep 0.5
    begin=$(date +%s%N)
    kill -TERM "$reader" || true
    wait "$reader" && status=0 || status=$?
    took=$((($(date +%s%N) - begin) / 1000000))
    kill "$writer" 2>"$folder/ignored" || true
    if [ "$took" -gt 1000 ] || [ "$status" != 1 ] || ! grep -q interrupted "$folder/err"; then
        echo "$pipe: tamga $*: $took ms, status $status: $(head -c 200 "$folder/err")"
        failed=1
    fi
}

for filler in a '\n'; do
    for pipe in silent endless; do
        check "$pipe" locate -
        check "$pipe" where -
        check "$pipe" where --table -
        check "$pipe" gazetteer find -
        check "$pipe" geotag text -
        check "$pipe" geotag text /dev/stdin
        check "$pipe" geotag table - --name name
    done
done
[ "$failed" = 0 ]
