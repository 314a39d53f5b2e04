#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Commands stop within a second of SIGTERM: those that read text, whether they wait for a pipe that
# says nothing or drown in one that never ends, bakes made to take long, and an answer:
# stopped.sh TAMGA GAZETTEER-TABLES
set -euo pipefail

tamga=$1
tables=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$tamga" gazetteer build "$tables" -o "$folder/small.tamga" --quiet
export TAMGA_GAZETTEER=$folder/small.tamga
mkfifo "$folder/silent" "$folder/endless"
failed=0 done_before=0

# stop NAME WORD...: the command, which reads stdin, is stopped after half a second.
stop() {
    local name=$1 reader begin took
    shift
    "$tamga" "$@" <&0 >"$folder/out" 2>"$folder/err" &
    reader=$!
    sleep "${after:-0.5}"
    begin=$(date +%s%N)
    kill -TERM "$reader" || true
    wait "$reader" && status=0 || status=$?
    took=$((($(date +%s%N) - begin) / 1000000))
    if [ -n "${after-}" ] && [ "$status" = 0 ]; then  # The machine had become faster: it was done.
        done_before=$((done_before + 1))
        rm -f "$folder/answer/some.gpkg"
        return
    fi
    if [ "$took" -gt 1000 ] || [ "$status" != 1 ] || ! grep -q interrupted "$folder/err"; then
        echo "$name: tamga $*: $took ms, status $status: $(head -c 200 "$folder/err")"
        failed=1
    fi
}

# check PIPE WORD...: the command with that pipe as its standard input.
check() {
    local pipe=$1 writer
    shift
    case $pipe in
        silent) sleep 60 >"$folder/silent" & ;;
        endless) { printf 'name,lat,lon\n' && tr '\0' "$filler" </dev/zero; } \
            >"$folder/endless" 2>"$folder/ignored" & ;;
    esac
    writer=$!
    stop "$pipe" "$@" <"$folder/$pipe"
    kill "$writer" 2>"$folder/ignored" || true
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
# feature TYPE BEFORE AFTER PROGRAM: a shape whose positions the awk program prints.
feature() {
    printf '{"type":"Feature","properties":{},"geometry":{"type":"%s","coordinates":%s' "$1" "$2"
    awk "BEGIN { srand(1); $4 }"
    printf '%s}}' "$3"
}

feature Polygon '[[' '[30,70]]]' \
    'for (i = 0; i < 6000; i++) printf "[%.5f,%.5f],", 60 * rand(), 60 * rand()' \
    >"$folder/tangle.geojson"
feature LineString '[' '[30,70]]' \
    'for (i = 0; i < 600000; i++) printf "[%.5f,%d],", i / 1e4, i % 2 * 120 - 60' \
    >"$folder/comb.geojson"
for shape in tangle comb; do
    stop "$shape" bake "$folder/$shape.geojson" -z 8 -o "$folder/$shape.pmtiles" </dev/null
done
# At several moments of a bake of points, wherever these are on this machine.
awk 'BEGIN { srand(2); print "lat,lon"; for (i = 0; i < 1000000; i++) printf "%.4f,%.4f\n", 60 * rand(), 60 * rand() }' \
    >"$folder/points.csv"
points=(bake "$folder/points.csv" -z 12 -o "$folder/points.pmtiles")
begin=$(date +%s%N)
"$tamga" "${points[@]}" -q </dev/null
whole=$(($(date +%s%N) - begin))
for tenths in 1 2 3 4 5 6; do
    after=$(awk "BEGIN { print $whole * $tenths / 1e10 }") \
        stop "points, after $tenths tenths" "${points[@]}" -f </dev/null
done
# And of an answer to a GeoPackage, whose rows wait, are written and get an index. Nothing is left of it.
head -n 200001 "$folder/points.csv" >"$folder/some.csv"
"$tamga" ingest -q "$folder/some.csv" -o "$folder/some.sqlite"
mkdir "$folder/answer"
answer=(query "$folder/some.sqlite" within --area 0,0,60,60 -o "$folder/answer/some.gpkg")
begin=$(date +%s%N)
"$tamga" "${answer[@]}" </dev/null
whole=$(($(date +%s%N) - begin))
rm "$folder/answer/some.gpkg"
for tenths in 1 2 3 4 5 6; do
    after=$(awk "BEGIN { print $whole * $tenths / 1e10 }") \
        stop "answer, after $tenths tenths" "${answer[@]}" </dev/null
    left=$(ls -A "$folder/answer")
    [ -z "$left" ] || { echo "an answer that was stopped leaves $left"; failed=1; }
done
[ "$done_before" -le 6 ] || { echo "$done_before of 12 were done before they could be stopped"; failed=1; }
[ "$failed" = 0 ]
