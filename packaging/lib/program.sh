# shellcheck shell=bash
# Builds a program of this repository if it is missing or older than its sources, and finds
# what is needed to start it. Needs common.sh, jdk.sh and maven.sh. The code that every
# start runs uses as few processes as possible. A script that sources this calls program_is
# first, which sets:
#   program_module   its module under src
#   program_target   where it is built
#   program_stamp    written when a build has succeeded: its time shows what is newer,
#                    its text is the JDK

program_is() {
    program_module=$1
    program_target=$root/src/$1/target
    program_stamp=$program_target/built-with
}

# A directory becomes newer if a file in it is deleted or renamed. find must be able to
# return to where it was started, which not every user can. A user who cannot read something
# cannot have built it either.
program_is_stale() {
    [ -f "$program_stamp" ] || return 0
    [ -n "$(cd / && exec find "$root/pom.xml" "$root/src/recovery-core/pom.xml" "$root/src/$program_module/pom.xml" \
        "$root/src/recovery-core/src/main" "$root/src/$program_module/src/main" \
        -newer "$program_stamp" -print -quit 2>/dev/null)" ]
}

# program_build WHAT [COMMAND...]: quiet unless it fails, and then on stderr, because stdout
# belongs to the program. The command runs after the build, before the result is visible to
# other users. Everyone who can read the sources can read the build.
program_build() (
    what=$1
    shift
    umask 022
    for directory in "$root/src/recovery-core/target" "$program_target"; do
        if ! mkdir -p -- "$directory" 2>/dev/null || [ ! -w "$directory" ]; then
            die "$what has not been built since its sources changed, and $directory cannot be written: run packaging/${0##*/} once as the owner of $root, before it is made read-only"
        fi
    done
    require_jdk
    require_maven
    say "building $what, once"
    # Created before the build, so that files edited meanwhile are newer.
    stamp=$(mktemp -- "$program_stamp.XXXXXX")
    trap 'rm -f -- "$stamp"' EXIT
    printf '%s\n' "$JAVA_HOME" >"$stamp"
    # Jars of an earlier version would come first on the class path.
    rm -rf -- "$program_target/lib" "$program_target/$program_module"-*.jar
    maven -q package -pl "src/$program_module" -am -Prun-only >&2 </dev/null || die "$what could not be built, see above"
    chmod a+r -- "$stamp"
    "$@"
    mv -f -- "$stamp" "$program_stamp"
)

# Sets java_home: the JDK that built the program, or another if this user does not have that
# one.
program_find_java() {
    java_home=$(<"$program_stamp")
    if [ ! -x "$java_home/bin/java" ]; then
        require_jdk
        java_home=$JAVA_HOME
    fi
}

# Sets program_class_path: our jar first, then its dependencies in the order of their names.
program_find_jars() {
    local jar
    case $root in *:*) die "$root has a colon in its name, which separates the parts of a class path: move it" ;; esac
    program_class_path=
    for jar in "$program_target/$program_module"-*.jar "$program_target"/lib/*.jar; do
        case $jar in *-tests.jar | *-sources.jar | *-javadoc.jar) continue ;; esac
        program_class_path=$program_class_path${program_class_path:+:}$jar
    done
}

# program_find_aot JAVA_HOME NAME: sets program_aot, the AOT cache of that name for this
# release of the JDK, which accepts no other's. An empty file records a failed attempt.
program_find_aot() {
    local line release=
    while read -r line; do
        case $line in JAVA_RUNTIME_VERSION=*) release=${line#*=} ;; esac
    done <"$1/release"
    program_aot=$program_target/$2-${release//\"/}.aot
}

# It is only valid for exactly the jars with which it was recorded.
program_aot_is_stale() {
    local jar
    [ -f "$program_aot" ] || return 0
    for jar in "$program_target/$program_module"-*.jar "$program_target"/lib/*.jar; do
        if [ "$jar" -nt "$program_aot" ]; then return 0; fi
    done
    return 1
}

# program_train JAVA_HOME OPTION...: loading classes takes much of the start-up time, which
# a cache recorded in one training run saves. Everything also works without it, so a failure
# here is ignored. The options are java's, including the class path and the main class. The
# run gets a new empty directory to write to.
program_train() {
    local java=$1/bin/java
    shift
    program_record "$java" -XX:AOTCacheOutput=aot "$@"
}

# program_record COMMAND...: the same for a command that starts java itself and passes the
# cache's option to it.
program_record() (
    [ -w "$program_target" ] || exit 0
    umask 022
    work=$(mktemp -d -- "$program_target/training.XXXXXX" 2>/dev/null) || exit 0
    trap 'cd / && rm -rf -- "$work"; exit 0' EXIT
    cd -- "$work"
    "$@" >/dev/null 2>&1 </dev/null || true
    if [ ! -f aot ]; then : >aot; fi
    mv -f -- aot "$program_aot"
) 2>/dev/null
