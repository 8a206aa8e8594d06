# Becomes a host of its own: process IDs, mounts and network are not those of this machine. Started
# by "unshare" with the directory that becomes /mnt, the address, and the port of sshd. A line on
# standard input says that the network is there; its end ends the host and all that runs on it.
set -e
mount --make-rprivate /
mount --bind "$1" /mnt
mkdir -p /mnt/etc /mnt/bin /mnt/home
cp -a /etc/. /mnt/etc
mount --bind /mnt/etc /etc
# Root has a home of its own: the login files of this machine may do anything, and share locks.
sed -i 's,^\(root:.*\):[^:]*:\([^:]*\)$,\1:/mnt/home:\2,' /etc/passwd
mount -t tmpfs tmpfs /run
mkdir -p /run/sshd /run/units /etc/systemd/system /etc/kubernetes/manifests
grep -q '^operator:' /etc/passwd || {
    echo 'operator:x:4711:4711::/mnt:/bin/sh' >>/etc/passwd
    echo 'operator:x:4711:' >>/etc/group
}
grep -q '^etcd:' /etc/passwd || {
    echo 'etcd:x:4712:4712::/nonexistent:/bin/false' >>/etc/passwd
    echo 'etcd:x:4712:' >>/etc/group
}
exec 3<&0 </dev/null
ip link set lo up
echo isolated
read -r _ <&3
ip addr add "$2/24" dev eth0
ip link set eth0 up
/usr/sbin/sshd -f /mnt/sshd_config -E /mnt/sshd.log
echo up
while read -r _ <&3; do :; done
