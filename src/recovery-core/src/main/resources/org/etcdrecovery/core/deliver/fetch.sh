
# fetchable: the files of a stopped member, with size, time and SHA-256 each. Changes nothing.
fetchable() {
    if [ -L "$dir" ]; then die host.link "$dir is a symbolic link; name the directory that it leads to"; fi
    if [ ! -d "$dir" ]; then die fetch.absent "$dir is not there, or not a directory"; fi
    if [ ! -r "$dir" ] || [ ! -x "$dir" ]; then die fetch.unreadable "$dir may not be read by this user"; fi
    if [ ! -d "$dir/member" ] && [ -z "$wal" ]; then die fetch.foreign "$dir has no member directory, so it is not a data directory of etcd"; fi
    refuse_running
    cd -- "$dir" || die fetch.unreadable "$dir may not be read by this user"
    fetch_list file member
    if [ -n "$wal" ]; then
        cd -- "$wal" || die fetch.unreadable "$wal may not be read by this user"
        fetch_list wal-file .
    fi
    refuse_running
}

refuse_running() {
    for pid in $(holders "$dir"); do
        die fetch.running "process $pid has files in $dir open: stop this member first, or save a snapshot from it"
    done
}

fetch_list() {
    unreadable=$(find "$2" ! -readable 2>/dev/null | head -n 1)
    if [ -n "$unreadable" ]; then die fetch.unreadable "$unreadable in $dir may not be read by this user"; fi
    find "$2" -type f ! -path '*/.etcd-recovery*' ! -name '*.tmp' | while IFS= read -r file; do
        sum=$(sha256sum <"$file") || sum=unreadable
        say "$1" "$(stat -c '%s %Y' -- "$file") ${sum%% *} ${file#./}"
    done
}

# fetch: one file of these, $file below $from, from $offset on; the answer is the content and nothing else.
fetch() {
    trap - EXIT
    cd -- "$from" || exit 1
    tail -c "+$((offset + 1))" -- "$file"
}
