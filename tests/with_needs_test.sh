#!/bin/sh
# SPDX-License-Identifier: MIT
# with_needs_test.sh WITH_NEEDS: what it says and how it ends.
set -eu
said=$(mktemp)
trap 'rm -f "$said"' EXIT
wrong() { echo "$*" >&2; exit 1; }

[ "$("$1" sh /dev/null -- echo ran)" = ran ]
if "$1" false -- false; then wrong "the command's failure is lost"; fi
if "$1" sh no-such-program /no/such/file -- echo ran > "$said" 2>&1; then
    wrong "it passes without what it needs"
fi
grep -q "cannot run without: no-such-program /no/such/file" "$said"
if grep -q ran$ "$said"; then wrong "it runs without what it needs"; fi
