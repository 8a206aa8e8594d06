# shellcheck shell=bash
# What is specific to building and training the command line. Needs program.sh and verb.sh.

cli_sample=$root/assets/sample/kubernetes.db

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

# cli_find_aot JAVA_HOME: finds the AOT cache for the verb. Needs cli_find_verb.
cli_find_aot() {
    cli_find_cache
    program_find_aot "$1" "etcd-recovery-$cli_cache"
}

cli_train() {
    local training=("${cli_options[@]}" "${cli_recording[@]}" -cp "$program_class_path" org.etcdrecovery.cli.AotTraining)
    case $program_aot in
        */etcd-recovery-live-*)
            program_record "$1/bin/java" -cp "$program_class_path" "$packaging/lib/SampleMember.java" "$cli_sample" \
                "$1/bin/java" -XX:AOTCacheOutput=aot "${training[@]}" live "$cli_sample" . ENDPOINT
            ;;
        */etcd-recovery-judge-*) program_train "$1" "${training[@]}" judge "$cli_sample" . ;;
        *) program_train "$1" "${training[@]}" read "$cli_sample" . ;;
    esac
}
