# SPDX-License-Identifier: MIT
# What tools/check and tools/quickstart have in common; to be sourced, not run.
# Every step looks first whether its work is done, so a script can be stopped and started again.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# say TEXT...: a heading, with the seconds since the start.
say() {
    printf '\n== [%4d s] %s\n' "$SECONDS" "$*"
}

# fail TEXT...: the reason on stderr, and the end.
fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# as_root COMMAND...: the command with the rights to install.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "installing needs root: run it as root, or install sudo"
    fi
}

# have_node: a Node.js of 18 or later with its npm, wherever it comes from.
have_node() {
    command -v npm >/dev/null && command -v node >/dev/null &&
        [ "$(node -p 'parseInt(process.versions.node)')" -ge 18 ]
}

# missing_packages KIND...: those of tools/dev/packages of these kinds that are not installed.
missing_packages() {
    local kind package
    while read -r kind package; do
        case " $* " in *" $kind "*) ;; *) continue ;; esac
        case $package in nodejs | npm) have_node && continue ;; esac
        dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' ||
            printf '%s\n' "$package"
    done < <(grep -E '^[a-z]' "$root/tools/dev/packages")
}

# need_root KIND...: ends with what an administrator has to run, if packages are missing and the
# rights to install them.
need_root() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" -gt 0 ] && ! (as_root true); then
        fail "have an administrator run: apt-get install --no-install-recommends ${missing[*]}"
    fi
}

# install_packages KIND...: with apt-get, the missing ones only, nothing recommended.
install_packages() {
    [ -r /etc/debian_version ] || fail "this is not Debian; tools/dev/packages names what is needed"
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" = 0 ]; then
        say "packages: all there"
        return
    fi
    need_root "$@"
    say "packages: installing ${missing[*]}"
    local apt=(as_root env DEBIAN_FRONTEND=noninteractive apt-get -q)
    [ -n "${lists_are_new-}" ] || "${apt[@]}" update &&
        lists_are_new=yes && "${apt[@]}" install -y --no-install-recommends "${missing[@]}" ||
        fail "apt-get could not install them; is there a network, and a source for Debian's main?"
}

# download_package PACKAGE: its .deb into this folder; what it depends on is not wanted.
download_package() {
    local download=(apt-get -q -o APT::Sandbox::User=root download "$1")
    "${download[@]}" || { as_root apt-get update -q && "${download[@]}"; } ||
        fail "apt-get could not download $1; is there a network, and a source for Debian's main?"
}

# install_npm FOLDER: what its package-lock.json names, unless it is there already.
install_npm() {
    local folder=$root/$1
    if [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
        say "npm: $1 is complete"
        return
    fi
    say "npm: installing for $1"
    command -v npm >/dev/null || fail "npm is not installed; tools/dev/packages names what is needed"
    (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error \
        --fetch-retry-maxtimeout=10000) ||
        fail "npm could not install what $1/package-lock.json names; without a network this cannot go on"
    touch "$folder/node_modules/.package-lock.json"
}

# build_viewer: the web page that `tamga serve` shows.
build_viewer() {
    local viewer=$root/tools/viewer
    install_npm tools/viewer
    if [ -e "$viewer/dist/index.html" ] && [ -z "$(find "$viewer" -name node_modules -prune -o \
        -type f -newer "$viewer/dist/index.html" -not -path '*/dist/*' -print -quit)" ]; then
        say "the viewer: all there"
        return
    fi
    say "building: the viewer"
    (cd "$viewer" && npm run build)
}

# jobs_at_once: compilers at a time, as many as there are processors and room for: each may hold
# a gigabyte.
jobs_at_once() {
    awk -v processors="$(nproc)" '/^MemAvailable/ {
        room = int($2 / 1000000)
        print room < 1 ? 1 : room < processors ? room : processors
    }' /proc/meminfo
}

# build PRESET [TARGET...]: configures and builds; all that the preset has if no target is named.
build() {
    local preset=$1
    shift
    say "building: preset $preset"
    cd "$root"
    cmake --preset "$preset"
    cmake --build --preset "$preset" --parallel "$(jobs_at_once)" ${1+--target "$@"}
}
