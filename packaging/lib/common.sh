# shellcheck shell=bash
# Shared by the scripts in the parent directory; sourced, never run. Works with the bash 3.2
# of macOS. Needs packaging, this directory's parent as an absolute path. Sets:
#   root    the repository
#   cache   what is downloaded or built once per user

# shellcheck source=start.sh
. "$packaging/lib/start.sh"

# cron, systemd and containers may not set it, and Maven and Go need it. bash then finds it
# in the user database.
if [ -z "${HOME:-}" ]; then
    unset HOME
    HOME=~
    export HOME
fi

root=${packaging%/*}
cache=${RECOVERY_CONSOLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/recovery-console-for-etcd}
case $cache in /*) ;; *) cache=$PWD/$cache ;; esac

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# Prints the comment at the head of the calling script.
print_help() { sed -n '2,/^set /{/^# shellcheck/d;s/^# \{0,1\}//p;}' "${BASH_SOURCE[1]}"; }

# as_root COMMAND...: runs it as root; fails if that would need a password and there is no
# terminal to ask.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        sudo -- "$@"
    else
        return 1
    fi
}

# install_package WHAT NAME...: announces and installs the first of the names that the
# distribution has; distributions use different names. Fails without changes if no name is
# known or we may not install.
install_package() {
    local what=$1 name
    shift
    for name in "$@"; do
        if command -v apt-get >/dev/null; then
            if [ -z "$(apt-cache madison "$name" 2>/dev/null)" ]; then continue; fi
            say "installing $what: apt-get install $name"
            apt_install "$name" && return
        elif command -v dnf >/dev/null; then
            if ! dnf -q list "$name" >/dev/null 2>&1; then continue; fi
            say "installing $what: dnf install $name"
            as_root dnf install -y -q "$name" >&2 && return
        elif command -v zypper >/dev/null; then
            if [ -z "$(zypper -q info "$name" 2>/dev/null | grep '^Name')" ]; then continue; fi
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

# apt_install PACKAGE...: installs them; retries with new package lists if the old ones name
# versions that no longer exist.
apt_install() {
    local command=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@")
    as_root "${command[@]}" >&2 || { as_root apt-get update -qq >&2 && as_root "${command[@]}" >&2; }
}

# Debian's container images come without package lists, so nothing would be found.
refresh_package_lists() {
    if command -v apt-get >/dev/null && [ -z "$(apt-cache madison bash 2>/dev/null)" ]; then
        say "fetching the package lists: apt-get update"
        as_root apt-get update -qq >&2 || true
    fi
}

# at_least WANTED ACTUAL, as dotted numbers; anything after them is ignored.
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

