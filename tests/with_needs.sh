#!/bin/sh
# SPDX-License-Identifier: MIT
#
# with_needs.sh NEED... -- COMMAND...: runs the command if all that it needs is there, programs by
# their names and files by their paths. Otherwise says what is missing and how to get it, and fails:
# a test that cannot run has not passed.
missing=
while [ "$1" != -- ]; do
    case $1 in
        /*) [ -e "$1" ] || missing="$missing $1" ;;
        *) command -v "$1" >/dev/null || missing="$missing $1" ;;
    esac
    shift
done
shift
[ -z "$missing" ] || {
    echo "this test cannot run without:$missing" >&2
    echo "tools/check installs and makes all that tests need, but for the clone of tippecanoe:" \
        "tests/oracle/tippecanoe/README.md" >&2
    exit 1
}
exec "$@"
