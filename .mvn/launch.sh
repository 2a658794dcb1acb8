# What ./custos, ./check and ./bench share: finding a JDK 25 and Maven, and building once when a
# source is newer than what was built. Sourced, never run; plain sh, for Linux and macOS.

java_needed=25

# Says one line and ends with 2: the set-up is at fault, not the vault.
set_up_lacks() {
    printf '%s\n' "custos: $*" >&2
    exit 2
}

# The feature version of the Java in folder $1 (25 for 25.0.3), or nothing.
java_feature() {
    [ -x "$1/bin/java" ] || return 0
    version=
    if [ -f "$1/release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release" | head -n 1)
    fi
    if [ -z "$version" ]; then
        version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
    fi
    version=${version%%[!0-9]*}
    printf '%s' "$version"
}

# Follows symbolic links; readlink -f is missing on older macOS.
real_path() {
    path=$1
    while [ -L "$path" ]; do
        target=$(readlink "$path")
        case $target in
            /*) path=$target ;;
            *) path=$(dirname "$path")/$target ;;
        esac
    done
    printf '%s/%s' "$(cd "$(dirname "$path")" && pwd -P)" "$(basename "$path")"
}

java_candidates() {
    [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
    if on_path=$(command -v java); then
        dirname "$(dirname "$(real_path "$on_path")")"
    fi
    for folder in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
        "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk@"$java_needed"/libexec/openjdk.jdk/Contents/Home \
        /opt/* /opt/*/*; do
        [ ! -x "$folder/bin/java" ] || printf '%s\n' "$folder"
    done
}

# Sets java_home. $1 is the tool that must be in it: java to run, javac to build.
find_java() {
    tool=$1
    java_home=
    if [ -n "${CUSTOS_JDK:-}" ]; then
        feature=$(java_feature "$CUSTOS_JDK")
        if [ "${feature:-0}" -ge "$java_needed" ] && [ -x "$CUSTOS_JDK/bin/$tool" ]; then
            java_home=$CUSTOS_JDK
            return 0
        fi
        set_up_lacks "CUSTOS_JDK is $CUSTOS_JDK, which holds no JDK $java_needed." \
            "Point it at one, or unset it."
    fi
    newer=
    # One folder a line, read from a here-document so that the loop sets our own variables.
    while IFS= read -r folder; do
        [ -x "$folder/bin/$tool" ] || continue
        feature=$(java_feature "$folder")
        if [ "${feature:-0}" -eq "$java_needed" ]; then
            java_home=$folder
            return 0
        elif [ "${feature:-0}" -gt "$java_needed" ] && [ -z "$newer" ]; then
            newer=$folder
        fi
    done <<CANDIDATES
$(java_candidates)
CANDIDATES
    java_home=$newer
    [ -n "$java_home" ] || set_up_lacks "no JDK $java_needed found. Install one (Debian, Ubuntu:" \
        "openjdk-$java_needed-jdk or temurin-$java_needed-jdk; macOS: brew install" \
        "openjdk@$java_needed), or set CUSTOS_JDK to its folder."
}

# Sets maven.
find_maven() {
    for maven in "$(command -v mvn || :)" "${MAVEN_HOME:-/nonexistent}/bin/mvn" \
        "${HOME:-/nonexistent}/.sdkman/candidates/maven/current/bin/mvn" \
        /opt/homebrew/bin/mvn /usr/local/bin/mvn /opt/*maven*/bin/mvn; do
        [ -z "$maven" ] || [ ! -x "$maven" ] || return 0
    done
    set_up_lacks "Maven is not found. Install it (Debian, Ubuntu: apt install maven; macOS:" \
        "brew install maven), or put its mvn on the PATH."
}

# Maven in $home on the JDK found. Maven's own libraries still use sun.misc.Unsafe: no news.
run_maven() {
    (
        cd "$home" || exit 2
        export JAVA_HOME="$java_home"
        export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
        exec "$maven" -B -Dstyle.color=never "$@" </dev/null
    )
}

# True when the sources of module folders $2... are newer than the stamp $1. Folders count too: a
# deleted file is a change of its folder.
sources_newer() {
    stamp=$1
    shift
    [ -f "$stamp" ] || return 0
    for part in "$@"; do
        set -- "$@" "$home/$part/pom.xml" "$home/$part/src/main"
        shift
    done
    changed=$(find "$home/pom.xml" "$home/.mvn" "$@" -newer "$stamp" 2>/dev/null | head -n 1)
    [ -n "$changed" ]
}

# Takes the build's lock folder, waiting for whoever builds now. A lock whose owner is gone counts
# for nothing. Only one start takes such a lock away, because only one rename of it succeeds.
take_build_lock() {
    lock=$1
    nameless=0
    while ! mkdir "$lock" 2>/dev/null; do
        owner=$(cat "$lock/pid" 2>/dev/null || :)
        [ -n "$owner" ] || nameless=$((nameless + 1))
        if [ "$nameless" -gt 10 ] || { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; }; then
            nameless=0
            mv "$lock" "$lock.$$" 2>/dev/null && rm -rf "$lock.$$"
        else
            sleep 1
        fi
    done
    printf '%s\n' $$ >"$lock/pid"
    trap 'rm -rf "$lock"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# Builds module $1 (with $2..., what it stands on) when a source is newer, and sets lib to the
# folder of its jars. Programs run from a copy of their own, target/launch, which is replaced by
# renaming: a later build, or ./check, never writes into jars that a running server has open.
build_when_needed() {
    module=$1
    launch=$home/$module/target/launch
    lib=$launch/lib
    sources_newer "$launch/stamp" "$@" || return 0
    find_java javac
    find_maven
    mkdir -p "$home/$module/target"
    take_build_lock "$home/$module/target/launch.lock"
    if sources_newer "$launch/stamp" "$@"; then
        build_now "$module"
    fi
    rm -rf "$lock"
    trap - EXIT INT TERM
}

build_now() {
    log=$home/$1/target/launch.log
    fresh=$home/$1/target/launch.new
    printf 'custos: building (the first time takes a minute or two) ...\n' >&2
    rm -rf "$fresh" "$launch.old"
    mkdir -p "$fresh"
    # Before the build: what changes while it runs is newer and is built the next time.
    : >"$fresh/stamp"
    # An unlinked jar stays whole for whoever has it open; dist holds no jar of an older version.
    rm -rf "$home/$1/target/dist"
    if ! run_maven -q -Dmaven.test.skip=true -pl "$1" -am package >"$log" 2>&1; then
        grep -E 'ERROR' "$log" | head -n 20 >&2 || :
        set_up_lacks "the build failed; all of its output is in $log"
    fi
    cp -R "$home/$1/target/dist/lib" "$fresh/lib"
    [ ! -d "$launch" ] || mv "$launch" "$launch.old"
    mv "$fresh" "$launch"
    rm -rf "$launch.old"
}
