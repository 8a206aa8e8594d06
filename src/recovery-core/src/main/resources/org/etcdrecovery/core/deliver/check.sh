
# check: what there is, and what will start here. Changes nothing.
check() {
    find_places
    say user "$(id -u)"
    for tool in sha256sum dd stat find sync chown mv tail cut; do
        has "$tool" || say missing "$tool"
    done
    say clock "$(date +%s)"
    if has getenforce; then say selinux "$(getenforce 2>/dev/null)"; fi
    if [ -n "$owner" ]; then
        id -- "${owner%%:*}" >/dev/null 2>&1 || case ${owner%%:*} in *[!0-9]*) say no-user "${owner%%:*}" ;; esac
        case $owner in
            *:*[!0-9]*) grep -q "^${owner#*:}:" /etc/group || getent group -- "${owner#*:}" >/dev/null 2>&1 ||
                say no-group "${owner#*:}" ;;
        esac
    fi
    check_target data "$dir" "$place"
    if [ -n "$wal" ]; then check_target wal "$wal" "$wal_place"; fi
    for pid in $(holders "$dir"); do say running "$pid $(command_of "$pid")"; done
    for each in $ports; do
        who=$(listener "$each")
        if [ -n "$who" ]; then say listener "$each $who"; fi
    done
    status_lines
    case $service_kind in
        systemd) check_unit ;;
        static-pod) check_manifest ;;
    esac
}

# check_target WHICH DIRECTORY PLACE
check_target() {
    above=${2%/*}
    if [ -L "$2" ]; then
        say "$1-target" link
    elif is_mount "$2"; then
        say "$1-target" mount
        above=$2
    elif [ -d "$2" ]; then
        say "$1-target" directory
    elif [ -e "$2" ]; then
        say "$1-target" other
    elif [ -d "${above:-/}" ]; then
        say "$1-target" absent
    else
        say "$1-target" no-parent
    fi
    if [ -d "$2/member" ]; then say "$1-old" "$(du -sk -- "$2" 2>/dev/null | cut -f 1)"; fi
    if [ "$1" = data ] && is_foreign "$2"; then say foreign "$(ls -A -- "$2" | head -n 5 | tr '\n' ' ' | cut -c 1-300)"; fi
    inside=$above
    while [ -n "$inside" ] && [ ! -d "$inside/member/snap" ]; do inside=${inside%/*}; done
    if [ -n "$inside" ] && [ "$inside" != "$2" ]; then say inside "$2 $inside"; fi
    while [ -n "$above" ] && [ ! -d "$above" ]; do above=${above%/*}; done
    say "$1-free" "$(stat -f -c '%a %S' -- "${above:-/}")"
    say "$1-part" "$(size_of "$3/new/member/snap/db")"
}

check_unit() {
    if ! has systemctl; then
        say unit none
        return
    fi
    if ! systemctl cat -- "$service" >/dev/null 2>&1; then
        say unit absent
        return
    fi
    say unit "$(systemctl is-active -- "$service" 2>/dev/null)"
    systemctl cat -- "$service" 2>/dev/null | head -n 400 | while IFS= read -r line; do say unit-line "$line"; done
    environment_files | while IFS= read -r file; do
        grep -E "$settings" -- "$file" 2>/dev/null | head -n 200 | while IFS= read -r line; do say env-line "$line"; done
    done
}

# What is read of an environment: nothing that could be a secret.
settings='^[[:space:]]*(export )?ETCD_(NAME|DATA_DIR|WAL_DIR|LISTEN_[A-Z_]*|ADVERTISE_CLIENT_URLS|INITIAL_ADVERTISE_PEER_URLS|CONFIG_FILE|QUOTA_BACKEND_BYTES|(PEER_)?(CERT_FILE|KEY_FILE|TRUSTED_CA_FILE|CLIENT_CERT_AUTH|AUTO_TLS)|AUTO_TLS)='

# The environment files of the unit, in the order in which systemd reads them.
environment_files() {
    systemctl cat -- "$service" 2>/dev/null | sed -n 's/^[[:space:]]*EnvironmentFile=-\{0,1\}//p' | while IFS= read -r file; do
        if [ -z "$file" ]; then continue; fi
        set +f
        # It may be a pattern.
        IFS=''
        for one in $file; do if [ -f "$one" ]; then printf '%s\n' "$one"; fi; done
        set -f
    done
}

check_manifest() {
    file=$service
    find_parked
    if [ ! -f "$file" ]; then file=$parked/${service##*/}; fi
    if [ ! -f "$file" ]; then
        say manifest absent
        return
    fi
    say manifest present
    if [ -f "${service%/*}/kube-apiserver.yaml" ]; then say api-server present; fi
    head -n 400 -- "$file" | while IFS= read -r line; do say manifest-line "$line"; done
}

# look: more about what will start here; $program and $config may be empty, $files has a path a line.
look() {
    if [ -n "$program" ]; then
        if [ -x "$program" ]; then
            say version "$("$program" --version 2>/dev/null | head -n 1)"
        else
            say no-program "$program"
        fi
    fi
    if [ -n "$config" ]; then
        if [ -f "$config" ]; then
            grep -E '^[a-z-]+(\.[a-z-]+)*:|^(client|peer)-transport-security:|^ +(cert-file|key-file|trusted-ca-file|client-cert-auth|auto-tls):' -- "$config" |
                grep -vi 'password\|token' | head -n 200 | while IFS= read -r line; do say config-line "$line"; done
        else
            say no-config "$config"
        fi
    fi
    printf '%s\n' "$files" | while IFS= read -r file; do
        if [ -n "$file" ] && [ ! -s "$file" ]; then say no-file "$file"; fi
    done
}

# status: what the journal says, and which directories are kept.
status() {
    find_places
    status_lines
    if [ -d "$place" ]; then
        set +f
        for kept in "$place"/old-* "$place"/undone-* ${wal_place:+"$wal_place"/old-* "$wal_place"/undone-*}; do
            if [ -d "$kept" ]; then
                say kept "$(du -sk -- "$kept" 2>/dev/null | cut -f 1) $(stat -c %Y -- "$kept") $kept"
                case ${kept##*/} in undone-*) say kept-writes "$(wrote_to "$kept") $kept" ;; esac
            fi
        done
        set -f
        if [ -f "$place/new/member/snap/db" ]; then say staged present; else say staged absent; fi
    fi
    pids=$(holders "$dir")
    for pid in $pids; do say running "$pid"; done
    # An etcd that ends again and again, or has ended since, says why.
    if [ "$event" = started ] && [ -z "$pids" ]; then say_log 86400; fi
    for each in $port $ports; do
        who=$(listener "$each")
        if [ -n "$who" ]; then say listener "$each $who"; fi
    done
    say service "$(service_ran)"
    if [ -n "$placed_at" ]; then say activated "$placed_at"; fi
    say clock "$(date +%s)"
}

status_lines() {
    read_journal
    say state "$event"
    say place "$place"
    if [ -n "$planned" ]; then say plan "$planned"; fi
    if [ -n "$port" ]; then say quarantine "$port"; fi
    if [ -n "$excluded" ]; then say without "$excluded"; fi
    if [ -n "$round" ]; then say round "$round"; fi
    if [ -n "$handed" ]; then say handed "$handed"; fi
    for each in $starts; do say start "$each"; done
    if [ -f "$dir/member/snap/db" ]; then say target present; else say target absent; fi
    if [ -f "$place/lock/owner" ]; then
        read -r pid start since who <"$place/lock/owner"
        if [ "$start" = "$(started "$pid")/$(boot)" ]; then say locked "$since $who"; fi
    fi
    if [ -f "$place/plan" ]; then
        head -n 200 -- "$place/plan" | cut -c 1-8000 | while IFS= read -r line; do say about "$line"; done
    fi
    if [ -f "$place/journal" ]; then
        tail -n 200 -- "$place/journal" | while IFS= read -r line; do say journal "$line"; done
    fi
}
