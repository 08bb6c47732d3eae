#!/bin/sh
# Process 1 of the guest, in the root that init.sh made: mounts what a booted machine has, runs the command, and
# tells the host its status. The host ends the guest then. Being a shell that waits, it reaps what loses its parent.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8

# The checkout may lie in a directory that is about to be covered.
mkdir /.kept && mount --bind "$VM_DIRECTORY" /.kept
mkdir -p "/lib/modules/$(uname -r)"
mount --bind "$VM_MODULES" "/lib/modules/$(uname -r)"
mount -t tmpfs -o mode=1777 tmpfs /tmp
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p "$VM_DIRECTORY" /run/lock
mount --move /.kept "$VM_DIRECTORY"

ln -s /proc/self/fd /dev/fd
ln -s fd/0 /dev/stdin
ln -s fd/1 /dev/stdout
ln -s fd/2 /dev/stderr
mkdir -p /dev/pts /dev/shm /dev/mqueue /dev/hugepages
mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t mqueue mqueue /dev/mqueue
echo 8 > /proc/sys/vm/nr_hugepages
mount -t hugetlbfs hugetlbfs /dev/hugepages
mount -t securityfs securityfs /sys/kernel/security
mount -t bpf bpf /sys/fs/bpf

# As systemd mounts it, with every controller handed to the children of the root.
mount -t cgroup2 -o nsdelegate,memory_recursiveprot cgroup2 /sys/fs/cgroup
for controller in $(cat /sys/fs/cgroup/cgroup.controllers); do
  echo "+$controller" > /sys/fs/cgroup/cgroup.subtree_control
done
hostname guest
ip link set lo up

cd "$VM_DIRECTORY" || exit
if [ "$VM_COMMAND" ]; then
  setsid sh -c "$VM_COMMAND" 3>&- > /dev/vm-output 2>&1 < /dev/null
else
  setsid --ctty --wait sh -c "exec ${SHELL:-bash} -i" 3>&- > /dev/hvc0 2>&1 < /dev/hvc0
fi
echo "status $?" >&3
# Until the host has heard it.
read -r _ <&3
