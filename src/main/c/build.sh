#!/bin/sh
# Builds what Berth has in C. Called by Maven: build.sh TARGET
#   TARGET/classes/dev/berth/isolation/launcher-MACHINE   the launcher, packed in the jar, one file a machine
#   TARGET/berth                                          the client
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=$1
cc=${CC:-cc}
command -v "$cc" >/dev/null || { echo "berth: no C compiler: install gcc (Debian: apt install gcc libc6-dev)" >&2; exit 1; }

# launcher MACHINE COMPILER: one static program without a C library
launcher() {
	out=$target/classes/dev/berth/isolation
	mkdir -p "$out"
	"$2" -Os -std=gnu11 -Wall -Wextra -Wconversion -Werror -ffreestanding -fno-stack-protector -fno-builtin \
		-fno-asynchronous-unwind-tables -fno-pic -static -nostdlib -nostartfiles \
		-Wl,-z,noexecstack,-z,norelro,-z,noseparate-code,--build-id=none,-s -fcf-protection=none \
		"$here"/launcher/launcher.c "$here"/launcher/monitor.c "$here"/launcher/init.c -o "$out/launcher-$1"
}

# The same for the other machine, when its compiler is there.
other() {
	command -v "$2" >/dev/null || return 0
	launcher "$1" "$2"
}

case $(uname -m) in
x86_64) launcher x86_64 "$cc"; other aarch64 aarch64-linux-gnu-gcc ;;
aarch64) launcher aarch64 "$cc"; other x86_64 x86_64-linux-gnu-gcc ;;
*) echo "berth: runs on x86-64 and aarch64, not on $(uname -m)" >&2; exit 1 ;;
esac

# The client: static, so that it starts without a dynamic linker; with musl where it is there, for a small one.
client() {
	flags="-Os -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -Wshadow -Wconversion -Werror -fstack-protector-strong"
	link="-Wl,-z,relro,-z,now,-z,noexecstack,-z,noseparate-code -s"
	for how in "musl-gcc -static" "$cc -D_FORTIFY_SOURCE=2 -fPIE -static-pie" "$cc -D_FORTIFY_SOURCE=2 -fPIE -pie"; do
		command -v "${how%% *}" >/dev/null || continue
		# shellcheck disable=SC2086 # words, not one
		if $how $flags "$here"/client/*.c $link -o "$target/berth.new" 2>"$target/client-build.log"; then
			mv "$target/berth.new" "$target/berth"
			rm -f "$target/client-build.log"
			return 0
		fi
	done
	cat "$target/client-build.log" >&2
	echo "berth: the client could not be compiled" >&2
	return 1
}

client
