# shellcheck shell=bash
# A minimal Debian in a directory, in which a script of packaging/check tries something. The
# script runs itself again with --inside, in namespaces that end with it. Needs common.sh. Sets:
#   debian    the release of this machine
#   work      a directory for this run, in both runs
#   machine   the root of the Debian, within it

debian=$(. /etc/os-release 2>/dev/null && printf '%s' "${VERSION_CODENAME:-}") || debian=

skip() {
    say "SKIPPED: $*"
    exit
}

# The first mirror in apt's configuration that has Debian's main section.
debian_mirror() {
    # shellcheck disable=SC2016 # for apt to expand
    apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        sed -n "s/^Debian $debian main //p" | sed -n 1p
}

# Skips the check where a Debian cannot be made.
require_isolation() {
    [ "$(uname -s)" = Linux ] || skip "it makes a Debian, which takes Linux"
    [ "$(id -u)" -eq 0 ] || skip "it needs root"
    command -v debootstrap >/dev/null || skip "there is no debootstrap: apt-get install debootstrap"
    unshare --mount --pid --fork true 2>/dev/null || skip "namespaces cannot be made here"
    [ -n "$(debian_mirror)" ] || skip "apt-get knows no mirror of a release of Debian (apt-get update?)"
}

# isolated ARGUMENT...: runs the calling script with --inside, the directory for the run, and
# the arguments. Everything that is mounted and started there lives in separate namespaces.
isolated() {
    work=$(mktemp -d)
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    unshare --mount --pid --fork --kill-child -- "$0" --inside "$work" "$@" &
    wait $!
}

# Processes that were just killed may still be writing.
clean_up() {
    local try
    kill -KILL $! 2>/dev/null || true
    wait 2>/dev/null || true
    for try in 1 2 3 4 5; do
        if rm -rf -- "$work"; then return; fi
        sleep "$try"
    done
}

make_debian() {
    machine=$work/machine
    say "making a minimal Debian $debian in $machine"
    debootstrap --variant=minbase "$debian" "$machine" "$(debian_mirror)" >"$work/debootstrap" 2>&1 || {
        tail -n 20 "$work/debootstrap" >&2
        die "debootstrap failed"
    }
    mount -t proc proc "$machine/proc"
    cp -- /etc/hosts /etc/resolv.conf "$machine/etc/"
    mkdir -p -- "$machine/usr/local/share/ca-certificates"
    cp -r -- /usr/local/share/ca-certificates/. "$machine/usr/local/share/ca-certificates/"
}

# expect CODE TEXT COMMAND...: shows what the command prints, and ends the check if it exits
# with another code or does not print the text.
expect() {
    local code=$1 text=$2 ended=0
    shift 2
    printf '\n# %s\n' "$*"
    "$@" 2>&1 | tee "$work/output" || ended=$?
    if [ "$ended" -ne "$code" ]; then die "FAILED: $* ended with $ended instead of $code"; fi
    grep -qF -- "$text" "$work/output" || die "FAILED: $* did not print \"$text\""
}
