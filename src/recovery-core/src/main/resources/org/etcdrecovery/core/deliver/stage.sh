
# refuse_staging: unless this plan may be staged here.
refuse_staging() {
    if [ -L "$dir" ]; then die host.link "$dir is a symbolic link; name the directory that it leads to"; fi
    read_journal
    case $event in nothing | undone) return ;; esac
    if [ "$planned" != "$plan" ]; then
        die host.other-plan "$place belongs to another plan, with the SHA-256 $planned: its state is $event"
    fi
    case $event in staging | staged) ;; *) die host.state "this plan is already $event here" ;; esac
}

# offer: what is staged here already, so that only the rest must follow.
offer() {
    find_places
    refuse_staging
    part=$place/new/member/snap/db
    say part "$(size_of "$part")"
    if [ -f "$part" ]; then
        sum=$(sha256sum <"$part")
        say part-sha256 "${sum%% *}"
    fi
}

# take FILE BYTES: so many bytes of standard input, and not one more.
take() { dd bs=1 count="$2" of="$1" 2>/dev/null || die host.full "$1 cannot be written"; }

# make DIRECTORY: with what is above it, unless that is where the operator has to decide.
make() { need "creating $1" mkdir -p -- "$1"; }

# stage: standard input is the raft snapshot, the used part of the log, and the database from $offset on.
stage() {
    find_places
    for each in "$place" ${wal_place:+"$wal_place"}; do
        above=${each%/*}
        if [ ! -d "${above:-/}" ]; then die host.no-parent "$above is not there; create it, or mount what belongs there"; fi
        make "$each"
    done
    take_lock
    refuse_staging
    printf '%s\n' "$about" >"$place/plan" || die host.full "$place/plan cannot be written"
    note staging "plan=$plan" "size=$db_size"
    new=$place/new
    log=$new/member/wal
    make "$new/member/snap"
    if [ -n "$wal" ]; then log=$wal_place/new; fi
    make "$log"
    if [ -n "$snap_name" ]; then
        take "$new/member/snap/$snap_name" "$snap_bytes"
        chmod 644 -- "$new/member/snap/$snap_name"
    fi
    take "$log/$wal_name" "$wal_bytes"
    # The rest of a segment is a hole.
    dd if=/dev/null of="$log/$wal_name" bs=1 seek="$wal_size" 2>/dev/null || die host.full "$log/$wal_name cannot be written"
    part=$new/member/snap/db
    if [ "$offset" = 0 ]; then : >"$part" || die host.full "$part cannot be written"; fi
    if [ "$(size_of "$part")" != "$offset" ]; then die host.failed "$part has changed since it was examined"; fi
    reason=$( { cat >>"$part"; } 2>&1) || die host.full "$part cannot be written: $reason"
    if [ "$(size_of "$part")" != "$db_size" ]; then
        die host.incomplete "only $(size_of "$part") of $db_size bytes of the database have arrived"
    fi
    settle
}

# settle: what is in $new is flushed, compared and called staged.
settle() {
    say phase flush
    if [ -n "$snap_name" ]; then flush "$new/member/snap/$snap_name"; fi
    flush "$part" "$log/$wal_name" "$new/member/snap" "$new/member" "$new" "$log" "$place"
    say phase compare
    {
        printf '%s  %s\n' "$db_sha256" "member/snap/db"
        if [ -n "$snap_name" ]; then printf '%s  %s\n' "$snap_sha256" "member/snap/$snap_name"; fi
        if [ -z "$wal" ]; then printf '%s  %s\n' "$wal_sha256" "member/wal/$wal_name"; fi
    } >"$place/sha256"
    compare "$new" "$place/sha256"
    if [ -n "$wal" ]; then
        printf '%s  %s\n' "$wal_sha256" "$wal_name" >"$wal_place/sha256"
        compare "$log" "$wal_place/sha256"
    fi
    note staged "plan=$plan"
    say state staged
}

# compare DIRECTORY SUMS
compare() {
    reason=$(cd -- "$1" && sha256sum -c -- "$2" 2>&1) ||
        die host.differs "what was staged in $1 is not what was sent: $(printf '%s' "$reason" | grep -v ': OK$' | tail -n 3)"
}

# recheck: what was staged, perhaps days ago, is still what was sent; else it must be staged again.
recheck() {
    begin staged
    if ! (compare_staged); then
        note staging "plan=$plan"
        exit 1
    fi
    say state staged
}

compare_staged() {
    compare "$place/new" "$place/sha256"
    if [ -n "$wal" ]; then compare "$wal_place/new" "$wal_place/sha256"; fi
}

# adopt: as stage, but another tool has copied the data directory to $incoming.
adopt() {
    find_places
    above=${place%/*}
    if [ ! -d "${above:-/}" ]; then die host.no-parent "$above is not there; create it, or mount what belongs there"; fi
    make "$place"
    take_lock
    refuse_staging
    printf '%s\n' "$about" >"$place/plan" || die host.full "$place/plan cannot be written"
    note staging "plan=$plan" "size=$db_size"
    new=$place/new
    log=$new/member/wal
    part=$new/member/snap/db
    if [ -d "$incoming" ]; then
        if [ -e "$new" ]; then need "removing $new" rm -rf -- "$new"; fi
        need "taking $incoming" mv -T -- "$incoming" "$new"
    fi
    settle
}

# discard: removes what $plan has only staged. What was moved aside earlier stays, and its journal with it.
discard() {
    begin staging staged
    for part in "$place/new" ${wal_place:+"$wal_place/new"}; do
        if [ -e "$part" ]; then
            say removed "$part"
            need "removing $part" rm -rf -- "$part"
        fi
    done
    aside=
    set +f
    for each in "$place"/old-* "$place"/undone-* ${wal_place:+"$wal_place"/old-* "$wal_place"/undone-*}; do
        if [ -e "$each" ]; then aside=$each; fi
    done
    set -f
    if [ -n "$aside" ]; then
        note undone "plan=$plan"
        say state undone
        return
    fi
    if [ -n "$wal_place" ]; then need "removing $wal_place" rm -rf -- "$wal_place"; fi
    need "removing $place" rm -rf -- "$place"
    say state nothing
}
