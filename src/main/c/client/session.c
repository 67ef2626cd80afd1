/* Waits for the engine's answer, forwarding signals and changes of the window's size. */
#include "client.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

static const int forwarded[] = {SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGTERM, SIGCONT, SIGTSTP, SIGWINCH};

/* As docker's: the third polite request ends berth even when the engine does not answer. */
#define PATIENCE 3
/* After SIGHUP there is nobody to wait for. */
#define HANG_UP_MILLIS 1000

static int impatience;
static int hung_up;

static int block_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof forwarded / sizeof *forwarded; i++) {
        struct sigaction action;
        /* nohup(1) and background jobs of shells without job control ignore some: leave those alone */
        if (sigaction(forwarded[i], NULL, &action) == 0 && action.sa_handler == SIG_IGN && forwarded[i] != SIGCONT)
            continue;
        sigaddset(&set, forwarded[i]);
    }
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int leave(int status)
{
    terminal_restore();
    return status;
}

/* Stops the whole process group as the terminal would have, and comes back when it is continued. */
static void stop_by(int signal)
{
    sigset_t only;
    sigset_t before;
    sigemptyset(&only);
    sigaddset(&only, signal);
    kill(0, signal);
    sigprocmask(SIG_UNBLOCK, &only, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
    /* the caller tells the engine once, also when the group could not be stopped and there was no SIGCONT */
    sigemptyset(&only);
    sigaddset(&only, SIGCONT);
    sigtimedwait(&only, NULL, &(struct timespec) {0});
}

static void tell_continued(int socket)
{
    unsigned char foreground = (unsigned char) terminal_in_foreground();
    wire_frame(socket, 'C', &foreground, 1);
}

static void forward(int socket, int signal)
{
    if (signal == SIGWINCH) {
        wire_frame(socket, 'W', "", 0);
        return;
    }
    if (signal == SIGCONT) {
        tell_continued(socket);
        return;
    }
    if (signal == SIGINT || signal == SIGTERM)
        impatience++;
    if (signal == SIGHUP)
        hung_up = 1;
    unsigned char number = (unsigned char) signal;
    wire_frame(socket, 'G', &number, 1);
}

/* One frame from the engine. Returns the exit status, or -1 to go on. */
static int answer(int socket)
{
    static unsigned char payload[64 * 1024];
    char type;
    uint32_t length;
    int result = wire_read(socket, &type, payload, sizeof payload, &length);
    if (result <= 0) {
        /* the cursor is where the program in the container left it */
        if (terminal_restore())
            fputc('\n', stderr);
        fputs("berth: the engine is gone; containers that run keep running, and the next command starts it again\n",
              stderr);
        return EXIT_BERTH;
    }
    if (type == 'X' && length >= 4) {
        if (length > 4 && write(2, payload + 4, length - 4) < 0)
            return EXIT_BERTH;
        return payload[0];
    }
    /* the interrupt ended a line or a command of a shell, which goes on */
    if (type == 'H')
        impatience = 0;
    if (type == 'S' && length >= 1) {
        /* A stop that came too late, after the shell has given the terminal back, is passed over. */
        if (payload[0] != SIGTTIN || !terminal_in_foreground())
            stop_by(payload[0]);
        tell_continued(socket);
    }
    return -1;
}

int session_run(int socket)
{
    int signals = block_signals();
    if (signals < 0)
        die("cannot watch for signals: %s", strerror(errno));
    struct pollfd watch[] = {{.fd = socket, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
    for (;;) {
        int ready = poll(watch, 2, hung_up ? HANG_UP_MILLIS : -1);
        if (ready == 0)
            return leave(128 + SIGHUP);
        if (ready < 0 && errno != EINTR)
            die("cannot wait for the engine: %s", strerror(errno));
        if (watch[0].revents != 0) {
            int status = answer(socket);
            if (status >= 0)
                return status;
        }
        struct signalfd_siginfo info;
        while (watch[1].revents != 0 && read(signals, &info, sizeof info) == sizeof info) {
            forward(socket, (int) info.ssi_signo);
            if (impatience >= PATIENCE)
                return leave(128 + (int) info.ssi_signo);
        }
    }
}
