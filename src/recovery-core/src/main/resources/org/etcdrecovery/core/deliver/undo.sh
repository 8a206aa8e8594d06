
# undo: what was activated is moved aside, and what was there before comes back. $writes says what became of what clients
# have written to it: none, saved, unsaved or unknown.
undo() {
    begin activating activated started undoing undone
    if [ "$event" = undone ]; then
        start_what_was
        say state undone
        return
    fi
    if [ -z "$old" ]; then die host.state "$place/journal does not say where the old directory is, so nothing is moved"; fi
    if [ "$event" != undoing ]; then
        aside=undone-$(date -u +%Y%m%dT%H%M%SZ)
        step=
        wrote=$writes
        note undoing "plan=$plan" "aside=$aside" "writes=$wrote"
    fi
    if [ "$service_kind" = static-pod ]; then
        find_parked
        park "${service%/*}/kube-apiserver.yaml"
        # With a quarantine, the original is parked already.
        if [ -e "$parked/${service##*/}" ]; then rm -f -- "$service"; else park "$service"; fi
    else
        stop_service
    fi
    wait_closed
    release
    if [ "$step" != away ]; then
        take_away "$dir" "$place" "$mounted"
        if [ -n "$wal" ]; then take_away "$wal" "$wal_place" "$wal_mounted"; fi
        note undoing step=away
    fi
    if [ -n "$wal" ]; then bring_back "$wal" "$wal_place" "$wal_mounted"; fi
    bring_back "$dir" "$place" "$mounted"
    note undone "plan=$plan" "aside=$aside" "writes=$wrote" quarantine=
    start_what_was
    say state undone
}

# start_what_was: starts the old member, if that is wanted and there was one. On an empty directory, etcd would begin a new
# member, or with others such as it a new cluster, under the old token.
start_what_was() {
    if [ "$start_old" != yes ]; then return; fi
    if [ "$before" = no ]; then
        say blank "$dir"
        return
    fi
    port=
    start_service
}

# take_away DIRECTORY PLACE MOUNTED
take_away() {
    # What is still staged was never put in place.
    if ! is_empty "$2/new"; then return; fi
    if [ -n "$3" ]; then
        make "$2/$aside"
        move_contents "$1" "$2/$aside"
    elif [ -e "$1" ] && [ ! -e "$2/$aside" ]; then
        need "moving $1 aside" mv -T -- "$1" "$2/$aside"
    fi
    flush "$2" "${1%/*}/"
}

# bring_back DIRECTORY PLACE MOUNTED
bring_back() {
    if [ ! -e "$2/$old" ]; then return; fi
    if [ -n "$3" ]; then
        move_contents "$2/$old" "$1"
        rmdir -- "$2/$old"
    else
        need "bringing $1 back" mv -T -- "$2/$old" "$1"
    fi
    flush "$1" "$2" "${1%/*}/"
}

# wrote_to DIRECTORY: what became of what clients wrote to an undone one, as the journal has it; nothing if it has not.
wrote_to() {
    sed -n "s/^[^ ]* undone .*aside=${1##*/} writes=\\([a-z]*\\) .*/\\1/p" -- "$place/journal" 2>/dev/null | tail -n 1
}

# clean: removes what is staged and what was moved aside, and with it the way back; all of it, or nothing. What is in the place
# of the data directory is never touched. It can be repeated after a run that failed on other hosts.
clean() {
    find_places
    if [ ! -e "$place" ] && [ ! -L "$dir" ]; then
        say removed "0 nothing: there is no $place"
        say state nothing
        return
    fi
    # What is only staged can be sent again, whatever plan it is of.
    anyones=yes
    begin staging staged activated started undone
    if [ -n "$port" ]; then die host.state "the quarantine is still there; lift it first"; fi
    set +f
    for kept in "$place"/old-* "$place"/undone-* ${wal_place:+"$wal_place"/old-* "$wal_place"/undone-*}; do
        if [ -e "$kept" ]; then may_go "$kept"; fi
    done
    for kept in "$place"/old-* "$place"/undone-* "$place"/new ${wal_place:+"$wal_place"/old-* "$wal_place"/undone-* "$wal_place"/new}; do
        if [ -e "$kept" ]; then
            say removed "$(du -sk -- "$kept" 2>/dev/null | cut -f 1) $kept"
            need "removing $kept" rm -rf -- "$kept"
        fi
    done
    set -f
    if [ -n "$wal_place" ]; then need "removing $wal_place" rm -rf -- "$wal_place"; fi
    need "removing $place" rm -rf -- "$place"
    say state nothing
}

# may_go DIRECTORY: dies if it has to stay.
may_go() {
    case ${1##*/} in
        old-*)
            case $event in
                activated | started) ;;
                *) die host.state "nothing was removed: $1 is an old directory that is not back in place" ;;
            esac
            if [ "$replaced" != yes ]; then
                die host.state "nothing was removed: $1 is the way back until the cluster is proven and a snapshot of it is saved"
            fi
            if [ ! -f "$dir/member/snap/db" ]; then
                die host.state "nothing was removed: there is no new member in $dir, so $1 may be all that is left"
            fi
            ;;
        undone-*)
            case $event in
                activated | started) ;;
                *)
                    if [ "$before" != no ] && ! occupied "$dir"; then
                        die host.state "nothing was removed: what was in $dir before is not back, so $1 may be all that is left"
                    fi
                    ;;
            esac
            if [ "$discard" = yes ]; then return; fi
            case $(wrote_to "$1") in
                none | saved) ;;
                unsaved) as_staged "$1" || die host.unsaved "nothing was removed: $1 has what clients wrote after the activation, and it was not saved" ;;
                *) as_staged "$1" || die host.unsaved "nothing was removed: clients may have written to $1 after the activation, and nothing says that it was saved" ;;
            esac
            ;;
    esac
}

# as_staged DIRECTORY: whether it is byte for byte what was sent, so that it can be sent again.
as_staged() { [ -f "${1%/*}/sha256" ] && (compare "$1" "${1%/*}/sha256") >/dev/null; }
