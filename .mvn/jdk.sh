# Sourced by mvnw and carrel: sets JAVA_HOME to a JDK of at least version 25, or stops.
# Order: JAVA_HOME, then the usual folders, so that a machine whose default java is older still works.

carrel_jdk_version() {
    # The release file names the version without starting a JVM.
    [ -x "$1/bin/javac" ] || return 1
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

carrel_find_jdk() {
    set +f
    for carrel_jdk in "${JAVA_HOME-}" /usr/lib/jvm/* /opt/jdk* /opt/java* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -n "$carrel_jdk" ] || continue
        carrel_jdk_found=$(carrel_jdk_version "$carrel_jdk") || continue
        if [ "${carrel_jdk_found:-0}" -ge 25 ]; then
            JAVA_HOME=$carrel_jdk
            export JAVA_HOME
            return 0
        fi
    done
    echo "carrel: no JDK 25 or newer found. Install one (for example Temurin 25) and set JAVA_HOME to it." >&2
    return 1
}

carrel_find_jdk || exit 1
