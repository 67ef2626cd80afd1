#!/bin/sh
# Makes TARGET/berth.jsa, the archive of loaded classes that shortens the engine's start and takes less memory than the
# JDK's own beside one of Berth's (JDK: AppCDS, a static archive). Called by Maven once the jar is there: archive.sh
# TARGET. Starts an engine of its own with the client, exactly as a user would, lets it answer, and stops it; the JVM
# writes down which classes it loads. The archive is for the jar under this path alone: TARGET/berth.jsa.jar has the
# path, and the client looks. After moving both, call this again. Berth works without: nothing here fails the build.
target=$(cd "$1" && pwd -P) || exit 0
directory=$(mktemp -d) || exit 0
trap 'rm -rf "$directory"' EXIT
export BERTH_RUN="$directory/run" BERTH_DATA="$directory/data" BERTH_CONFIG="$directory/berth.toml"
rm -f "$target/berth.jsa" "$target/berth.jsa.jar"
export BERTH_JAVA_OPTIONS="-XX:DumpLoadedClassList=$directory/classes"
if timeout 20 "$target/berth" ping >/dev/null 2>&1; then
	for command in "version" "info" "ps -a" "images" "profile ls" "inspect none" "logs none" "ps --help" "--help" \
		"run --rm --network none host true" "run --rm --network none --profile sandbox host true" \
		"run -d --network none --name t host sleep 60" "exec t true" "inspect t" "logs t" "stats --no-stream" "rm -f t"; do
		# shellcheck disable=SC2086 # words, not one
		timeout 5 "$target/berth" $command >/dev/null 2>&1 </dev/null
	done
	timeout 20 "$target/berth" engine stop >/dev/null 2>&1
fi
java=java
[ -x "${JAVA_HOME:-}/bin/java" ] && java=$JAVA_HOME/bin/java
# as the client starts it: an archive is for one kind of collector and one class path
if [ -s "$directory/classes" ] && timeout 120 "$java" -XX:+UseSerialGC -Xshare:dump -Xlog:disable -Xlog:all=off \
	-XX:SharedClassListFile="$directory/classes" -XX:SharedArchiveFile="$target/berth.jsa.new" \
	-cp "$target/berth.jar" >/dev/null 2>&1 && [ -s "$target/berth.jsa.new" ]; then
	mv "$target/berth.jsa.new" "$target/berth.jsa"
	printf %s "$target/berth.jar" >"$target/berth.jsa.jar"
else
	rm -f "$target/berth.jsa.new"
	echo "berth: no class archive was made; the engine starts more slowly" >&2
fi
exit 0
