# shellcheck shell=bash
# What must be right before java is started. Sourced by common.sh, and by the programs of a
# package, which have nothing else of this directory but verb.sh. Sets:
#   java_directory   options for java; empty unless the current directory was removed

# If a stream is closed, a JVM gives its number to the next file it opens, and then prints
# to that file. A closed stdout is opened read-only, so that writing to it fails.
{ true 3<&0; } 2>/dev/null || exec </dev/null
{ true 3>&1; } 2>/dev/null || exec 1</dev/null
true 3>&2 || exec 2>/dev/null

# Neither a JVM nor Maven starts in a directory that was removed. Java then resolves
# relative names in a place where nothing can be found or created.
java_directory=()
if ! pwd -P >/dev/null 2>&1; then
    cd / 2>/dev/null
    java_directory=("-Duser.dir=/proc/self/cwd (deleted)")
fi

# start_in_utf8: without a UTF-8 locale, as in many rescue shells and where the locale passed by
# ssh is not installed, Java cannot even open a file with a non-ASCII name.
start_in_utf8() {
    local letter=$'\303\244'
    if [ ${#letter} -ne 1 ]; then export LC_ALL=C.UTF-8 2>/dev/null; fi
}
