/* The berth client: hands its terminal to the engine and waits for the exit status. */
#ifndef BERTH_CLIENT_H
#define BERTH_CLIENT_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

/* Exit status when berth itself fails, as docker's. */
#define EXIT_BERTH 125

/* paths.c: where things are. Each function exits with a message when it cannot know. */
#define ROOT_RUN_DIRECTORY "/run/berth"
const char *run_directory(void);               /* $BERTH_RUN, /run/berth or $XDG_RUNTIME_DIR/berth */
const char *installed_file(const char *name);  /* beside this program, or in ../share/berth; NULL when not there */

/* engine.c */
int engine_connect(void);                      /* a socket, or -1 with errno */
int engine_connect_or_start(void);             /* a socket; exits with a message when there is no engine */
int engine_process(int socket);                /* the engine's process by descriptor, or -1 */
void engine_await_end(int process);            /* until it is gone; says so when that takes too long */
_Noreturn void engine_exec(char **argv);       /* becomes the engine */
const char *engine_of_group(void);             /* run directory of root's engine, if its API is open to this user */
_Noreturn void command_exec(const char *run, char **argv);  /* becomes java, which runs the command itself */

/* wire.c: frames of {u8 type, 3 zero bytes, u32 length, payload}, little-endian; see dev.berth.session */
#define FRAME_MAX (1024 * 1024)
int wire_request(int socket, int argc, char **argv, char **envp);  /* with fds 0, 1, 2; -1 with errno */
int wire_frame(int socket, char type, const void *payload, uint32_t length);
int wire_read(int socket, char *type, unsigned char *payload, size_t size, uint32_t *length);  /* 1, 0 end, -1 */

/* terminal.c: the terminal's modes as they were, put back when the engine dies */
void terminal_save(void);
int terminal_restore(void);
int terminal_in_foreground(void);

/* session.c */
int session_run(int socket);                   /* the exit status */

/* text.c */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
