# shellcheck shell=bash
# What is specific to the command line. Needs program.sh.

cli_main=org.etcdrecovery.cli.Main
cli_sample=$root/assets/sample/kubernetes.db

# Serial, because the default collector sets up threads and tables that a short command
# never uses. Not limited to the C1 compiler: SHA-256 is only fast when compiled by C2. A
# small young generation, because the default, a fraction of the machine's memory, is filled
# completely before anything is collected. Netty would set up JDK Flight Recorder for its
# buffers, which takes half a second and records nothing. The library for zstd uses Unsafe, of
# which the JVM would warn on standard error.
cli_options=(-XX:+UseSerialGC -XX:-UsePerfData -Xmn16m -Dio.netty.jfr.enabled=false
    --sun-misc-unsafe-memory-access=allow)

# It only saves time, so it may fail.
cli_modernize() {
    "$JAVA_HOME/bin/java" "$packaging/lib/ModernClassFiles.java" "$program_target"/lib/picocli-*.jar >&2 ||
        say "commands will start slower: picocli stays as it was compiled"
}

# Builds the command line if necessary, and sets the variables for starting it.
cli_prepare() {
    program_is recovery-cli
    if program_is_stale; then program_build "the command line" cli_modernize; fi
    program_find_java
    program_find_jars
}

# The options of all verbs that take no value.
cli_flags=' -h --help -q --quiet --debug --hex --insecure-transport --insecure-discovery --insecure-skip-tls-verify
 --cluster --canary --no-verdict --skip-hash-check --mark-compacted --clear-alarms --drop-leased --skip-read-back
 --committed-only --dry-run --keep --show-managed-fields --show-secrets --show-values -i --ignore-case --history --keys
  --all --deleted --print-script --no-quarantine --start-old --discard-writes --yes --ansible
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

# cli_find_aot JAVA_HOME: all classes in a cache are loaded at start. The verbs that inspect
# and restore need three times as many as the others, those that talk to members eight
# times. Needs cli_find_verb.
cli_find_aot() {
    case "$cli_verb " in
        'snapshot verify '* | 'snapshot restore '* | plan\ * | restore\ *) program_find_aot "$1" etcd-recovery-judge ;;
        'snapshot save '* | endpoint\ * | cluster\ * | rehearse\ *) program_find_aot "$1" etcd-recovery-live ;;
        *) program_find_aot "$1" etcd-recovery-read ;;
    esac
}

# cli_add_options: a verb that only queries members hashes nothing and ends before C2 code
# would pay off. Needs cli_find_verb.
cli_add_options() {
    case "$cli_verb " in
        endpoint\ * | 'cluster assess '*) cli_options+=(-XX:TieredStopAtLevel=1) ;;
    esac
}

cli_train() {
    local training=("${cli_options[@]}" -cp "$program_class_path" org.etcdrecovery.cli.AotTraining)
    case $program_aot in
        */etcd-recovery-live-*)
            program_record "$1/bin/java" -cp "$program_class_path" "$packaging/lib/SampleMember.java" "$cli_sample" \
                "$1/bin/java" -XX:AOTCacheOutput=aot "${training[@]}" live "$cli_sample" . ENDPOINT
            ;;
        */etcd-recovery-judge-*) program_train "$1" "${training[@]}" judge "$cli_sample" . ;;
        *) program_train "$1" "${training[@]}" read "$cli_sample" . ;;
    esac
}
