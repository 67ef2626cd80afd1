/* The kernel's interface, without a C library: numbers, structures and the one instruction that makes a call. */
#ifndef KERNEL_H
#define KERNEL_H

typedef unsigned long u64;
typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;
typedef int s32;
typedef long s64;

#include <asm/unistd.h>

#define EINTR 4
#define EAGAIN 11
#define EFAULT 14
#define EINVAL 22
#define ENOSYS 38

/* A result in the last page of the address space is an error number (Linux, all machines). */
static inline int failed(long r) { return r < 0 && r > -4096; }

#if defined(__x86_64__)
static inline long call6(long n, u64 a, u64 b, u64 c, u64 d, u64 e, u64 f)
{
	register u64 r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
	long r;
	__asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return r;
}
#elif defined(__aarch64__)
static inline long call6(long n, u64 a, u64 b, u64 c, u64 d, u64 e, u64 f)
{
	register u64 x8 __asm__("x8") = (u64)n, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c;
	register u64 x3 __asm__("x3") = d, x4 __asm__("x4") = e, x5 __asm__("x5") = f;
	__asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory", "cc");
	return (long)x0;
}
#else
#error "the launcher knows x86-64 and aarch64"
#endif

#define call(n, ...) call_(n, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0)
#define call_(n, a, b, c, d, e, f, ...) \
	call6(n, (u64)(a), (u64)(b), (u64)(c), (u64)(d), (u64)(e), (u64)(f))

static inline __attribute__((noreturn)) void leave(int status)
{
	for (;;)
		call(__NR_exit_group, status);
}

struct iovec { const void *base; u64 length; };
struct pollfd { s32 fd; u16 events, revents; };
struct timespec { s64 seconds, nanos; };

#define POLLIN 1
#define POLLERR 8
#define POLLHUP 16
#define POLLNVAL 32

#endif
