# shellcheck shell=bash
# What is particular about the command line. Needs program.sh.

cli_main=org.etcdrecovery.cli.Main
cli_sample=$root/assets/sample/kubernetes.db

# Serial, because the default collector starts threads and tables that a short command
# never uses. Not limited to the C1 compiler: SHA-256 is only fast in code of C2.
# A small young generation, because the default, a part of the machine's memory, is filled
# to its end before anything is collected. Netty would set up JDK Flight Recorder for its
# buffers, half a second in which nothing is recorded.
cli_options=(-XX:+UseSerialGC -XX:-UsePerfData -Xmn16m -Dio.netty.jfr.enabled=false)

# Only saves time, so that it may fail.
cli_modernize() {
    "$JAVA_HOME/bin/java" "$packaging/lib/ModernClassFiles.java" "$program_target"/lib/picocli-*.jar >&2 ||
        say "commands will start slower: picocli stays as it was compiled"
}

# Builds the command line where that has to be done, and sets what starts it.
cli_prepare() {
    program_is recovery-cli
    if program_is_stale; then program_build "the command line" cli_modernize; fi
    program_find_java
    program_find_jars
}

# cli_find_aot JAVA_HOME ARGUMENT...: all classes in a cache are loaded at start, and the
# verbs that judge and restore need three times as many as the others, those that talk to
# members eight times.
cli_find_aot() {
    case "${2:-} ${3:-}" in
        'snapshot verify' | 'snapshot restore' | plan\ * | restore\ *) program_find_aot "$1" etcd-recovery-judge ;;
        'snapshot save' | endpoint\ * | cluster\ *) program_find_aot "$1" etcd-recovery-live ;;
        *) program_find_aot "$1" etcd-recovery-read ;;
    esac
}

# cli_add_options ARGUMENT...: what only asks members hashes nothing and is over before code
# of C2 could pay.
cli_add_options() {
    case "${1:-} ${2:-}" in
        endpoint\ * | 'cluster assess') cli_options+=(-XX:TieredStopAtLevel=1) ;;
    esac
}

cli_rehearse() {
    local rehearsal=("${cli_options[@]}" -cp "$program_class_path" org.etcdrecovery.cli.Rehearsal "$cli_sample" .)
    case $program_aot in
        */etcd-recovery-live-*)
            program_record "$1/bin/java" -cp "$program_class_path" "$packaging/lib/SampleMember.java" "$cli_sample" \
                "$1/bin/java" -XX:AOTCacheOutput=aot "${rehearsal[@]}" ENDPOINT
            ;;
        */etcd-recovery-judge-*) program_rehearse "$1" "${rehearsal[@]}" ;;
        *)
            program_rehearse "$1" "${cli_options[@]}" -cp "$program_class_path" \
                "$cli_main" snapshot status "$cli_sample" -w table
            ;;
    esac
}
