/* probe NUMBER ARGUMENT...: makes one system call and prints its result, or the error number with a minus sign. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    long a[7] = {0};
    for (int i = 1; i < argc && i <= 7; i++)
        a[i - 1] = strtol(argv[i], NULL, 0);
    long result = syscall(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
    printf("%ld\n", result == -1 ? -(long) errno : result);
    return 0;
}
