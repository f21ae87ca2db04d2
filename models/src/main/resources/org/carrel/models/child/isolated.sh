# Runs a command apart from this machine's network and its other processes, where the kernel allows
# that, and with an empty environment. Given to the shell as text, never kept as a file.
#
# $1 folder of the child, its home; then the command.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
folder=$1
shift
umask 077
cd "$folder" || exit 1
ulimit -c 0 # A core file would hold what the model read.

works() {
    "$@" sh -c '(exit 0) && exit 0' >/dev/null 2>&1 </dev/null
}

# What runs in a process namespace ends with the process that made it.
apart="unshare --user --net --ipc --pid --fork --kill-child"
works $apart || apart="unshare --user --net"
works $apart || apart=
rights="setpriv --no-new-privs"
works $rights || rights=
priority="nice -n 5"
works $priority || priority=

exec $priority $apart $rights env -i LC_ALL=C.UTF-8 "HOME=$folder" "$@"
