#!/bin/sh
# Starts the extraction child with an empty environment, its own network namespace where the
# kernel allows one, no core files (they would hold document text) and a bound on what it writes.
umask 077
cd @FOLDER@ || exit 1
ulimit -c 0
ulimit -f 2097152 # blocks of 512 bytes: 1 GB in one file
set -- /usr/bin/env -i LC_ALL=C.UTF-8 HOME=@FOLDER@ @JAVA@ "$@"
if unshare --user --net true 2>/dev/null; then
    set -- unshare --user --net "$@"
fi
exec "$@" 2>@ERRORS@
