# shellcheck shell=bash
# Finds or installs the Go that builds the real etcd for the tests. Needs common.sh and
# download.sh.

go_version=1.26
go_modules=$root/packaging/etcd

# in_module MODULE COMMAND...: runs it for this machine and from exactly the checksums
# committed here, whatever workspace or cross-compilation the user has set up.
in_module() {
    local module=$1
    shift
    (cd -- "$go_modules/$module" && env -u GOOS -u GOARCH GOWORK=off GO111MODULE=on CGO_ENABLED=0 "$@")
}

# Go 1.21 and later fetches a newer Go that a module requires, unless set up not to, so
# trying it is better than comparing versions.
is_go() { [ -x "$1" ] && in_module 3.7.3 "$1" list -m >/dev/null 2>&1; }

# Prints the first Go found that can build the judges: PATH, then where Go's own
# instructions put it, then the user cache.
find_go() {
    local go
    for go in "$(command -v go)" /usr/local/go/bin/go "$cache"/go/*/bin/go; do
        if is_go "$go"; then
            printf '%s\n' "$go"
            return
        fi
    done
    return 1
}

# The name of this platform in the file names of Go's releases.
go_platform() {
    local arch
    arch=$(uname -m)
    case $arch in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; esac
    printf '%s-%s' "$(uname -s | tr '[:upper:]' '[:lower:]')" "$arch"
}

# Prints file name and SHA-256 of each release of Go for this machine, newest first, from
# the index that go.dev serves as JSON.
go_releases() {
    tr -d ' \t\r\n' <"$1" | tr '{' '\n' |
        sed -n "s/^\"filename\":\"\(go[0-9.]*\.$(go_platform)\.tar\.gz\)\".*\"sha256\":\"\([0-9a-f]\{64\}\)\".*/\1 \2/p"
}

# Downloads Go's own release to the user cache. RECOVERY_CONSOLE_GO_MIRROR names a server
# with the same paths as go.dev/dl. Fails if we may not download, and ends the script if the
# checksum differs.
download_go() {
    local mirror=${RECOVERY_CONSOLE_GO_MIRROR:-https://go.dev/dl} work file='' sum=''
    mirror=${mirror%/}
    may_download "Go $go_version" "$mirror" || return 1
    require_curl
    work=$(mktemp -d)
    if download "$mirror/?mode=json" "$work/index"; then read -r file sum <<<"$(go_releases "$work/index")"; fi
    rm -rf -- "$work"
    if [ -z "$sum" ]; then
        say "$mirror names no Go for this machine"
        return 1
    fi
    unpack_download "Go" "$mirror/$file" "$sum" "$cache/go" || exit 1
}

# Sets go, installing it from the distribution if possible, or else from go.dev. Fails,
# having asked once, if there is none.
require_go() {
    if [ -z "${go_is_known:-}" ]; then
        go_is_known=yes
        go=$(find_go) || install_go || go=
    fi
    [ -n "$go" ]
}

install_go() {
    refresh_package_lists
    # 1.21 is the first that fetches a newer Go.
    if ! command -v apt-get >/dev/null || at_least 1.21 "$(offered_version golang-go)"; then
        if install_package Go golang-go golang go && go=$(find_go); then return; fi
    fi
    download_go && go=$(find_go)
}
