# Runs a command as extraction runs its child: with an empty environment, without the network and
# the processes of this machine where the kernel allows it, and with bounds of the kernel's own.
# Given to the shell as text, never kept as a file that a child could change.
#
# $1 folder of the child; $2 "required" when it must not run with a network; $3 bytes of memory
# that it may write to; then the command.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
folder=$1
required=$2
memory=$3
shift 3
umask 077
cd "$folder/home" || exit 1
ulimit -c 0       # No core files: they would hold document text.
ulimit -f 2097152 # Blocks of 512 bytes: 1 GB in one file.

works() {
    "$@" sh -c '(exit 0) && exit 0' >/dev/null 2>&1 </dev/null
}

# An own user namespace also keeps it from looking into processes of the same user; an own process
# namespace from ending them, and whatever it started ends with it.
space=
for wanted in "unshare --user --net --ipc --pid --fork --kill-child" "unshare --user --net"; do
    if [ -z "$space" ] && works $wanted; then
        space=$wanted
    fi
done
if [ -z "$space" ] && [ "$required" = required ]; then
    echo "a network namespace is required, and refused here" >&2
    exit 1
fi

# Counted within the own user namespace, on kernels from 5.14; before, and without one, over all
# processes of the user, which is why it is no lower, and left out where the user has more.
limits="prlimit --nproc=1024"
works $space $limits || limits=
if works prlimit --nofile=1024 --cpu=21600 --data="$memory"; then
    limits="${limits:-prlimit} --nofile=1024 --cpu=21600 --data=$memory"
fi
privileges="setpriv --no-new-privs"
works $privileges || privileges=
priority="nice -n 5"
works $priority || priority=

# One thread for each recognition: more of them cost more than they bring.
exec $priority $space $privileges $limits \
    env -i LC_ALL=C.UTF-8 OMP_THREAD_LIMIT=1 "HOME=$folder/home" "$@"
