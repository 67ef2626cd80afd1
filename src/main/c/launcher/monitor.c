/* The monitor: what the launcher becomes once its container runs. It writes everything that the container writes into
 * the log, waits for its process 1, and leaves the exit record. It needs no engine: engines come, fetch its descriptors
 * with pidfd_getfd(2), and go.
 *
 * Control pipe, one byte each: 'i' closes the standard input's write end.
 *
 * Log: segments named by number. Each is a row of chunks:
 *   u64 time (ns since 1970) | u32 length | u8 stream | u8 0 | u16 CHUNK | payload | u32 length
 * The length at the end lets a reader go backwards. A chunk is one write: readers never see half of one, unless the
 * machine crashed. */
#include "tape.h"

enum { OUT = 1, ERR = 2, LOST = 3, SIZE = 4 }; /* streams; LOST: u64 bytes, u64 lines; SIZE: u16 rows, u16 columns */

#define CHUNK 0xB347
#define BUFFER 65536
#define DRAIN_MAX (4u << 20) /* after the end: more than any pipe holds by default, in case others keep writing */
#define IDLE_MS 1000

#define O_WRONLY 1
#define O_CREAT 0100
#define O_APPEND 02000
#define O_CLOEXEC 02000000
#define TIOCGWINSZ 0x5413

struct chunk { u64 time; u32 length; u8 stream, zero; u16 mark; };
struct winsize { u16 rows, columns, x, y; };

struct exit_record {
	u32 magic, version;
	s32 signo, error, code, pad, pid, uid, status; /* siginfo_t of waitid(2) as the kernel lays it out */
	u32 pad2;
	u64 time;                /* when it was seen, ns since 1970 */
	u64 lost_bytes, lost_lines;
	u8 rusage[144];
};
#define EXIT_MAGIC 0x54495845u /* "EXIT" */

static u8 buffer[BUFFER] __attribute__((aligned(4096)));

/* One monitor a process, so its state is the process's. */
static struct monitor m;
static struct {
	s32 fd;
	u64 size;
	u64 lost_bytes, lost_lines, all_lost_bytes, all_lost_lines;
	struct winsize window;
} logfile = { .fd = -1 };

static u64 now(void)
{
	struct timespec t;
	call(__NR_clock_gettime, 0, &t);
	return (u64)t.seconds * 1000000000ul + (u64)t.nanos;
}

static void name(char *to, u32 number)
{
	char digits[10];
	int n = 0;
	do digits[n++] = (char)('0' + number % 10); while (number /= 10);
	while (n) *to++ = digits[--n];
	*to = 0;
}

static s32 open_segment(u32 number)
{
	char file[12];
	name(file, number);
	return (s32)call(__NR_openat, m.log, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
}

static void next_segment(void)
{
	s32 fd = open_segment(m.segment + 1);
	if (failed(fd)) return; /* no room for another: this one goes on */
	call(__NR_close, logfile.fd);
	logfile.fd = fd;
	logfile.size = 0;
	m.segment++;
	if (m.segment > m.segments_kept) {
		char file[12];
		name(file, m.segment - m.segments_kept);
		call(__NR_unlinkat, m.log, file, 0);
	}
}

/* Appends one chunk; when it does not fit on the disk, nothing of it stays. */
static int append(u8 stream, const void *payload, u32 length)
{
	struct chunk c = { now(), length, stream, 0, CHUNK };
	struct iovec v[3] = { { &c, sizeof c }, { payload, length }, { &length, sizeof length } };
	u64 whole = sizeof c + length + sizeof length;
	long r;
	do r = call(__NR_writev, logfile.fd, v, 3); while (r == -EINTR);
	if (r != (long)whole) {
		if (!failed(r)) call(__NR_ftruncate, logfile.fd, logfile.size);
		return 0;
	}
	logfile.size += whole;
	if (logfile.size >= m.segment_bytes) next_segment();
	return 1;
}

static void keep(u8 stream, const u8 *payload, u32 length)
{
	if (logfile.fd < 0) return;
	if (m.terminal) {
		/* who replays the log has to know how wide the terminal was */
		struct winsize w = { 0, 0, 0, 0 };
		if (!failed(call(__NR_ioctl, m.out, TIOCGWINSZ, &w))
		    && (w.rows != logfile.window.rows || w.columns != logfile.window.columns) && append(SIZE, &w, 4))
			logfile.window = w;
	}
	if (logfile.lost_bytes) {
		u64 lost[2] = { logfile.lost_bytes, logfile.lost_lines };
		if (append(LOST, lost, sizeof lost)) logfile.lost_bytes = logfile.lost_lines = 0;
	}
	if (!logfile.lost_bytes && append(stream, payload, length)) return;
	u64 lines = 0;
	for (u32 i = 0; i < length; i++) lines += payload[i] == '\n';
	logfile.lost_bytes += length;
	logfile.lost_lines += lines;
	logfile.all_lost_bytes += length;
	logfile.all_lost_lines += lines;
}

static int ready(s32 fd)
{
	struct pollfd p = { fd, POLLIN, 0 };
	struct timespec none = { 0, 0 };
	return call(__NR_ppoll, &p, 1, &none, 0, 8) > 0 && p.revents & POLLIN;
}

/* Takes what there is from one source, as one chunk: a terminal gives no more than 4 KiB at a time, and every chunk is
 * a write, a time and a wake-up of its readers. 0 or an error when it has come to its end. */
static long take(s32 fd, u8 stream)
{
	u64 n = 0;
	long r;
	do {
		r = call(__NR_read, fd, buffer + n, BUFFER - n);
		if (r > 0) n += (u64)r;
	} while (r > 0 && n <= BUFFER - 4096 && ready(fd));
	if (n) {
		keep(stream, buffer, (u32)n);
		return (long)n;
	}
	return r == -EINTR || r == -EAGAIN ? 1 : r; /* an engine may make a terminal non-blocking */
}

static void control(void)
{
	u8 c;
	if (call(__NR_read, m.control, &c, 1) == 1 && c == 'i' && m.input >= 0) {
		call(__NR_close, m.input);
		m.input = -1;
	}
}

static __attribute__((noreturn)) void finish(void)
{
	struct pollfd p[2] = { { m.out, POLLIN, 0 }, { m.err, POLLIN, 0 } };
	struct timespec none = { 0, 0 };
	for (u64 n = 0; n < DRAIN_MAX && call(__NR_ppoll, p, 2, &none, 0, 8) > 0;) {
		u64 before = n;
		for (int i = 0; i < 2; i++) {
			if (p[i].fd < 0 || !p[i].revents) continue;
			long got = p[i].revents & POLLIN ? take(p[i].fd, (u8)(OUT + i)) : 0;
			if (got <= 0) p[i].fd = -1;
			else n += (u64)got;
		}
		if (n == before && p[0].fd < 0 && p[1].fd < 0) break;
	}
	if (logfile.lost_bytes) keep(OUT, buffer, 0); /* says how much is missing, if there is room again */
	struct exit_record r;
	memset(&r, 0, sizeof r);
	r.magic = EXIT_MAGIC;
	r.version = 1;
	u8 info[128];
	memset(info, 0, sizeof info);
	while (call(__NR_waitid, 3 /* P_PIDFD */, m.pidfd, info, 4 /* WEXITED */, r.rusage) == -EINTR) ;
	memcpy(&r.signo, info, 28);
	r.time = now();
	r.lost_bytes = logfile.all_lost_bytes;
	r.lost_lines = logfile.all_lost_lines;
	call(__NR_pwrite64, m.record, &r, sizeof r, 0);
	if (m.sync) call(__NR_fdatasync, m.record);
	call(__NR_renameat2, m.state, "exit.new", m.state, "exit", 0);
	leave(0);
}

void monitor(const struct monitor *told)
{
	m = *told;
	if (m.log >= 0) {
		logfile.fd = open_segment(m.segment);
		if (failed(logfile.fd)) logfile.fd = -1;
		long end = call(__NR_lseek, logfile.fd, 0, 2);
		logfile.size = failed(end) ? 0 : (u64)end;
	}
	int clean = 1;
	for (;;) {
		struct pollfd p[4] = { { m.pidfd, POLLIN, 0 }, { m.out, POLLIN, 0 }, { m.err, POLLIN, 0 },
				       { m.control, POLLIN, 0 } };
		struct timespec idle = { IDLE_MS / 1000, 0 };
		long n = call(__NR_ppoll, p, 4, clean ? 0 : &idle, 0, 8);
		if (n == 0) {
			/* quiet for a while: the buffer's pages go back */
			call(__NR_madvise, buffer, BUFFER, 4 /* MADV_DONTNEED */);
			clean = 1;
			continue;
		}
		if (failed(n)) continue;
		if (p[0].revents) finish();
		if (p[1].revents) {
			clean = 0;
			if (take(m.out, OUT) <= 0) m.out = -1;
		}
		if (p[2].revents) {
			clean = 0;
			if (take(m.err, ERR) <= 0) m.err = -1;
		}
		if (p[3].revents & POLLIN) control();
		else if (p[3].revents) m.control = -1;
	}
}
