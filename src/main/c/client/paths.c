/* Where the engine's sockets and berth's own files are. */
#include "client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *run_directory(void)
{
    static char path[PATH_MAX];
    const char *given = getenv("BERTH_RUN");
    if (given != NULL && *given != '\0') {
        char directory[PATH_MAX];
        int relative = given[0] != '/';
        if (relative && getcwd(directory, sizeof directory) == NULL)
            die("the working directory is gone, and BERTH_RUN is relative to it");
        int n = snprintf(path, sizeof path, "%s%s%s", relative ? directory : "", relative ? "/" : "", given);
        if (n >= (int) sizeof path)
            die("BERTH_RUN is too long");
        return path;
    }
    if (geteuid() == 0)
        return ROOT_RUN_DIRECTORY;
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    if (runtime == NULL || *runtime != '/')
        snprintf(path, sizeof path, "/tmp/berth-%u", (unsigned) geteuid());
    else if (snprintf(path, sizeof path, "%s/berth", runtime) >= (int) sizeof path)
        die("XDG_RUNTIME_DIR is too long");
    return path;
}

const char *installed_file(const char *name)
{
    static char self[PATH_MAX];
    if (self[0] == '\0') {
        ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
        char *slash = n > 0 ? memrchr(self, '/', (size_t) n) : NULL;
        if (slash == NULL)
            die("cannot find my own directory; is /proc mounted?");
        *slash = '\0';
    }
    static const char *const places[] = {"", "/../share/berth", "/../lib/berth"};
    char path[2 * PATH_MAX];
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        snprintf(path, sizeof path, "%s%s/%s", self, places[i], name);
        if (access(path, R_OK) == 0) {
            char *copy = strdup(path);
            if (copy == NULL)
                die("out of memory");
            return copy;
        }
    }
    return NULL;
}
