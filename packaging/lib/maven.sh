# shellcheck shell=bash
# Finds Maven, or installs the distribution's. Needs common.sh.

maven_oldest=3.8.7

# Prints the first Maven on the PATH that is new enough.
find_maven() {
    local mvn version
    while read -r mvn; do
        version=$("$mvn" -B --version 2>/dev/null </dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p') || true
        if [ -n "$version" ] && at_least "$maven_oldest" "$version"; then
            printf '%s\n' "$mvn"
            return
        fi
        if [ -n "$mvn" ]; then say "$mvn is ${version:-broken}, and $maven_oldest is the oldest that works here"; fi
    done <<<"$(type -aP mvn)"
    return 1
}

# Sets mvn to the Maven to use, or ends the script and says what to do.
require_maven() {
    if mvn=$(find_maven); then return; fi
    refresh_package_lists
    if ! command -v apt-get >/dev/null || at_least "$maven_oldest" "$(offered_version maven)"; then
        install_package Maven maven || true
    fi
    mvn=$(find_maven) ||
        die "this needs Maven $maven_oldest or later, and this system has no package of it that we can install: unpack one (https://maven.apache.org/download.cgi), put its bin directory at the front of the PATH, and start again"
}

# maven ARGUMENT...: runs the Maven that require_maven set in the root of the repository.
# The two options silence warnings about libraries inside Maven that a new JDK prints.
maven() {
    MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
        "$mvn" -B -ntp -f "$root/pom.xml" "$@"
}
