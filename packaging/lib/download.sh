# shellcheck shell=bash
# Downloads what the distribution does not have from its publisher: with consent, over TLS,
# and checked against the SHA-256 that the publisher states. Needs common.sh. A script that
# takes --yes sets assume_yes.

# may_download WHAT URL: whether we may download. CI cannot ask, and must work on a new
# machine.
may_download() {
    local answer
    if [ -n "${assume_yes:-}" ] || [ "${CI:-}" = true ]; then return; fi
    if ! [ -t 0 ] || ! [ -t 2 ]; then return 1; fi
    printf 'This needs %s, and this system has no package of it that we can install.\n' "$1" >&2
    printf 'Download it from %s\ninto %s, checked against the SHA-256 that is published there? [y/N] ' "$2" "$cache" >&2
    read -r answer || return 1
    case $answer in [yY] | [yY][eE][sS]) ;; *) return 1 ;; esac
}

# Installs the tools for downloads, if the distribution has them.
require_curl() {
    local tool
    for tool in curl tar gzip; do
        if command -v "$tool" >/dev/null; then continue; fi
        refresh_package_lists
        install_package "$tool" "$tool" || die "this needs $tool to download: install it and start again"
    done
    # Debian's curl comes without CA certificates. Other locations are left to curl, and so
    # is the error if there are none.
    if command -v apt-get >/dev/null && [ ! -s /etc/ssl/certs/ca-certificates.crt ]; then
        refresh_package_lists
        install_package "the certificates to trust" ca-certificates || true
    fi
}

# download URL FILE: over TLS, redirects included, except from a mirror on this machine.
# Uses the proxy that curl is set up for.
download() {
    local protocols='=https' progress=-sS
    case $1 in
        https://*) ;;
        http://127.0.0.1[:/]* | http://localhost[:/]*) protocols='=http,https' ;;
        *)
            say "$1 begins with neither https:// nor http://127.0.0.1"
            return 1
            ;;
    esac
    if [ -t 2 ]; then progress=--progress-bar; fi
    # No download reaches a gigabyte. Give up if the server stops sending.
    (ulimit -f 1048576 2>/dev/null || true; exec curl -fL "$progress" --proto "$protocols" --proto-redir "$protocols" \
        --connect-timeout 30 --speed-limit 1024 --speed-time 60 --retry 3 -o "$2" -- "$1")
}

sha256_of() {
    if command -v sha256sum >/dev/null; then
        sha256sum -- "$1" | cut -d ' ' -f 1
    else
        shasum -a 256 -- "$1" | cut -d ' ' -f 1
    fi
}

# unpack_download WHAT URL SHA256 DIRECTORY: unpacks the only directory in the archive to
# this one, under a name that no other run uses: completely or not at all. Ends the script
# if the checksum differs.
unpack_download() (
    what=$1 url=$2 expected=$3 directory=$4
    umask 022
    { mkdir -p -- "$directory" && work=$(mktemp -d -- "$directory/part.XXXXXX"); } ||
        die "$directory cannot be written: let RECOVERY_CONSOLE_CACHE name a directory that can"
    trap 'rm -rf -- "$work"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    say "downloading $what from $url"
    download "$url" "$work/archive" || die "$what could not be downloaded from $url"
    actual=$(sha256_of "$work/archive")
    [ "$actual" = "$expected" ] ||
        die "$url is not what is published: its SHA-256 is $actual, and $expected is stated for it. Nothing of it was used. Start again; if it happens again, do not trust that server or the network between."
    mkdir -- "$work/unpacked"
    tar -xzof "$work/archive" -C "$work/unpacked" || die "$url could not be unpacked"
    set -- "$work/unpacked"/*
    if [ $# -ne 1 ] || [ ! -d "$1" ]; then die "$url is not an archive of one directory"; fi
    mv -- "$1" "$directory/${1##*/}.${work##*.}"
)
