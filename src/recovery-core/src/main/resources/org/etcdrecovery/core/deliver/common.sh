# What etcd-recovery does on the host of a member. It runs under any POSIX sh, needs no file of its
# own there, and answers in lines: a word, a space, and a value. The variables that it uses without
# setting them are set by the lines before its last one, which calls one function.
#
# Beside the data directory (inside it, if that is a mount point) it keeps a directory of its own,
# $place, with
#   journal   what was done, a line each; only appended to, flushed after each line
#   lock/     there while this script runs, with the process that runs it
#   plan      what the plan is about, for whoever comes with another one
#   new/      the staged data directory, until it is activated
#   old-…/    what was at the target before
#   undone-…/ what was activated and then taken away again
# Nothing but "clean" removes an old-… or undone-… directory, and nothing at all what is in the place of the data directory.

set -uf
umask 077
LC_ALL=C
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/usr/bin:/bin
export LC_ALL PATH
# A host in hand is finished, even if the connection breaks.
trap '' HUP INT PIPE
locked='' anyones=''

has() { command -v "$1" >/dev/null 2>&1; }

newline='
'

say() {
    case $2 in
        *"$newline"*) printf '%s %s\n' "$1" "$(printf '%s' "$2" | tr '\n' ' ')" ;;
        *) printf '%s %s\n' "$1" "$2" ;;
    esac
}

# Whatever a login script printed before this is not the answer.
say begin etcd-recovery

# die CODE SENTENCE
die() {
    say failed "$1 $2"
    exit 1
}

# need WHAT COMMAND…: runs a command that must succeed.
need() {
    what=$1
    shift
    reason=$("$@" 2>&1) || die host.failed "$what: $reason"
}

leave() {
    status=$?
    if [ -n "$locked" ]; then rm -rf -- "$place/lock"; fi
    say end "$status"
}
trap leave EXIT

# Not only the content, also the names.
flush() { sync -- "$@" 2>/dev/null || sync; }

size_of() { if [ -f "$1" ]; then stat -c %s -- "$1"; else echo 0; fi; }

is_mount() {
    [ -d "$1" ] || return 1
    if has mountpoint; then mountpoint -q -- "$1"; else [ "$(stat -c %d -- "$1")" != "$(stat -c %d -- "$1/..")" ]; fi
}

# find_place DIRECTORY: sets $place and $mounted.
find_place() {
    mounted=
    place=${1%/*}/.etcd-recovery-${1##*/}
    if is_mount "$1"; then
        mounted=yes
        place=$1/.etcd-recovery
    fi
}

# find_places: sets $place and $mounted for the data directory, $wal_place and $wal_mounted for the WAL directory.
find_places() {
    wal_place='' wal_mounted=''
    if [ -n "$wal" ]; then
        find_place "$wal"
        wal_place=$place wal_mounted=$mounted
    fi
    find_place "$dir"
}

# note WORD…: appends to the journal.
note() {
    # A power cut may have left half a line.
    if [ -s "$place/journal" ] && [ -n "$(tail -c 1 -- "$place/journal")" ]; then echo >>"$place/journal"; fi
    printf '%s %s .\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >>"$place/journal" ||
        die host.journal "the journal $place/journal cannot be written"
    flush "$place/journal" "$place"
}

# occupied DIRECTORY: whether anything is in it but what is ours, or the file system's.
occupied() {
    [ -d "$1" ] && [ -n "$(ls -A -- "$1" | grep -vx -e '\.etcd-recovery' -e 'lost+found')" ]
}

# is_foreign DIRECTORY: whether there is something in it, and no data of etcd.
is_foreign() { occupied "$1" && [ ! -d "$1/member" ]; }

# read_journal: sets $event to the last word, $placed_at to the time at which the member was put in place, and what the
# journal says about plan, directories, writes and quarantine. $round is the activation that the member belongs to, $handed
# whether the operator was told to start it, and $starts in which rounds it was started from $plan, with - for one without a
# name; also before it was undone.
read_journal() {
    event=nothing placed_at='' planned='' old='' port='' aside='' step='' excluded='' before='' wrote='' round='' handed='' starts=''
    if [ ! -f "$place/journal" ]; then return 0; fi
    while IFS=' ' read -r time word rest; do
        case " $rest" in *' .') ;; *) continue ;; esac
        event=$word
        case $word in
            # A new delivery begins.
            staging) placed_at='' old='' port='' aside='' step='' excluded='' wrote='' round='' handed='' ;;
            activated) if [ -z "$placed_at" ]; then placed_at=$time; fi ;;
        esac
        for pair in $rest; do
            case $pair in
                plan=*) planned=${pair#*=} ;;
                old=*) old=${pair#*=} ;;
                quarantine=*) port=${pair#*=} ;;
                aside=*) aside=${pair#*=} ;;
                step=*) step=${pair#*=} ;;
                without=*) excluded=${pair#*=} ;;
                before=*) before=${pair#*=} ;;
                writes=*) wrote=${pair#*=} ;;
                round=*) round=${pair#*=} ;;
                handed=*) handed=${pair#*=} ;;
            esac
        done
        case $word/$handed in
            started/* | activated/yes)
                case "$planned $starts " in
                    *" ${round:--} "*) ;;
                    "$plan "*) starts="$starts ${round:--}" ;;
                esac
                ;;
        esac
    done <"$place/journal"
}

# The time at which a process started, in clock ticks since the boot.
started() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }

boot() { cat /proc/sys/kernel/random/boot_id 2>/dev/null; }

take_lock() {
    tries=0
    until mkdir -- "$place/lock" 2>/dev/null; do
        if [ ! -d "$place/lock" ]; then die host.failed "$place/lock cannot be created: $(mkdir -- "$place/lock" 2>&1)"; fi
        pid='' start='' since='' who=''
        if [ -f "$place/lock/owner" ]; then read -r pid start since who <"$place/lock/owner"; fi
        tries=$((tries + 1))
        if [ -n "$who" ] && [ "$start" = "$(started "$pid")/$(boot)" ]; then
            die host.locked "$who works on this host since $since (process $pid)"
        fi
        # Its owner may be about to say who it is.
        if [ -z "$who" ] && [ "$tries" -lt 4 ]; then
            sleep 1
        elif mv -- "$place/lock" "$place/lock-$$" 2>/dev/null; then
            # The process that held it has ended.
            rm -rf -- "$place/lock-$$"
        fi
        if [ "$tries" -gt 9 ]; then die host.locked "$place/lock is taken again and again"; fi
    done
    locked=yes
    printf '%s %s %s %s\n' "$$" "$(started $$)/$(boot)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$by" >"$place/lock/owner"
}

# begin EVENT…: takes the lock and requires this plan and one of these states.
begin() {
    find_places
    if [ -L "$dir" ]; then die host.link "$dir is a symbolic link; name the directory that it leads to"; fi
    if [ ! -d "$place" ]; then die host.state "nothing is staged for $dir"; fi
    take_lock
    read_journal
    if [ -n "$planned" ] && [ "$planned" != "$plan" ]; then
        case $event/$anyones in
            undone/* | staging/yes | staged/yes) ;;
            *) die host.other-plan "$place belongs to another plan, with the SHA-256 $planned: its state is $event" ;;
        esac
    fi
    for allowed in "$@"; do
        if [ "$allowed" = "$event" ]; then return; fi
    done
    die host.state "the state of $dir is $event, which does not allow this; expected: $*"
}

# holders DIRECTORY: the processes that have its database, or anything below it, open.
holders() {
    below=$(printf '%s' "$1" | sed 's/[][*?\\]/\\&/g')
    set +f
    {
        find -L /proc/[0-9]*/fd -maxdepth 1 -samefile "$1/member/snap/db"
        find /proc/[0-9]*/fd -maxdepth 1 -lname "$below/*"
    } 2>/dev/null | cut -d / -f 3 | grep -vx "$$" | sort -un
    set -f
}

# sockets PORT: the inodes of the TCP sockets that listen on it, at whatever address.
sockets() {
    port_hex=$(printf ':%04X' "$1")
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | while read -r _ address _ state _ _ _ _ _ inode _; do
        case $state$address in 0A*"$port_hex") echo "$inode" ;; esac
    done
}

# listens PORT: whether anything listens on it, at whatever address.
listens() { [ -n "$(sockets "$1")" ]; }

# owners PORT: the processes that listen on it; nothing where /proc does not tell.
owners() {
    set +f
    for inode in $(sockets "$1"); do
        find /proc/[0-9]*/fd -maxdepth 1 -lname "socket:\\[$inode\\]" 2>/dev/null
    done | cut -d / -f 3 | sort -un
    set -f
}

# command_of PROCESS: its command line, as far as it fits.
command_of() { tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null | cut -c 1-300; }

# listener PORT: who listens there: "member" if it has the database of $dir open, "other" with the process and its command
# line, "unseen" where /proc does not tell; or nothing.
listener() {
    if ! listens "$1"; then return; fi
    found=$(owners "$1")
    if [ -z "$found" ]; then
        echo unseen
        return
    fi
    ours=$(holders "$dir")
    for one in $found; do
        if printf '%s\n' "$ours" | grep -qx "$one"; then
            echo member
            return
        fi
    done
    for one in $found; do
        echo "other $one $(command_of "$one")"
        return
    done
}
