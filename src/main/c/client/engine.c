/* Finds the engine's socket, and starts an engine where none answers. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define START_SECONDS 30
#define POLL_MILLIS 5
#define STOP_SECONDS 30
#define LOG_TAIL 2048
#define LOG_KEEP (1024 * 1024)

/* Whoever answers gets the terminal and the environment: only this user's engine, or root's, may. */
static void check_owner(int fd, const char *run)
{
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0)
        die("cannot tell who answers at %s/session.sock: %s", run, strerror(errno));
    if (peer.uid != geteuid() && peer.uid != 0)
        die("%s/session.sock belongs to user %u, not to you; set BERTH_RUN to a directory of your own", run,
            (unsigned) peer.uid);
}

int engine_connect(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *run = run_directory();
    int directory = -1;
    int n = snprintf(address.sun_path, sizeof address.sun_path, "%s/session.sock", run);
    if (n >= (int) sizeof address.sun_path) {
        /* sun_path holds 107 bytes; a longer path goes through the directory's descriptor */
        directory = open(run, O_PATH | O_DIRECTORY | O_CLOEXEC);
        snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/session.sock", directory);
    }
    int result = connect(fd, (struct sockaddr *) &address, sizeof address);
    int reason = errno;
    if (directory >= 0)
        close(directory);
    if (result != 0) {
        close(fd);
        errno = reason;
        return -1;
    }
    check_owner(fd, run);
    return fd;
}

int engine_process(int socket)
{
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0)
        return -1;
    return (int) syscall(SYS_pidfd_open, peer.pid, 0);
}

void engine_await_end(int process)
{
    if (process < 0)
        return; /* it is gone already, or this kernel (before 5.3) has no such descriptors */
    struct pollfd gone = {.fd = process, .events = POLLIN};
    if (poll(&gone, 1, STOP_SECONDS * 1000) == 0)
        fprintf(stderr, "berth: the engine has not ended within %d seconds; its log is %s/engine.log\n", STOP_SECONDS,
            run_directory());
    close(process);
}

static void make_directory(const char *path)
{
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    for (char *at = copy + 1; *at != '\0'; at++) {
        if (*at == '/') {
            *at = '\0';
            mkdir(copy, 0755);
            *at = '/';
        }
    }
    struct stat about;
    if (stat(path, &about) == 0 && !S_ISDIR(about.st_mode))
        die("the run directory %s is a file; set BERTH_RUN to a directory of your own", path);
    if (mkdir(copy, 0700) == 0) {
        /* whatever the umask is: others pass through to the sockets, whose own modes say who may use them, and see
           nothing */
        if (chmod(copy, 0711) != 0)
            die("cannot set the mode of the run directory %s: %s", path, strerror(errno));
    } else if (errno != EEXIST) {
        die("cannot make the run directory %s: %s; set BERTH_RUN to a directory of your own", path, strerror(errno));
    }
    /* the default below /tmp could have been made by anybody */
    if (lstat(path, &about) != 0 || (about.st_uid != geteuid() && about.st_uid != 0))
        die("the run directory %s belongs to somebody else; set BERTH_RUN to a directory of your own", path);
}

static int open_in(const char *directory, const char *name, int flags)
{
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s/%s", directory, name) >= (int) sizeof path)
        die("the run directory's path is too long");
    int fd = open(path, flags | O_CLOEXEC | O_NOCTTY, 0600);
    if (fd < 0)
        die("cannot open %s: %s", path, strerror(errno));
    return fd;
}

static const char *java_program(void)
{
    static char path[PATH_MAX];
    const char *home = getenv("JAVA_HOME");
    if (home != NULL && *home != '\0'
        && snprintf(path, sizeof path, "%s/bin/java", home) < (int) sizeof path && access(path, X_OK) == 0)
        return path;
    return "java";
}

/* An engine is small and mostly idle; these keep it so (figures: src/main/java/dev/berth/bench). */
static const char *const engine_options[] = {
    "-XX:+UseSerialGC",
    /* the second compiler takes a third of the processor time of the first thousand launches and never gives it back;
       what needs it, hashing, is native code instead (src/site/decisions/0007-one-compiler.md) */
    "-XX:TieredStopAtLevel=1",
    /* the JVM's own choice begins with a 64th of the machine's memory, and fills that before it looks for garbage;
       the heap grows when it must */
    "-Xms6m",
    "-Xmn3m",
    /* the file that jps(1) reads costs a thread and a mapping */
    "-XX:-UsePerfData",
    /* nobody attaches to it: an attached agent runs as the engine, and its socket would be a predictable name in
       /tmp */
    "-XX:+DisableAttachMechanism",
    /* what compiling and unpacking had of the C library's memory goes back to the machine: 7 MiB after the first
       hundred launches. JDKs before 17.0.9 know no such option, and pass over it */
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-XX:TrimNativeHeapInterval=5000",
    "-Xshare:auto",
    /* an archive that does not fit the jar or the JVM is passed over in silence */
    "-Xlog:cds*=off",
};

/* The archive of classes, if it was made for the jar under this path. The JVM would find out too, but then have none,
   not even its own. */
static const char *class_archive(const char *jar)
{
    const char *archive = installed_file("berth.jsa");
    const char *made_for = installed_file("berth.jsa.jar");
    if (archive == NULL || made_for == NULL)
        return NULL;
    static char path[PATH_MAX];
    int fd = open(made_for, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, path, sizeof path - 1);
    if (fd >= 0)
        close(fd);
    if (n <= 0)
        return NULL;
    path[n] = '\0';
    struct stat one;
    struct stat other;
    return stat(path, &one) == 0 && stat(jar, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino
        ? archive : NULL;
}

/* The arguments up to "-jar berth.jar"; the rest are the caller's. */
static char **java_arguments(char **rest)
{
    static char *arguments[4096];
    size_t n = 0;
    const char *jar = installed_file("berth.jar");
    if (jar == NULL)
        die("berth.jar is neither beside this program nor in ../share/berth; build it with 'mvn package'");
    const char *archive = class_archive(jar);
    static char share[PATH_MAX + 32];
    arguments[n++] = "java";
    for (size_t i = 0; i < sizeof engine_options / sizeof *engine_options; i++)
        arguments[n++] = (char *) engine_options[i];
    if (archive != NULL && snprintf(share, sizeof share, "-XX:SharedArchiveFile=%s", archive) < (int) sizeof share)
        arguments[n++] = share;
    /* BERTH_JAVA_OPTIONS: more options, separated by blanks */
    char *more = getenv("BERTH_JAVA_OPTIONS");
    for (char *word = more == NULL ? NULL : strtok(strdup(more), " "); word != NULL && n < 64; word = strtok(NULL, " "))
        arguments[n++] = word;
    arguments[n++] = "-jar";
    arguments[n++] = (char *) jar;
    for (; *rest != NULL; rest++) {
        if (n + 1 >= sizeof arguments / sizeof *arguments)
            die("too many arguments");
        arguments[n++] = *rest;
    }
    arguments[n] = NULL;
    return arguments;
}

static _Noreturn void java_exec(char **argv)
{
    char **arguments = java_arguments(argv);
    execvp(java_program(), arguments);
    die("cannot run java: %s; install it (Debian: apt install openjdk-17-jre-headless) or set JAVA_HOME",
        strerror(errno));
}

_Noreturn void engine_exec(char **argv)
{
    /* what it makes has the modes that containers and images want, whoever starts it */
    umask(022);
    /* in the locale C, which services and cron jobs have, Java takes no file name that is not ASCII */
    setenv("LC_ALL", "C.UTF-8", 1);
    java_exec(argv);
}

const char *engine_of_group(void)
{
    if (geteuid() == 0)
        return NULL;
    const char *given = getenv("BERTH_RUN");
    const char *run = given != NULL && *given != '\0' ? run_directory() : ROOT_RUN_DIRECTORY;
    char path[PATH_MAX];
    struct stat about;
    if (snprintf(path, sizeof path, "%s/docker.sock", run) >= (int) sizeof path || stat(path, &about) != 0)
        return NULL;
    /* as check_owner() has it: what a command reads and writes goes through this socket */
    return about.st_uid == 0 && access(path, R_OK | W_OK) == 0 ? run : NULL;
}

_Noreturn void command_exec(const char *run, char **argv)
{
    setenv("BERTH_RUN", run, 1);
    java_exec(argv);
}

/* In the child: becomes the engine, in a session of its own, with nothing of the caller's but its environment. */
static _Noreturn void become_engine(int log)
{
    setsid();
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0 || dup2(null, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0 || chdir("/") != 0)
        die("cannot set the engine up: %s", strerror(errno));
    static const int usual[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        signal(usual[i], SIG_DFL);
    for (int fd = 3; fd < 1024; fd++)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    engine_exec((char *[]) {"engine", NULL});
}

/*
 * The end of what the engine wrote. Where it gave its reason in a sentence, that alone, and the log is not worth a
 * second one.
 */
static bool show_log(int log, off_t from)
{
    static const char reason[] = "berth: cannot start the engine: ";
    static char text[LOG_TAIL + 1];
    off_t size = lseek(log, 0, SEEK_END);
    off_t start = size - from > LOG_TAIL ? size - LOG_TAIL : from;
    ssize_t n = pread(log, text, LOG_TAIL, start);
    if (n <= 0)
        return false;
    text[n] = '\0';
    char *sentence = strstr(text, reason);
    if (sentence != NULL) {
        fprintf(stderr, "%.*s\n", (int) strcspn(sentence, "\n"), sentence);
        return true;
    }
    fputs(text, stderr);
    if (text[n - 1] != '\n')
        fputc('\n', stderr);
    return false;
}

static int start(const char *run)
{
    int log = open_in(run, "engine.log", O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW);
    struct stat about;
    if (fstat(log, &about) == 0 && about.st_size > LOG_KEEP && ftruncate(log, 0) != 0)
        die("cannot shorten %s/engine.log: %s", run, strerror(errno));
    off_t from = lseek(log, 0, SEEK_END);
    /* the engine must see the same directory as this client, wherever its own default is */
    setenv("BERTH_RUN", run, 1);
    pid_t child = fork();
    if (child < 0)
        die("cannot start the engine: %s", strerror(errno));
    if (child == 0)
        become_engine(log);
    struct timespec pause = {.tv_nsec = POLL_MILLIS * 1000000L};
    for (int i = 0; i < START_SECONDS * 1000 / POLL_MILLIS; i++) {
        int fd = engine_connect();
        if (fd >= 0) {
            close(log);
            return fd;
        }
        int status;
        if (waitpid(child, &status, WNOHANG) == child) {
            if (show_log(log, from))
                exit(EXIT_BERTH);
            die("the engine could not start; its log is %s/engine.log", run);
        }
        nanosleep(&pause, NULL);
    }
    show_log(log, from);
    die("the engine (process %d) did not answer within %d seconds; its log is %s/engine.log", (int) child,
        START_SECONDS, run);
}

int engine_connect_or_start(void)
{
    int fd = engine_connect();
    if (fd >= 0)
        return fd;
    const char *run = run_directory();
    if (errno != ENOENT && errno != ECONNREFUSED && errno != ENOTDIR)
        die("cannot connect to %s/session.sock: %s%s", run, strerror(errno),
            errno == EACCES ? "; the engine is another user's, root's as a rule: use sudo" : "");
    make_directory(run);
    /* of clients that start at once the first starts the engine, and the others wait here */
    int lock = open_in(run, "start.lock", O_RDWR | O_CREAT | O_NOFOLLOW);
    while (flock(lock, LOCK_EX) != 0) {
        if (errno != EINTR)
            die("cannot lock %s/start.lock: %s", run, strerror(errno));
    }
    fd = engine_connect();
    if (fd < 0)
        fd = start(run);
    close(lock);
    return fd;
}
