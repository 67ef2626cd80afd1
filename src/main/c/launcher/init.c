/* A container's process 1 when its profile says `init = true`: passes signals on to the one child, reaps whatever is
 * orphaned to it, and ends as the child ends. All signals are blocked when it begins. */
#include "tape.h"

#define SIGCHLD 17
#define SIGTSTP 20
#define SIGTTIN 21
#define SIGTTOU 22

void init(s32 child)
{
	u64 all = ~0ul;
	u8 info[128];
	for (;;) {
		long signal = call(__NR_rt_sigtimedwait, &all, info, 0, 8);
		if (failed(signal)) continue;
		if (signal != SIGCHLD) {
			/* stops that the terminal sends reach the child's process group by themselves */
			if (signal != SIGTSTP && signal != SIGTTIN && signal != SIGTTOU) call(__NR_kill, child, signal);
			continue;
		}
		for (;;) {
			s32 status;
			long pid = call(__NR_wait4, -1, &status, 1 /* WNOHANG */, 0);
			if (pid <= 0) break;
			if (pid == child)
				leave((status & 0x7f) ? 128 + (status & 0x7f) : status >> 8 & 0xff);
		}
	}
}
