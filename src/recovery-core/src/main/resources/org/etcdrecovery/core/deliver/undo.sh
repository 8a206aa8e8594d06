
# undo: what was activated is moved aside, and what was there before comes back.
undo() {
    begin activating activated started undoing undone
    if [ "$event" = undone ]; then
        if [ "$start_old" = yes ]; then
            port=
            start_service
        fi
        say state undone
        return
    fi
    if [ -z "$old" ]; then die host.state "$place/journal does not say where the old directory is, so nothing is moved"; fi
    if [ "$event" != undoing ]; then
        aside=undone-$(date -u +%Y%m%dT%H%M%SZ)
        step=
        note undoing "plan=$plan" "aside=$aside"
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
    note undone "plan=$plan" quarantine=
    if [ "$start_old" = yes ]; then
        port=
        start_service
    fi
    say state undone
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

# clean: removes what was kept, and with it the way back.
clean() {
    begin staging staged activated started undone
    if [ -n "$port" ]; then die host.state "the quarantine is still there; lift it first"; fi
    case $event in
        activated | started)
            if [ "$replaced" != yes ]; then
                die host.state "the new member is in place; what it replaced can be removed once the cluster is proven and a snapshot of it is saved"
            fi
            ;;
    esac
    set +f
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
