#!/bin/sh
# Makes TARGET/berth.jsa, the archive of loaded classes that shortens the engine's start (JDK: AppCDS). Called by Maven
# once the jar is there: archive.sh TARGET. Starts an engine of its own with the client, exactly as a user would, lets
# it answer, and stops it; the JVM writes the archive as it exits. Berth works without: nothing here fails the build.
target=$1
directory=$(mktemp -d) || exit 0
trap 'rm -rf "$directory"' EXIT
export BERTH_RUN="$directory/run" BERTH_DATA="$directory/data" BERTH_CONFIG="$directory/berth.toml"
rm -f "$target/berth.jsa"
export BERTH_JAVA_OPTIONS="-XX:ArchiveClassesAtExit=$target/berth.jsa.new -Xlog:cds=off -Xlog:cds+dynamic=off"
if timeout 20 "$target/berth" ping >/dev/null 2>&1; then
	pid=$("$target/berth" engine status --format '{{.Pid}}' 2>/dev/null)
	for command in "version" "info" "ps -a" "images" "profile ls" "inspect none" "logs none" "ps --help" "--help" \
		"run --rm --network none host true" "run --rm --network none --profile sandbox host true" \
		"run -d --network none --name t host sleep 60" "exec t true" "inspect t" "logs t" "stats --no-stream" "rm -f t"; do
		# shellcheck disable=SC2086 # words, not one
		timeout 5 "$target/berth" $command >/dev/null 2>&1 </dev/null
	done
	timeout 20 "$target/berth" engine stop >/dev/null 2>&1
	# the archive is written after the engine's last answer
	left=150
	while [ -n "$pid" ] && [ -d "/proc/$pid" ] && [ $left -gt 0 ]; do
		sleep 0.2
		left=$((left - 1))
	done
fi
if [ -s "$target/berth.jsa.new" ]; then
	mv "$target/berth.jsa.new" "$target/berth.jsa"
else
	rm -f "$target/berth.jsa.new"
	echo "berth: no class archive was made; the engine starts more slowly" >&2
fi
exit 0
