#!/bin/sh
# Process 1 of the guest, in the root that init.sh made: mounts what a booted machine has, and runs the command, or
# becomes systemd, which does. Being a shell that waits, it reaps what loses its parent. The host ends the guest.
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
ulimit -Hn 524288
hostname guest
ip link set lo up

# What runs the command, and tells the host its status. The channel is opened again where systemd has closed it.
cat > /run/command.sh << 'END'
cd "$VM_DIRECTORY" || exit
if [ "$VM_COMMAND" ]; then
  setsid --wait sh -c "$VM_COMMAND" > /dev/vm-output 2>&1 < /dev/null
else
  setsid --ctty --wait sh -c "exec ${SHELL:-bash} -i" > /dev/hvc0 2>&1 < /dev/hvc0
fi
status=$?
exec 3<> /dev/vm-control
echo "status $status" >&3
# Until the host has heard it.
read -r _ <&3
END
export VM_DIRECTORY VM_COMMAND
exec 3>&-

if [ "$VM_SYSTEMD" ]; then
  # A unit that has what it needs and nothing of the machine outside: no disks, no logins, no network.
  mkdir -p /run/systemd/system
  cat > /run/systemd/system/command.service << 'END'
[Unit]
Requires=dbus.socket
After=dbus.socket
[Service]
PassEnvironment=PATH HOME LANG VM_DIRECTORY VM_COMMAND
ExecStart=/bin/sh /run/command.sh
Delegate=yes
TasksMax=infinity
END
  : > /etc/fstab
  echo 0123456789abcdef0123456789abcdef > /etc/machine-id
  SYSTEMD_PROC_CMDLINE="systemd.unit=command.service systemd.show_status=0 systemd.log_target=null" \
    exec /lib/systemd/systemd
fi
sh /run/command.sh
