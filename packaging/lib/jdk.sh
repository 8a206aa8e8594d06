# shellcheck shell=bash
# Finds or installs the JDK that builds and runs this repository. Needs common.sh.

jdk_version=25

# A JDK states its version in a file, so that none has to be started to ask.
is_jdk() {
    [ -x "$1/bin/javac" ] && grep -q "^JAVA_VERSION=\"${jdk_version}[.\"]" "$1/release" 2>/dev/null
}

# The home of the javac on the PATH, behind whatever links lead to it.
jdk_on_path() {
    local javac
    javac=$(command -v javac) || return 0
    javac=$(readlink -f -- "$javac" 2>/dev/null) || return 0
    dirname -- "$(dirname -- "$javac")"
}

# Prints the home of the first JDK found: JAVA_HOME, PATH, then the places where
# distributions, SDKMAN, IDEs, asdf, mise and macOS keep theirs.
find_jdk() {
    local home
    for home in "${JAVA_HOME:-}" "$(jdk_on_path)" \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/*jdk* /opt/*jdk* /opt/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home \
        "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if is_jdk "$home"; then
            printf '%s\n' "$home"
            return
        fi
    done
    if [ -x /usr/libexec/java_home ]; then
        home=$(/usr/libexec/java_home -v "$jdk_version" 2>/dev/null) || return 1
        if is_jdk "$home"; then printf '%s\n' "$home"; fi
        return
    fi
    return 1
}

# How to get one without root, in a place that find_jdk looks at.
jdk_advice() {
    local os arch
    case $(uname -s) in Darwin) os=mac ;; *) os=linux ;; esac
    case $(uname -m) in aarch64 | arm64) arch=aarch64 ;; *) arch=x64 ;; esac
    if [ -f /etc/alpine-release ]; then os=alpine-linux; fi
    printf 'this needs JDK %s, and this system has no package of it that we can install: run ' "$jdk_version"
    # shellcheck disable=SC2016 # for the reader's shell to expand
    printf '"mkdir -p ~/.jdks && curl -fL https://api.adoptium.net/v3/binary/latest/%s/ga/%s/%s/jdk/hotspot/normal/eclipse | tar -xz -C ~/.jdks", ' \
        "$jdk_version" "$os" "$arch"
    printf 'or set JAVA_HOME to a JDK %s, and start again.\n' "$jdk_version"
}

# Exports JAVA_HOME, installing a JDK from the distribution where that has one, or ends
# the script with what to do.
require_jdk() {
    local home
    if ! home=$(find_jdk); then
        refresh_package_lists
        install_package "JDK $jdk_version" \
            "openjdk-$jdk_version-jdk-headless" "java-$jdk_version-openjdk-devel" "openjdk$jdk_version-jdk" "temurin-$jdk_version-jdk" || true
        home=$(find_jdk) || die "$(jdk_advice)"
    fi
    export JAVA_HOME=$home
}
