/* berth: runs its arguments as a command in the engine, on this terminal. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

/* A descriptor that the caller closed would be taken by the next open, and passed on as standard output. */
static void fill_standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
            _exit(EXIT_BERTH);
    }
}

/* "engine" and its options run the engine here, in the foreground; "engine stop|status" ask the one that runs. */
static int asks_running_engine(int argc, char **argv)
{
    return argc > 2 && (strcmp(argv[2], "stop") == 0 || strcmp(argv[2], "status") == 0);
}

int main(int argc, char **argv)
{
    fill_standard_descriptors();
    int socket;
    if (argc > 1 && strcmp(argv[1], "engine") == 0) {
        if (!asks_running_engine(argc, argv))
            engine_exec(argv + 1);
        socket = engine_connect();
        int reason = errno;
        if (socket < 0 && (reason == EACCES || engine_of_group() != NULL))
            die("only its own user and root may ask the engine for that: use sudo");
        if (socket < 0) {
            fprintf(stderr, "The engine is not running (%s/session.sock: %s).\n", run_directory(), strerror(reason));
            return strcmp(argv[2], "stop") == 0 ? 0 : 1;
        }
    } else {
        socket = engine_connect();
        /* a command works with its caller's files; in root's engine it would do so as root, so that of somebody whom
           only the group lets in runs here */
        const char *run = socket < 0 ? engine_of_group() : NULL;
        if (run != NULL)
            command_exec(run, argv + 1);
        if (socket < 0)
            socket = engine_connect_or_start();
    }
    int stopping = argc > 2 && strcmp(argv[1], "engine") == 0 && strcmp(argv[2], "stop") == 0;
    int engine = stopping ? engine_process(socket) : -1;
    terminal_save();
    if (wire_request(socket, argc - 1, argv + 1, environ) != 0) {
        if (errno == E2BIG)
            die("the arguments and the environment are longer than 1 MiB together");
        die("cannot send the command to the engine: %s", strerror(errno));
    }
    int status = session_run(socket);
    /* whoever has stopped an engine may start the next one, or take its directories away */
    if (stopping && status == 0)
        engine_await_end(engine);
    return status;
}
