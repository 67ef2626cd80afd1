/* seize: traces every process that appears for a moment, and names the program that each was running then. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static void seize(pid_t pid)
{
    char path[64], program[256];
    if (pid == getpid() || ptrace(PTRACE_SEIZE, pid, 0, 0) != 0)
        return;
    snprintf(path, sizeof path, "/proc/%d/exe", pid);
    ssize_t n = readlink(path, program, sizeof program - 1);
    program[n < 0 ? 0 : n] = '\0';
    /* one that is ending has no program any more */
    if (n >= 0 || errno != ENOENT)
        printf("%d %s\n", pid, program);
    fflush(stdout);
    int status;
    if (ptrace(PTRACE_INTERRUPT, pid, 0, 0) == 0 && waitpid(pid, &status, __WALL) == pid && WIFSTOPPED(status))
        ptrace(PTRACE_DETACH, pid, 0, 0);
}

int main(void)
{
    for (;;) {
        DIR *processes = opendir("/proc");
        if (processes == NULL)
            return 1;
        for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
            int pid = atoi(entry->d_name);
            if (pid > 0)
                seize(pid);
        }
        closedir(processes);
    }
}
