#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh BUILD SOURCE: installs what is built, and builds and runs programs against that alone.
set -euo pipefail
build=$1 source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cmake --install "$build" --prefix "$folder/prefix" >"$folder/log" || { cat "$folder/log"; exit 1; }
export PATH=$folder/prefix/bin:$PATH
# As it is installed: not a header of the source tree is seen.
cmake -S "$source/tests/consumer" -B "$folder/build" -G Ninja -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_PREFIX_PATH="$folder/prefix" ${CXX_LAUNCHER:+-DCMAKE_CXX_COMPILER_LAUNCHER=$CXX_LAUNCHER} \
    >"$folder/log" || { cat "$folder/log"; exit 1; }
cmake --build "$folder/build" >"$folder/log" || { cat "$folder/log"; exit 1; }

expect() { # TEXT COMMAND...
    local wanted=$1 got
    shift
    got=$("$@")
    [ "$got" = "$wanted" ] || { printf '%s printed\n%s\nnot\n%s\n' "$*" "$got" "$wanted"; exit 1; }
}
tamga --version
expect "5 zooms" "$folder/build/bake_from_memory" "$folder/here.pmtiles"
expect "places: 1 feature, You are here" "$folder/build/read_a_tile" "$folder/here.pmtiles"
tamga ingest "$source/fixtures/bake/towns.csv" -o "$folder/towns.sqlite" -q
expect $'Naryn 105.514 km\nOsh 181.853 km' "$folder/build/ask_a_store" "$folder/towns.sqlite"
tamga gazetteer build "$source/fixtures/place" -o "$folder/small.tamga" -q
expect $'41.204388888888886 74.76611111111112\nOsh\nBishkek' \
    "$folder/build/locate_a_text" "$folder/small.tamga"
