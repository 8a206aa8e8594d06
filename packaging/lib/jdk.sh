# shellcheck shell=bash
# Finds or installs the JDK that builds and runs this repository. Needs common.sh and
# download.sh.

jdk_version=25

# A JDK states its version in a file, so there is no need to start it.
is_jdk() {
    [ -x "$1/bin/javac" ] && grep -q "^JAVA_VERSION=\"${jdk_version}[.\"]" "$1/release" 2>/dev/null
}

# The home of the javac on the PATH, with symbolic links resolved.
jdk_on_path() {
    local javac
    javac=$(command -v javac) || return 0
    javac=$(readlink -f -- "$javac" 2>/dev/null) || return 0
    dirname -- "$(dirname -- "$javac")"
}

# Prints the home of the first JDK found: JAVA_HOME, PATH, then the places where
# distributions, SDKMAN, IDEs, asdf, mise and macOS keep theirs, and where download_jdk puts
# ours.
find_jdk() {
    local home
    for home in "${JAVA_HOME:-}" "$(jdk_on_path)" \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/*jdk* /opt/*jdk* /opt/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home \
        "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "$cache"/jdk/* "$cache"/jdk/*/Contents/Home; do
        if is_jdk "$home"; then
            printf '%s\n' "$home"
            return
        fi
    done
    if [ -x /usr/libexec/java_home ]; then
        home=$(/usr/libexec/java_home -v "$jdk_version" 2>/dev/null) || return 1
        is_jdk "$home" || return 1
        printf '%s\n' "$home"
        return
    fi
    return 1
}

# The rest of the URL of the JDK for this machine in Adoptium's API.
jdk_build() {
    local os=linux arch
    case $(uname -s) in Darwin) os=mac ;; esac
    if [ -f /etc/alpine-release ]; then os=alpine-linux; fi
    arch=$(uname -m)
    case $arch in x86_64 | amd64) arch=x64 ;; arm64) arch=aarch64 ;; esac
    printf '%s/ga/%s/%s/jdk/hotspot/normal/eclipse' "$jdk_version" "$os" "$arch"
}

# Downloads Eclipse Temurin to the user cache. RECOVERY_CONSOLE_JDK_MIRROR names a server
# with the same paths as Adoptium's API.
download_jdk() {
    local mirror=${RECOVERY_CONSOLE_JDK_MIRROR:-https://api.adoptium.net} url work sum
    mirror=${mirror%/}
    url=$mirror/v3/binary/latest/$(jdk_build)
    may_download "JDK $jdk_version" "$url" ||
        die "this needs JDK $jdk_version, and this system has no package of it that we can install. \"packaging/run --yes\" and \"packaging/test --yes\" download it from $url into $cache and check its SHA-256; or set JAVA_HOME to a JDK $jdk_version, and start again."
    require_curl
    work=$(mktemp -d)
    download "$mirror/v3/checksum/latest/$(jdk_build)" "$work/sum" && sum=$(sed -n '1s/^\([0-9a-f]\{64\}\)\([^0-9a-f].*\)\{0,1\}$/\1/p' "$work/sum")
    rm -rf -- "$work"
    [ -n "${sum:-}" ] || die "$mirror states no SHA-256 of JDK $jdk_version: try again later, or set JAVA_HOME to a JDK $jdk_version, and start again"
    unpack_download "JDK $jdk_version" "$url" "$sum" "$cache/jdk"
}

# Exports JAVA_HOME, installing a JDK from the distribution if possible, or else from
# Adoptium. Otherwise ends the script and says what to do.
require_jdk() {
    local home
    if ! home=$(find_jdk); then
        refresh_package_lists
        install_package "JDK $jdk_version" \
            "openjdk-$jdk_version-jdk-headless" "java-$jdk_version-openjdk-devel" "openjdk$jdk_version-jdk" "temurin-$jdk_version-jdk" || true
    fi
    if ! home=$(find_jdk); then
        download_jdk
        home=$(find_jdk) || die "what was downloaded into $cache/jdk is no JDK $jdk_version: remove it, and set JAVA_HOME to one"
    fi
    export JAVA_HOME=$home
}
