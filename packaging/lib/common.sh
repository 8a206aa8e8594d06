# shellcheck shell=bash
# Shared by the scripts beside this directory; sourced, never run. Works with the bash
# 3.2 of macOS. Sets:
#   root    the repository
#   cache   what is downloaded or built once a user

# shellcheck disable=SC2034 # both are used by the scripts that source this file
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${RECOVERY_CONSOLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/recovery-console-for-etcd}

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# as_root COMMAND...: runs it as root; fails where that would need a password that
# nobody is there to type.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        sudo -- "$@"
    else
        return 1
    fi
}

# install_package WHAT NAME...: installs the first of the names that the distribution
# has, and says so before. The names are those of the different distributions. Fails,
# having changed nothing, where none is known or we may not install.
install_package() {
    local what=$1 name
    shift
    for name in "$@"; do
        if command -v apt-get >/dev/null; then
            if [ -z "$(apt-cache madison "$name" 2>/dev/null)" ]; then continue; fi
            say "installing $what: apt-get install $name"
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$name" >&2 && return
        elif command -v dnf >/dev/null; then
            if ! dnf -q list "$name" >/dev/null 2>&1; then continue; fi
            say "installing $what: dnf install $name"
            as_root dnf install -y -q "$name" >&2 && return
        elif command -v zypper >/dev/null; then
            if ! zypper -q info "$name" 2>/dev/null | grep -q '^Name'; then continue; fi
            say "installing $what: zypper install $name"
            as_root zypper --non-interactive install "$name" >&2 && return
        elif command -v apk >/dev/null; then
            if [ -z "$(apk search -e "$name" 2>/dev/null)" ]; then continue; fi
            say "installing $what: apk add $name"
            as_root apk add -q "$name" >&2 && return
        fi
    done
    return 1
}

# Debian's own containers come without package lists, so that nothing is found in them.
refresh_package_lists() {
    if command -v apt-get >/dev/null && [ -z "$(apt-cache madison bash 2>/dev/null)" ]; then
        say "fetching the package lists: apt-get update"
        as_root apt-get update -q >&2 || true
    fi
}

# at_least WANTED ACTUAL, as dotted numbers; what follows them is not looked at.
at_least() {
    local IFS=. i wanted actual
    # shellcheck disable=SC2206 # splitting at the dots is the point
    wanted=(${1%%[!0-9.]*}) actual=(${2%%[!0-9.]*})
    for i in 0 1 2; do
        if [ "${actual[i]:-0}" -ne "${wanted[i]:-0}" ]; then
            [ "${actual[i]:-0}" -gt "${wanted[i]:-0}" ]
            return
        fi
    done
}

# The version of a package that apt-get would install, without the epoch; 0 if none.
offered_version() {
    local version
    version=$(apt-cache madison "$1" 2>/dev/null | sed -n '1s/^[^|]*| *\([0-9]*:\)\{0,1\}\([^ ]*\).*/\2/p')
    printf '%s\n' "${version:-0}"
}

# download URL FILE, with whatever proxy curl or wget is set up for.
download() {
    if command -v curl >/dev/null; then
        curl -fsSL --retry 3 -o "$2" -- "$1"
    elif command -v wget >/dev/null; then
        wget -q -O "$2" -- "$1"
    else
        say "neither curl nor wget is there to download $1"
        return 1
    fi
}

sha512_of() {
    if command -v sha512sum >/dev/null; then
        sha512sum -- "$1" | cut -d ' ' -f 1
    else
        shasum -a 512 -- "$1" | cut -d ' ' -f 1
    fi
}
