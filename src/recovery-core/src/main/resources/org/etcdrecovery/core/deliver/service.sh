
# find_parked: sets $parked, where manifests are while they must not run: the kubelet runs every file in its directory.
find_parked() {
    parked=${service%/*}
    parked=${parked%/*}/etcd-recovery-manifests
}

# park FILE: moves a manifest out of the kubelet's directory.
park() {
    if [ ! -e "$1" ]; then return; fi
    if [ -e "$parked/${1##*/}" ]; then die host.manifest "both $1 and $parked/${1##*/} exist; remove the one that is wrong"; fi
    make "$parked"
    need "moving $1 aside" mv -- "$1" "$parked/"
    flush "$parked" "${1%/*}"
}

# unpark FILE: the last act is a rename, so that the kubelet never sees half a manifest.
unpark() {
    if [ ! -e "$parked/${1##*/}" ]; then return; fi
    need "preparing $1" cp -p -- "$parked/${1##*/}" "${1%/*}/.etcd-recovery"
    flush "${1%/*}/.etcd-recovery"
    need "putting $1 in place" mv -- "${1%/*}/.etcd-recovery" "$1"
    need "removing $parked/${1##*/}" rm -- "$parked/${1##*/}"
    rmdir -- "$parked" 2>/dev/null
    flush "${1%/*}"
}

# service_ran: how the service was before it was touched.
service_ran() {
    case $service_kind in
        systemd) systemctl is-active -- "$service" 2>/dev/null ;;
        static-pod) if [ -e "$service" ]; then echo active; else echo inactive; fi ;;
        *) echo unknown ;;
    esac
}

stop_service() {
    case $service_kind in
        systemd) need "stopping $service" systemctl stop --no-block -- "$service" ;;
        static-pod)
            find_parked
            # The API server first: it writes to etcd.
            park "${service%/*}/kube-apiserver.yaml"
            park "$service"
            ;;
    esac
}

# wait_closed: until no process has the data directory open.
wait_closed() {
    waited=0
    while :; do
        pids=$(holders "$dir" | tr '\n' ' ')
        active=
        if [ "$service_kind" = systemd ]; then
            case $(systemctl is-active -- "$service" 2>/dev/null) in active | activating | deactivating | reloading) active=1 ;; esac
        fi
        if [ -z "$pids$active" ]; then return; fi
        if [ "$waited" -ge "$limit" ]; then
            die host.in-use "after $limit seconds ${pids:+process ${pids}still has files in $dir open}${pids:-$service has not stopped}"
        fi
        if [ "$waited" = 0 ]; then say phase "wait ${pids:-$service}"; fi
        sleep 1
        waited=$((waited + 1))
    done
}

start_service() {
    case $service_kind in
        systemd) need "starting $service" systemctl start --no-block -- "$service" ;;
        static-pod)
            find_parked
            if [ -n "$port" ]; then
                need "preparing $service" cp -- "$parked/quarantined" "${service%/*}/.etcd-recovery"
                flush "${service%/*}/.etcd-recovery"
                need "putting $service in place" mv -- "${service%/*}/.etcd-recovery" "$service"
                flush "${service%/*}"
            else
                unpark "$service"
                unpark "${service%/*}/kube-apiserver.yaml"
            fi
            ;;
    esac
}

# The command line of the unit: the last ExecStart= that is not ours, its continued lines joined.
exec_start() {
    systemctl cat -- "$service" 2>/dev/null | awk '
        /^# \// { ours = $0 ~ /\/zz-etcd-recovery\.conf$/ }
        ours { next }
        { line = line $0 }
        /\\$/ { sub(/\\$/, " ", line); next }
        line ~ /^[ \t]*ExecStart=/ { sub(/^[ \t]*ExecStart=/, "", line); command = line }
        { line = "" }
        END { print command }'
}

# configured NAME: whether a flag or variable of this name, in capitals, is in the unit or its environment files.
configured() {
    flag=$(printf '%s' "$1" | tr 'A-Z_' 'a-z-')
    {
        systemctl cat -- "$service" 2>/dev/null
        environment_files | while IFS= read -r file; do cat -- "$file"; done
    } | grep -v '^[[:space:]]*#' | grep -Eq -e "ETCD_$1=|--?$flag([= ]|\$)"
}

# confine: prepares that clients reach the member at a port of 127.0.0.1 only. Sets $port. To be repeated before each start,
# because the configuration may have been corrected since.
confine() {
    confinable
    if [ -z "$port" ]; then
        port=$((20000 + $$ % 10000))
        while listens "$port"; do port=$((port + 1)); done
    fi
    url=$client_scheme://127.0.0.1:$port
    change='s#(--?listen-client-urls)([ =]+)(["'"'"']?)[^ "'"'"']+\3#\1\2\3'$url'\3#g'
    case $service_kind in
        systemd)
            drop=/etc/systemd/system/$service.d
            make "$drop"
            if configured LISTEN_CLIENT_URLS && exec_start | grep -q -e '-listen-client-urls[= ]'; then
                printf '[Service]\nExecStart=\nExecStart=%s\n' "$(exec_start | sed -E "$change")" >"$drop/zz-etcd-recovery.new"
            else
                printf 'ETCD_LISTEN_CLIENT_URLS=%s\n' "$url" >"$drop/zz-etcd-recovery.env"
                printf '[Service]\nEnvironmentFile=%s\n' "$drop/zz-etcd-recovery.env" >"$drop/zz-etcd-recovery.new"
            fi
            flush "$drop/zz-etcd-recovery.new"
            need "changing $service" mv -- "$drop/zz-etcd-recovery.new" "$drop/zz-etcd-recovery.conf"
            flush "$drop"
            need "reloading systemd" systemctl daemon-reload
            ;;
        static-pod)
            sed -E "$change" -- "$parked/${service##*/}" >"$parked/quarantined" || die host.failed "$parked/quarantined cannot be written"
            flush "$parked/quarantined"
            ;;
    esac
}

# confinable: refuses a configuration in which a changed client URL would not count.
confinable() {
    case $service_kind in
        systemd)
            if configured CONFIG_FILE; then
                die quarantine.config-file "$service reads a configuration file, and etcd then ignores flags and environment"
            fi
            if configured LISTEN_CLIENT_HTTP_URLS; then die quarantine.http-urls "$service listens at listen-client-http-urls, too"; fi
            ;;
        static-pod)
            find_parked
            file=$service
            if [ ! -e "$file" ]; then file=$parked/${service##*/}; fi
            if grep -q -e '--config-file' -- "$file"; then
                die quarantine.config-file "$file names a configuration file, and etcd then ignores flags and environment"
            fi
            if grep -q -e '--listen-client-http-urls' -- "$file"; then die quarantine.http-urls "$file has --listen-client-http-urls, too"; fi
            grep -q -e '--listen-client-urls[= ]' -- "$file" || die quarantine.no-flag "$file has no --listen-client-urls"
            ;;
        *) die quarantine.no-service "without a service, nothing here decides at which addresses the member listens" ;;
    esac
}

# release: what confine prepared is gone; the service is not touched.
release() {
    case $service_kind in
        systemd)
            drop=/etc/systemd/system/$service.d
            if [ -e "$drop/zz-etcd-recovery.conf" ]; then
                rm -f -- "$drop/zz-etcd-recovery.conf" "$drop/zz-etcd-recovery.env"
                rmdir -- "$drop" 2>/dev/null
                need "reloading systemd" systemctl daemon-reload
            fi
            ;;
        static-pod)
            find_parked
            rm -f -- "$parked/quarantined"
            ;;
    esac
}
