# shellcheck shell=bash
# The whole way on the sample snapshot, by the command line. Needs common.sh.

# Shows the command as one would type it, and runs it. Only the verdict's exit code 1,
# restorable with care, is no reason to stop.
walk_step() {
    local code=0
    printf '\n$ etcd-recovery'
    printf ' %q' "$@"
    printf '\n'
    "$packaging/etcd-recovery" "$@" || code=$?
    if [ "$code" -gt 1 ] || { [ "$code" -eq 1 ] && [ "$2" != verify ]; }; then exit "$code"; fi
}

walk_sample() {
    local snapshot=$root/assets/sample/kubernetes.db out
    out=$(mktemp -d)
    walk_step snapshot verify "$snapshot"
    walk_step snapshot status "$snapshot" -w table
    walk_step restore "$snapshot" --token sample --out "$out" \
        --member m1=http://127.0.0.1:2380 --member m2=http://127.0.0.1:3380 --member m3=http://127.0.0.1:4380
    printf '\nWritten to %s:\n' "$out"
    (cd -- "$out" && find . -type f -exec ls -lh {} +)
}
