# shellcheck shell=bash
# How java starts the command line, by its verb. Sourced by packaging/etcd-recovery, and by the
# command line of a package, which has nothing else of this directory but start.sh.

cli_main=org.etcdrecovery.cli.Main

# C2 begins ten times later than by itself. What reads a large file still reaches these numbers
# at once; of a command that judges or restores, and of a window that opens, C2 would take the
# second processor for code that pays off later or never. A command that only walks through a
# file has that processor to spare, and does without.
jit_options=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000
    -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000)

# Serial, because the default collector sets up threads and tables that a short command
# never uses. Not limited to the C1 compiler: SHA-256 is only fast when compiled by C2. A
# small young generation, because the default, a fraction of the machine's memory, is filled
# completely before anything is collected. Netty would set up JDK Flight Recorder for its
# buffers, which takes half a second and records nothing. The library for zstd uses Unsafe, of
# which the JVM would warn on standard error.
cli_options=(-XX:+UseSerialGC -XX:-UsePerfData -Xmn16m -Dio.netty.jfr.enabled=false
    --sun-misc-unsafe-memory-access=allow)

# An AOT cache records no profile of its training run. From the profile of a small sample, C2
# would compile first what was busy there, and several times over what a large file does otherwise.
cli_recording=(-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining)

# The options of all verbs that take no value.
cli_flags=' -h --help -q --quiet --debug --hex --insecure-transport --insecure-discovery --insecure-skip-tls-verify
 --cluster --canary --no-verdict --skip-hash-check --mark-compacted --clear-alarms --drop-leased --skip-read-back
 --committed-only --dry-run --keep --show-managed-fields --show-secrets --show-values -i --ignore-case --history --keys
  --all --deleted --print-script --no-quarantine --start-old --discard-writes --on-hosts --yes --ansible
  --store-virtual-host --accept-fall --sole-writer --systemd --cronjob '

# cli_find_verb ARGUMENT...: sets cli_verb to the first two arguments that are not options,
# which may come before and between the words of the verb. A wrong guess only makes the
# start slower: the program parses its arguments itself.
cli_find_verb() {
    cli_verb=
    while [ $# -gt 0 ]; do
        case $1 in
            --) return ;;
            --*=* | -[!-]?*) ;;
            -*)
                case ${cli_flags//$'\n'/} in
                    *" $1 "*) ;;
                    *) if [ $# -gt 1 ]; then shift; fi ;;
                esac
                ;;
            *)
                if [ -n "$cli_verb" ]; then
                    cli_verb="$cli_verb $1"
                    return
                fi
                cli_verb=$1
                ;;
        esac
        shift
    done
}

# cli_find_cache: sets cli_cache to the kind of AOT cache for the verb. All classes in a cache
# are loaded at start. The verbs that inspect and restore need three times as many as the others,
# those that talk to members eight times. Needs cli_find_verb.
cli_find_cache() {
    case "$cli_verb " in
        'snapshot verify '* | 'snapshot restore '* | plan\ * | restore\ *) cli_cache=judge ;;
        'snapshot save '* | endpoint\ * | cluster\ * | rehearse\ *) cli_cache=live ;;
        *) cli_cache=read ;;
    esac
}

# cli_add_options: when C2 begins. A verb that only queries members hashes nothing and ends
# before C2 code would pay off. Needs cli_find_cache.
cli_add_options() {
    case "$cli_cache $cli_verb " in
        'live endpoint '* | 'live cluster assess '*) cli_options+=(-XX:TieredStopAtLevel=1) ;;
        judge\ * | live\ *) cli_options+=("${jit_options[@]}") ;;
    esac
}

# cli_exec JAVA CLASS_PATH ARGUMENT...: becomes the command line. Needs start.sh.
cli_exec() {
    local java=$1 class_path=$2
    shift 2
    start_in_utf8

    # The JVM must print nothing to stdout, which is for the result, and nothing about its cache.
    exec "$java" "${cli_options[@]}" ${java_directory[@]+"${java_directory[@]}"} \
        -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr -cp "$class_path" "$cli_main" "$@"
}
