# shellcheck shell=bash
# Says which libraries have newer patch versions. Needs common.sh and maven.sh.

# Only a report, so it never fails and never waits long: the machine may be offline. What it
# checks is declared with the plugin in pom.xml.
report_patch_versions() {
    local report newer
    if ! command -v timeout >/dev/null; then return 0; fi
    if ! report=$(timeout 60 "$mvn" -B -ntp -N -f "$root/pom.xml" versions:display-dependency-updates 2>/dev/null); then
        say "whether libraries have newer patch versions could not be looked up"
    elif newer=$(grep -e "->" <<<"$report" | sort -u); then
        say "these libraries have newer patch versions:"
        printf '%s\n' "${newer//\[INFO\]/}" >&2
    else
        say "no library has a newer patch version"
    fi
}
