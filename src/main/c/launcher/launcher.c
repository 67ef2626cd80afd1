/* The launcher: checks a tape and plays it. It holds no policy: what to do, in which order, and which failures matter
 * is all on the tape. It needs no C library, so that nothing of the host is mapped into it and it stays small: it goes
 * on as the container's monitor for as long as the container lives. */
#include "tape.h"

static s32 error_fd = -1;

static __attribute__((noreturn)) void fail(u32 operation, u32 error)
{
	struct failure f = { operation, error };
	call(__NR_write, error_fd, &f, sizeof f);
	leave(127);
}

/* A wrong tape: the rule is for the reader of the engine's log, the tape's author being the engine itself. */
static __attribute__((noreturn)) void refuse(u32 rule) { fail(~0u, rule); }

static int inside(u64 at, u64 length, u64 from, u64 to)
{
	return at >= from && at <= to && length <= to - at;
}

/* The checks of everything that the player relies on. Strings and structures whose size only the kernel knows are the
 * author's care; the kernel itself refuses addresses that are not mapped. */
static void check(u8 *tape, const struct header *h)
{
	if (h->magic != TAPE_MAGIC) refuse(1);
	if (h->version != TAPE_VERSION) refuse(2);
	if (h->operations % 8 || h->relocations % 4) refuse(3);
	if (!inside(h->operations, (u64)h->operation_count * sizeof(struct operation), sizeof *h, h->size)) refuse(4);
	if (!inside(h->relocations, (u64)h->relocation_count * sizeof(u32), h->operations, h->size)) refuse(5);
	if (h->operations <= sizeof *h || tape[h->operations - 1]) refuse(6);
	if (h->relocations < h->operations + (u64)h->operation_count * sizeof(struct operation)) refuse(7);
	const u32 *relocation = (const u32 *)(tape + h->relocations);
	for (u32 i = 0; i < h->relocation_count; i++) {
		if (relocation[i] % 8 || !inside(relocation[i], 8, sizeof *h, h->operations)) refuse(8);
		u64 *slot = (u64 *)(tape + relocation[i]);
		if (!inside(*slot, 1, sizeof *h, h->operations)) refuse(9);
		*slot += (u64)tape;
	}
	const struct operation *o = (const struct operation *)(tape + h->operations);
	for (u32 pc = 0; pc < h->operation_count; pc++, o++) {
		if (o->code >= CODES || o->flags & ~FLAGS) refuse(10);
		if (o->result && (o->result % 8 || !inside(o->result, 8, sizeof *h, h->operations))) refuse(11);
		if ((o->code == JUMP || o->code == IF_ZERO || o->code == IF_EQUAL)
		    && (o->target <= pc || o->target >= h->operation_count)) refuse(12);
		for (int i = 0; i < 6; i++) {
			u32 kind = o->kinds >> 4 * i & 15;
			u64 length = kind == SLOT ? 8 : kind == SLOT32 ? 4 : 1;
			if (kind >= KINDS) refuse(13);
			if (kind != NUMBER && !inside(o->arg[i], length, sizeof *h, h->operations)) refuse(14);
			if (kind != NUMBER && kind != ADDRESS && o->arg[i] % length) refuse(15);
		}
		if (o->code == MONITOR && (!inside(o->arg[0], sizeof(struct monitor), sizeof *h, h->operations)
		    || o->arg[0] % 8 || (o->kinds & 15) != ADDRESS)) refuse(16);
		if (o->code == DECIMAL && ((o->kinds & 0xff0) != (ADDRESS << 4 | ADDRESS << 8)
		    || !inside(o->arg[1], 32, sizeof *h, h->operations))) refuse(17);
	}
}

static void decimal(u8 *to, u64 number, const u8 *suffix, const u8 *end)
{
	u8 digits[20];
	int n = 0;
	do digits[n++] = (u8)('0' + number % 10); while (number /= 10);
	while (n && to < end) *to++ = digits[--n];
	while (to < end && (*to++ = *suffix++)) ;
}

static void play(u8 *tape, const struct header *h)
{
	const struct operation *operations = (const struct operation *)(tape + h->operations);
	for (u32 pc = 0; pc < h->operation_count; pc++) {
		const struct operation *o = &operations[pc];
		u64 v[6];
		for (int i = 0; i < 6; i++) {
			u64 a = o->arg[i];
			switch (o->kinds >> 4 * i & 15) {
			case NUMBER: v[i] = a; break;
			case ADDRESS: v[i] = (u64)(tape + a); break;
			case SLOT: v[i] = *(volatile u64 *)(tape + a); break;
			default: v[i] = (u64)(s64)*(volatile s32 *)(tape + a);
			}
		}
		switch (o->code) {
		case SYSCALL: {
			long r;
			do r = call6(o->nr, v[0], v[1], v[2], v[3], v[4], v[5]);
			while (r == -EINTR && o->flags & AGAIN);
			if (o->result) *(volatile long *)(tape + o->result) = r;
			if (failed(r)) {
				if (!(o->flags & IGNORE) && !(-r < 64 && o->tolerated >> -r & 1)) fail(pc, (u32)-r);
			} else if (o->flags & EXACT && r != (long)o->target) {
				fail(pc, EINVAL);
			}
			break;
		}
		case JUMP: pc = o->target - 1; break;
		case IF_ZERO: if (!v[0]) pc = o->target - 1; break;
		case IF_EQUAL: if (v[0] == v[1]) pc = o->target - 1; break;
		case DECIMAL: decimal((u8 *)v[1], v[0], (const u8 *)v[2], tape + h->operations); break;
		case FAIL: fail(pc, (u32)v[0]);
		case INIT: init((s32)v[0]);
		case MONITOR: {
			struct monitor m = *(const struct monitor *)v[0];
			call(__NR_munmap, tape, h->size); /* h is a copy: a monitor keeps nothing of the tape */
			monitor(&m);
		}
		}
	}
	leave(0);
}

__attribute__((used, noreturn)) void start(void)
{
	struct header h;
	if (call(__NR_pread64, TAPE_FD, &h, sizeof h, 0) != sizeof h) leave(125);
	error_fd = h.error_fd;
	if (h.size < sizeof h || h.size > TAPE_MAX || call(__NR_lseek, TAPE_FD, 0, 2) != h.size) refuse(0);
	/* A private mapping: the author's copy stays as it is, and only pages that are written take memory. */
	u8 *tape = (u8 *)call(__NR_mmap, 0, h.size, 3 /* PROT_READ|WRITE */, 2 /* MAP_PRIVATE */, TAPE_FD, 0);
	if (failed((long)tape)) refuse(0);
	call(__NR_close, TAPE_FD);
	check(tape, &h);
	play(tape, &h);
	leave(0);
}

#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n\txor %ebp, %ebp\n\tand $-16, %rsp\n\tcall start\n");
#else
__asm__(".globl _start\n_start:\n\tmov x29, xzr\n\tbl start\n");
#endif

/* The compiler may ask for these even in a freestanding program. */
void *memcpy(void *to, const void *from, u64 n)
{
	u8 *t = to;
	const u8 *f = from;
	while (n--) *t++ = *f++;
	return to;
}

void *memset(void *to, int value, u64 n)
{
	u8 *t = to;
	while (n--) *t++ = (u8)value;
	return to;
}
