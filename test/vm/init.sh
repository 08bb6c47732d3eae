#!/bin/sh
# /init of the guest's initial file system, which holds busybox and a few kernel modules. It waits here, before
# anything of the host is mounted, for the host to say what to run: what waits can be saved and restored.
export PATH=/bin
/bin/busybox --install -s /bin

mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
while read -r module; do
  insmod "/modules/$module" || echo "init.sh: cannot load $module"
done < /modules/order

# The channels to the host, by the names that QEMU gave them.
for port in /sys/class/virtio-ports/*; do
  read -r name < "$port/name"
  ln -s "${port##*/}" "/dev/vm-$name"
done

# One process may open a channel at a time, and closing one loses what the host has sent: 3 stays open.
exec 3<> /dev/vm-control
echo waiting >&3
read -r settings <&3
# Sets VM_TIME, VM_MODULES, VM_DIRECTORY, VM_SESSION, VM_COMMAND, VM_SYSTEMD.
eval "$(echo "$settings" | base64 -d)"
date -s "@$VM_TIME" > /dev/null

# The host's own root, read only (the host sees to that), and a memory file system over it that takes all writes.
mount -t 9p -o ro,trans=virtio,version=9p2000.L,msize=512000,cache=loose host /lower
mount -t tmpfs -o mode=755 upper /upper
mkdir /upper/files /upper/work
# The host's own are not to be seen, even where the guest's are unmounted: a whiteout, and a new directory over it.
for directory in dev proc sys; do mknod /upper/files/$directory c 0 0; done
mount -t overlay -o lowerdir=/lower,upperdir=/upper/files,workdir=/upper/work root /root
for directory in dev proc sys; do mkdir /root/$directory && mount --move /$directory /root/$directory; done
export VM_MODULES VM_DIRECTORY VM_COMMAND VM_SYSTEMD
exec switch_root /root /bin/sh "$VM_SESSION"
