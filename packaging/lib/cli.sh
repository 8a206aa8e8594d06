# shellcheck shell=bash
# Builds the command line when it is not there or older than its sources. Needs
# common.sh, jdk.sh and maven.sh. What every start runs uses as few processes as it can.

cli_target=$root/src/recovery-cli/target
cli_main=org.etcdrecovery.cli.Main
# Written when a build has succeeded: its time tells what is newer, its text is the JDK.
cli_stamp=$cli_target/built-with

# Serial, because the default collector starts threads and tables that a short command
# never uses. Not limited to the C1 compiler: SHA-256 is only fast in code of C2.
# A small young generation, because the default, a part of the machine's memory, is filled
# to its end before anything is collected.
cli_options=(-XX:+UseSerialGC -XX:-UsePerfData -Xmn16m)

# A directory becomes newer when a file in it is deleted or renamed.
cli_is_stale() {
    [ -f "$cli_stamp" ] || return 0
    [ -x "$(<"$cli_stamp")/bin/java" ] || return 0
    [ -n "$(find "$root/pom.xml" "$root/src/recovery-core/pom.xml" "$root/src/recovery-cli/pom.xml" \
        "$root/src/recovery-core/src/main" "$root/src/recovery-cli/src/main" \
        -newer "$cli_stamp" -print -quit)" ]
}

# Quiet unless it fails, and then on stderr: stdout belongs to the command.
cli_build() {
    local stamp
    say "building the command line, once"
    require_jdk
    require_maven
    # Taken before the build, so that what is edited meanwhile counts as newer.
    mkdir -p -- "$cli_target"
    stamp=$(mktemp -- "$cli_stamp.XXXXXX")
    printf '%s\n' "$JAVA_HOME" >"$stamp"
    if ! maven -q package -pl src/recovery-cli -am -Prun-only >&2; then
        rm -f -- "$stamp"
        die "the command line could not be built, see above"
    fi
    chmod a+r -- "$stamp"
    # Only saves time, so that it may fail.
    "$JAVA_HOME/bin/java" "$packaging/lib/ModernClassFiles.java" "$cli_target"/lib/picocli-*.jar >&2 ||
        say "commands will start slower: picocli stays as it was compiled"
    mv -f -- "$stamp" "$cli_stamp"
}

# Sets cli_class_path: our jar first, then its dependencies in the order of their names.
cli_find_jars() {
    local jar
    cli_class_path=
    for jar in "$cli_target"/recovery-cli-*.jar "$cli_target"/lib/*.jar; do
        case $jar in *-tests.jar | *-sources.jar | *-javadoc.jar) continue ;; esac
        cli_class_path=$cli_class_path${cli_class_path:+:}$jar
    done
}

# cli_find_aot JAVA_HOME ARGUMENT...: sets cli_aot, the AOT cache that goes with this
# release of the JDK, which takes no other's, and with these arguments: all classes in a
# cache are loaded at start, and the verbs that judge and restore need three times as many
# as the others. An empty one stands for a try that failed.
cli_find_aot() {
    local line release=
    while read -r line; do
        case $line in JAVA_RUNTIME_VERSION=*) release=${line#*=} ;; esac
    done <"$1/release"
    case "${2:-} ${3:-}" in
        'snapshot verify' | 'snapshot restore' | plan\ * | restore\ *) cli_aot=judge ;;
        *) cli_aot=read ;;
    esac
    cli_aot=$cli_target/etcd-recovery-$cli_aot-${release//\"/}.aot
}

# It is only good for exactly the jars that it was made with.
cli_aot_is_stale() {
    local jar
    [ -f "$cli_aot" ] || return 0
    for jar in "$cli_target"/recovery-cli-*.jar "$cli_target"/lib/*.jar; do
        if [ "$jar" -nt "$cli_aot" ]; then return 0; fi
    done
    return 1
}

# Half of the time of a short command is loading classes, which a cache made in one
# rehearsal takes away. It only saves time: without it everything works as well.
cli_rehearse() {
    local work rehearsal=("$cli_main" snapshot status "$root/assets/sample/kubernetes.db" -w table)
    work=$(mktemp -d -- "$cli_target/rehearsal.XXXXXX" 2>/dev/null) || return 0
    case $cli_aot in
        */etcd-recovery-judge-*) rehearsal=(org.etcdrecovery.cli.Rehearsal "$root/assets/sample/kubernetes.db" "$work") ;;
    esac
    "$1/bin/java" "${cli_options[@]}" -XX:AOTCacheOutput="$work/aot" -cp "$cli_class_path" "${rehearsal[@]}" \
        >/dev/null 2>&1 || true
    if [ ! -f "$work/aot" ]; then : >"$work/aot"; fi
    mv -f -- "$work/aot" "$cli_aot"
    rm -rf -- "$work"
}
