#!/bin/sh
# Makes the archive of loaded classes that the client starts engines with: half the work of a cold start is finding,
# reading and verifying classes. Called by Maven: class-archive.sh TARGET
#   TARGET/berth.jsa   classes as the JVM has them in memory, from an engine that ran the commands below
# It takes root to run an engine. Without, or where none can run, there is no archive, and engines start slower.
set -u
target=$1
archive=$target/berth.jsa
rm -f "$archive"
[ "$(id -u)" = 0 ] || exit 0
place=$(mktemp -d) || exit 0
export BERTH_DATA="$place/data" BERTH_RUN="$place/run"

BERTH_JAVA_OPTIONS="-XX:ArchiveClassesAtExit=$archive" "$target/berth" engine >"$place/log" 2>&1 </dev/null &
engine=$!
tries=0
until [ -S "$place/run/session.sock" ] || [ $tries -ge 100 ] || ! kill -0 $engine 2>/dev/null; do
	sleep 0.1
	tries=$((tries + 1))
done

# Whatever does not work on this machine is loaded when it is needed.
if [ -S "$place/run/session.sock" ]; then
	for command in "run -d --name trained host sleep 60" "exec trained true" "ps" "logs trained" "stats --no-stream" \
		"inspect trained" "rm -f trained" "run --rm host true" "images" "profile ls" "version" "--help"; do
		# shellcheck disable=SC2086 # words, not one
		"$target/berth" $command >/dev/null 2>&1 </dev/null
	done
fi

kill $engine 2>/dev/null
wait $engine
[ -f "$archive" ] || echo "berth: no class archive was made; the engine starts without it" >&2
rm -rf "$place"
