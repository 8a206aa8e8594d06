
# activate: the service stopped, the old directory aside, the new one in its place. Does not start anything.
activate() {
    begin staged activating
    if [ "$event" = staged ]; then
        if [ "$quarantine" = yes ]; then confinable; fi
        old=old-$(date -u +%Y%m%dT%H%M%SZ)
        for each in "$place" ${wal_place:+"$wal_place"}; do
            if [ -e "$each/$old" ]; then die host.failed "$each/$old exists already; try again in a second"; fi
        done
        if is_foreign "$dir"; then die host.foreign "$dir holds files, but no data of etcd"; fi
        if occupied "$dir"; then before=yes; else before=no; fi
        note activating "plan=$plan" "old=$old" "before=$before" "ran=$(service_ran)" "without=$without" "round=$new_round"
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

# join: of those that this member was started without, only those that still are in $without remain. What has been started
# once has taken part, also if its own journal is lost.
join() {
    begin activated started
    remaining=
    IFS=,
    for each in $excluded; do
        case ,$without, in *,"$each",*) remaining=$remaining${remaining:+,}$each ;; esac
    done
    unset IFS
    if [ "$remaining" != "$excluded" ]; then note "$event" "without=$remaining"; fi
    say state "$event"
}

# start: returns at once, so that all members can be started together.
start() {
    begin activated started
    if [ "$service_kind" = none ]; then
        if [ -z "$handed" ]; then note "$event" "plan=$plan" handed=yes; fi
        say state "$event"
        return
    fi
    if [ -n "$port" ]; then confine; fi
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
    waited=0 told=''
    while :; do
        heard='' unseen='' other=''
        for each in ${port:-$client_ports}; do hear "$each"; done
        if [ -n "$port" ]; then keeps_out; fi
        if [ -n "$heard$unseen" ]; then break; fi
        if [ "$service_kind" = systemd ]; then
            case $(systemctl is-active -- "$service" 2>/dev/null) in
                failed | inactive) if [ "$waited" -gt 2 ]; then not_started "$service has ended"; fi ;;
            esac
        fi
        if [ "$waited" -ge "$limit" ]; then not_started "after $limit seconds the member does not listen at port ${port:-$client_ports}"; fi
        if [ -n "$other" ] && [ "$other" != "$told" ]; then
            told=$other
            say phase "other $other"
        fi
        sleep 1
        waited=$((waited + 1))
    done
    say state "$event"
    if [ -n "$heard" ]; then say listening "$heard"; else say unseen "$unseen"; fi
    if [ -n "$other" ]; then say other "$other"; fi
    say quarantine "$port"
}

# hear PORT: sets $heard if the member listens there, $unseen if /proc does not tell who does, $other if something else does.
hear() {
    who=$(listener "$1")
    case $who in
        member) heard=$1 ;;
        unseen) unseen=$1 ;;
        other\ *) other="$1 ${who#other }" ;;
    esac
}

# keeps_out: stops the member if a planned client port leads to it.
keeps_out() {
    for each in $client_ports; do
        who=$(listener "$each")
        case $who in
            member | unseen)
                stop_service
                die quarantine.open "something listens at the planned client port $each, so clients could reach the member; $service was stopped"
                ;;
            other\ *) other="$each ${who#other }" ;;
        esac
    done
}

# not_started SENTENCE: gives up, with what the log of the service says since it was started.
not_started() {
    say_log "$((waited + 10))"
    if [ -n "$other" ]; then
        die host.port "$1, and something else listens on port ${other%% *}: process ${other#* }"
    fi
    die host.not-started "$1"
}

# say_log SECONDS: what the log of the service ends with, as far as it is not older.
say_log() {
    if ! has journalctl || [ "$service_kind" != systemd ]; then return; fi
    # What etcd ends with may be far above the last lines: a stack, or all its flags.
    {
        service_log "$1" | grep -E "$reasons" | tail -n 20
        service_log "$1" | tail -n 60
    } | cut -c 1-4000 | while IFS= read -r line; do say log "$line"; done
}

service_log() {
    journalctl -q --no-pager -o cat -n 2000 --since "@$(($(date +%s) - $1))" -u "$service" 2>/dev/null
}

reasons='"level":"(fatal|panic|dpanic|error)"|^panic: |^fatal error: | [CE] \| |^flag provided but not defined|^invalid |^error '

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
