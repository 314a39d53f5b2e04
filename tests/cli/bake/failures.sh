#!/bin/bash
# SPDX-License-Identifier: MIT
#
# A bake that is stopped, killed, or runs out of disk: the exit status, one line that says why, and
# nothing left behind under the output's name, nor (but for kill -9) beside it. Takes the binary.
set -u
tamga=$(realpath "$1")
folder=$(mktemp -d)
# A subshell that is killed before it has dropped the trap must not clean up for all.
trap '[ "$BASHPID" = "$$" ] && { cd /; umount "$folder/disk" 2>/dev/null; rm -rf "$folder"; }' EXIT
cd "$folder" || exit 1
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# $1: what was done; the rest: what is in the folder now beside the inputs.
expect_files() {
    local what=$1 found
    shift
    found=$(ls -A | grep -v -e '^points.csv$' -e '^message$' -e '^disk$' | tr '\n' ' ')
    [ "$found" = "${*:+$* }" ] || fail "$what: the folder holds '$found', not '$*'"
}

expect_status() {  # what, found, expected
    [ "$2" = "$3" ] || fail "$1: exit status $2, not $3"
}

expect_message() {  # what, pattern
    grep -q "$2" message || fail "$1: it said '$(cat message)', not $2"
    [ "$(wc -l < message)" = 1 ] || fail "$1: it said $(wc -l < message) lines"
}

awk 'BEGIN { srand(1); print "name,lat,lon"
             for (i = 0; i < 400000; ++i)
                 printf "place %d,%.6f,%.6f\n", i, rand() * 140 - 70, rand() * 360 - 180 }' > points.csv

# Starts a bake of many seconds and waits until it has made its temporary file.
start() {
    set -m  # In a group of its own, with SIGINT not ignored.
    "$tamga" bake -q points.csv -z 13 -o "$1" 2> message &
    set +m
    bake=$!
    for _ in $(seq 200); do
        compgen -G "${1%/}.*.tmp" > /dev/null && break
        sleep 0.05
    done
}

# output, signal, after how many seconds
stop_it() {
    local what="$1, SIG$2 after $3 s"
    start "$1"
    sleep "$3"
    kill -"$2" "$bake"
    wait "$bake"
    expect_status "$what" $? 1
    expect_message "$what" '^tamga bake: interrupted; nothing was written$'
    expect_files "$what"
}
stop_it map.pmtiles INT 0
stop_it map.pmtiles TERM 1
stop_it map.mbtiles INT 1
stop_it map/ INT 0.5

# Reading from a pipe that brings nothing more.
mkfifo pipe
exec 3<> pipe
head -n 100 points.csv >&3
"$tamga" bake -q - -z 5 -o piped.pmtiles < pipe 2> message &
piped=$!
sleep 1
kill -TERM "$piped"
(sleep 20; exec kill -KILL "$piped") 2> /dev/null &
watchdog=$!
wait "$piped"
expect_status "a waiting pipe, SIGTERM" $? 1
kill "$watchdog"
wait "$watchdog" 2> /dev/null
exec 3>&-
rm pipe
expect_message "a waiting pipe, SIGTERM" '^tamga bake: interrupted; nothing was written$'
expect_files "a waiting pipe, SIGTERM"

# kill -9 cannot be caught: the temporary file stays, but nothing has the final name.
for output in map.pmtiles map.mbtiles map/; do
    start "$output"
    sleep 0.5
    kill -KILL "$bake"
    wait "$bake" 2> /dev/null
    expect_status "$output, SIGKILL" $? 137
    [ ! -e "${output%/}" ] || fail "$output: is there after SIGKILL"
    rm -rf map.*
done

# A full disk, where we may mount a small one; a limit on the size of files otherwise.
mkdir disk
full_disk() {  # output, extra options
    local output=$1
    shift
    "$tamga" bake -q points.csv -z 5 --max-tile-bytes 0 --keep all -o "$output" "$@" 2> message
    expect_status "$output on a full disk" $? 1
    expect_message "$output on a full disk" '[Nn]o space left on device\|disk is full\|File too large\|disk I/O error'
    expect_message "$output on a full disk" "$output"
}
if mount -t tmpfs -o size=1m tmpfs disk 2> /dev/null; then
    for output in disk/map.pmtiles disk/map.mbtiles disk/map/; do
        full_disk "$output"
        [ -z "$(ls -A disk)" ] || fail "$output on a full disk: left $(ls -A disk)"
    done
    # What was there is kept.
    echo 'what was there' > disk/map.pmtiles
    full_disk disk/map.pmtiles --force
    [ "$(cat disk/map.pmtiles)" = 'what was there' ] || fail "a full disk cost the old output"
    umount disk
else
    echo "no mount: a limit on the size of files instead of a full disk"
    for output in map.pmtiles map.mbtiles; do
        (trap '' XFSZ; ulimit -f 1024; full_disk "$output"; exit "$failures") || fail "see above"
        expect_files "$output beyond the limit"
    done
fi

[ "$failures" = 0 ] && echo "all as it should be"
exit "$((failures > 0))"
