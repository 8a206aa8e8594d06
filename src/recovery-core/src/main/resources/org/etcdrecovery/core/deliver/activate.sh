
# activate: the service stopped, the old directory aside, the new one in its place. Does not start anything.
activate() {
    begin staged activating
    if [ "$event" = staged ]; then
        if [ "$quarantine" = yes ]; then confinable; fi
        old=old-$(date -u +%Y%m%dT%H%M%SZ)
        for each in "$place" ${wal_place:+"$wal_place"}; do
            if [ -e "$each/$old" ]; then die host.failed "$each/$old exists already; try again in a second"; fi
        done
        note activating "plan=$plan" "old=$old" "ran=$(service_ran)" "without=$without"
    fi
    stop_service
    wait_closed
    note activating step=stopped
    # Before the new directory is in place: whatever starts the service from now on starts it in quarantine.
    if [ "$quarantine" = yes ]; then
        confine
        note activating "quarantine=$port"
    fi
    if [ -n "$wal" ]; then put "$wal" "$wal_place" "$wal_mounted"; fi
    put "$dir" "$place" "$mounted"
    note activated "plan=$plan"
    say state activated
    say quarantine "$port"
}

is_empty() { [ ! -d "$1" ] || [ -z "$(ls -A -- "$1")" ]; }

# put DIRECTORY PLACE MOUNTED: can be repeated, however often it was broken off.
put() {
    if is_empty "$2/new"; then return; fi
    whose=$owner
    if [ -z "$whose" ] && [ -d "$1" ]; then whose=$(stat -c %u:%g -- "$1"); fi
    if [ -n "$whose" ]; then need "giving $2/new to $whose" chown -R -- "$whose" "$2/new"; fi
    if [ -n "$3" ]; then
        make "$2/$old"
        move_contents "$1" "$2/$old"
        move_contents "$2/new" "$1"
        rmdir -- "$2/new"
        if [ -n "$whose" ]; then need "giving $1 to $whose" chown -- "$whose" "$1"; fi
    else
        if [ -e "$1" ]; then need "moving $1 aside" mv -T -- "$1" "$2/$old"; fi
        need "putting $1 in place" mv -T -- "$2/new" "$1"
    fi
    flush "$1" "$2" "${1%/*}/"
    chmod 700 -- "$1"
    if has restorecon; then restorecon -R -- "$1" 2>/dev/null; fi
}

# move_contents FROM TO: but not what is ours, or the file system's.
move_contents() {
    set +f
    for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
        case $entry in */.etcd-recovery | */lost+found) continue ;; esac
        if [ -e "$entry" ] || [ -L "$entry" ]; then need "moving $entry" mv -- "$entry" "$2/"; fi
    done
    set -f
}

# start: returns at once, so that all members can be started together.
start() {
    begin activated started
    if [ "$service_kind" = none ]; then
        say state "$event"
        return
    fi
    start_service
    if [ "$event" = activated ]; then note started "plan=$plan"; fi
    say state started
}

# watch: waits until the member listens for clients, where it is to listen and nowhere else.
watch() {
    find_places
    read_journal
    if [ "$service_kind" = none ]; then
        say state "$event"
        return
    fi
    waited=0
    while :; do
        open=
        for each in $client_ports; do if listens "$each"; then open=$each; fi; done
        if [ -n "$port" ] && [ -n "$open" ]; then
            stop_service
            die quarantine.open "something listens at the planned client port $open, so clients could reach the member; $service was stopped"
        fi
        if [ -n "$port" ] && listens "$port"; then break; fi
        if [ -z "$port" ] && [ -n "$open" ]; then break; fi
        if [ "$service_kind" = systemd ]; then
            case $(systemctl is-active -- "$service" 2>/dev/null) in
                failed | inactive) if [ "$waited" -gt 2 ]; then die host.not-started "$service has ended: $(last_words)"; fi ;;
            esac
        fi
        if [ "$waited" -ge "$limit" ]; then die host.not-started "after $limit seconds nothing listens at port ${port:-$client_ports}"; fi
        sleep 1
        waited=$((waited + 1))
    done
    say state "$event"
    say listening "${port:-$open}"
    say quarantine "$port"
}

last_words() {
    if has journalctl; then journalctl -q --no-pager -o cat -n 3 -u "$service" 2>/dev/null | cut -c 1-400; fi
}

# open: lifts the quarantine of this member and restarts it.
open() {
    begin started
    if [ -z "$port" ]; then
        say state started
        return
    fi
    release
    case $service_kind in
        systemd) need "restarting $service" systemctl restart --no-block -- "$service" ;;
        static-pod)
            find_parked
            need "removing $service" rm -f -- "$service"
            unpark "$service"
            unpark "${service%/*}/kube-apiserver.yaml"
            ;;
    esac
    note started quarantine=
    say state started
}
