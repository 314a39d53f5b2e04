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

# install_packages KIND...: with apt-get, the missing ones only, nothing recommended.
install_packages() {
    [ -r /etc/debian_version ] || fail "this is not Debian; tools/dev/packages names what is needed"
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" = 0 ]; then
        say "packages: all there"
        return
    fi
    say "packages: installing ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        "${missing[@]}"
}

# install_npm FOLDER: what its package-lock.json names, unless it is there already.
install_npm() {
    local folder=$root/$1
    if [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
        say "npm: $1 is complete"
        return
    fi
    say "npm: installing for $1"
    (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts)
    touch "$folder/node_modules/.package-lock.json"
}

# build_viewer: the web page that `tamga serve` shows.
build_viewer() {
    [ -e "$root/tools/viewer/package-lock.json" ] || return 0
    install_npm tools/viewer
    say "building: the viewer"
    (cd "$root/tools/viewer" && npm run build)
}

# build PRESET: configures and builds.
build() {
    say "building: preset $1"
    cd "$root"
    cmake --preset "$1"
    cmake --build --preset "$1" --parallel "$(nproc)"
}
