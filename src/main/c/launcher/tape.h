/* The tape: a launch plan in the form that the launcher plays. The engine writes it (dev.berth.isolation.Tape).
 *
 *   header | data | operations | relocations
 *
 * All numbers are little-endian, all offsets count bytes from the start of the tape, and every part is aligned to 8.
 * Data holds strings, structures and slots; a system call can write its results there, so a slot is also a variable.
 * A relocation is the offset of a 64-bit slot in data that holds an offset and becomes an address. The last byte of
 * data is 0, so that no string runs out of it. */
#ifndef TAPE_H
#define TAPE_H

#include "kernel.h"

#define TAPE_MAGIC 0x45504154u /* "TAPE" */
#define TAPE_VERSION 3
#define TAPE_FD 3
#define TAPE_MAX (1u << 20)

struct header {
	u32 magic, version;
	u32 size;                     /* of the whole tape */
	u32 operations, operation_count;
	u32 relocations, relocation_count;
	s32 error_fd;                 /* where a failure is reported */
};

/* What an operation does. */
enum {
	SYSCALL,  /* nr(arg 0 … arg 5) */
	JUMP,     /* go on at `target` */
	IF_ZERO,  /* go on at `target` if arg 0 is 0 */
	IF_EQUAL, /* go on at `target` if arg 0 equals arg 1 */
	DECIMAL,  /* write arg 0 in decimal, then the string arg 2, at arg 1 (room: 20 digits and the string) */
	FAIL,     /* stop with the error number in arg 0 */
	MONITOR,  /* become the monitor that struct monitor at arg 0 describes; does not return */
	INIT,     /* become a container's process 1 whose only child is process arg 0; does not return */
	CODES
};

/* Flags of SYSCALL. */
#define IGNORE 1 /* any error is as good as success */
#define AGAIN  2 /* repeat after EINTR */
#define EXACT  4 /* the result must be `target`, or the error is EINVAL */
#define FLAGS  7

/* Where an argument comes from: four bits each in `kinds`. */
enum { NUMBER, ADDRESS, SLOT, SLOT32, KINDS }; /* as it is; of data; 64 bits of data; 32 bits of data, with sign */

struct operation {
	u16 nr;
	u8 code, flags;
	u32 kinds;
	u64 tolerated;  /* error numbers below 64 that are as good as success, a bit each */
	u32 result;     /* slot for the result, or 0 */
	u32 target;     /* of a jump, always forward; or what EXACT wants */
	u64 arg[6];
};

/* What is written to error_fd; nothing is written when all goes well. */
struct failure {
	u32 operation;  /* its index; ~0 when the tape itself is wrong */
	u32 error;      /* error number, or for a wrong tape the rule that it breaks */
};

/* What the monitor is told. Descriptors that are not there are -1. */
struct monitor {
	s32 pidfd;          /* the container's process */
	s32 out, err;       /* what to log: read ends of pipes, or `out` alone, a pseudo-terminal's master */
	s32 terminal;       /* whether `out` is one */
	s32 input;          /* write end of the standard input, kept open so that an engine can come and go */
	s32 control;        /* read end of a pipe; see monitor.c */
	s32 log;            /* directory of log segments */
	s32 state;          /* directory of the exit record */
	s32 record;         /* "exit.new" in it, its room on the disk already taken */
	u32 sync;           /* whether the exit record is to survive a crash of the machine */
	u32 segment;        /* number of the segment to begin or go on with */
	u32 segments_kept;
	u64 segment_bytes;  /* a segment that has grown past this is followed by the next one */
};

void monitor(const struct monitor *) __attribute__((noreturn));
void init(s32 child) __attribute__((noreturn));


void *memcpy(void *, const void *, u64);
void *memset(void *, int, u64);

#endif
