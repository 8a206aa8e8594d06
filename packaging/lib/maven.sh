# shellcheck shell=bash
# Finds Maven, or unpacks one into the user cache. Needs common.sh.

maven_oldest=3.8.7
maven_version=3.9.16
maven_sha512=831a8591fe20c8243b1dbe7d71e3244f31d1665b0804b2e825e38cbbe5ce0cafb8338851f90780735568773e0a6cd07bbec107cda0b896b008b861075358b6f6

# Prints the Maven on the PATH if it is new enough.
maven_on_path() {
    local mvn version
    mvn=$(command -v mvn) || return 1
    version=$("$mvn" -B --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p') || return 1
    if [ -n "$version" ] && at_least "$maven_oldest" "$version"; then
        printf '%s\n' "$mvn"
    else
        say "the mvn on the PATH is ${version:-broken}, and $maven_oldest is the oldest that works here"
        return 1
    fi
}

# Downloads, checks and unpacks beside the target, so that moving it there is one rename.
# MVNW_REPOURL names a mirror of Maven Central, as it does for the Maven wrapper.
unpack_maven() {
    local target=$1 work actual
    local url=${MVNW_REPOURL:-https://repo.maven.apache.org/maven2}
    url=${url%/}/org/apache/maven/apache-maven/$maven_version/apache-maven-$maven_version-bin.tar.gz
    mkdir -p -- "$(dirname -- "$target")"
    work=$(mktemp -d -- "$target.part.XXXXXX")
    say "unpacking Maven $maven_version from $url"
    if ! download "$url" "$work/maven.tar.gz"; then
        rm -rf -- "$work"
        die "Maven $maven_version could not be downloaded from $url: install Maven $maven_oldest or later, or set MVNW_REPOURL to a mirror of Maven Central"
    fi
    actual=$(sha512_of "$work/maven.tar.gz")
    if [ "$actual" != "$maven_sha512" ]; then
        rm -rf -- "$work"
        die "$url is not Maven $maven_version: its SHA-512 is $actual, and $maven_sha512 was expected"
    fi
    tar -xzf "$work/maven.tar.gz" -C "$work"
    # Another run may have come first; its copy is as good as ours.
    if [ ! -e "$target" ]; then mv -- "$work/apache-maven-$maven_version" "$target"; fi
    rm -rf -- "$work" "$target/apache-maven-$maven_version"
}

# Sets mvn to the Maven to use.
require_maven() {
    local unpacked=$cache/maven/$maven_version
    if mvn=$(maven_on_path); then return; fi
    if [ ! -x "$unpacked/bin/mvn" ]; then unpack_maven "$unpacked"; fi
    mvn=$unpacked/bin/mvn
}

# maven ARGUMENT...: runs the Maven that require_maven set in the root of the repository.
# The two options silence warnings about libraries inside Maven that a new JDK prints.
maven() {
    MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
        "$mvn" -B -ntp -f "$root/pom.xml" "$@"
}
