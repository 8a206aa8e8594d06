# shellcheck shell=bash
# Walks the sample snapshot through the command line. Needs cli.sh and its dependencies.

# Shows the command as one would type it, and runs it. The sample is restorable, so any
# failure ends the walk.
walk_step() {
    local code=0
    printf '\n$ etcd-recovery'
    printf ' %q' "$@"
    printf '\n'
    "$packaging/etcd-recovery" "$@" || code=$?
    if [ "$code" -ne 0 ]; then
        die "the walk ends here, because this command ended with $code. It should not, on the sample: what it printed above says why"
    fi
}

walk_sample() {
    local snapshot=$root/assets/sample/kubernetes.db out
    cli_prepare
    out=$(umask 077 && mktemp -d) || die "a directory for what is restored cannot be made: let TMPDIR name one that can be written"
    walk_step snapshot verify "$snapshot"
    walk_step snapshot status "$snapshot" -w table
    walk_step restore "$snapshot" --token sample --out "$out" \
        --member m1=http://127.0.0.1:2380 --member m2=http://127.0.0.1:3380 --member m3=http://127.0.0.1:4380
    printf '\nWritten to %s:\n' "$out"
    (cd -- "$out" && find . -type f -exec ls -lh {} +)
}
