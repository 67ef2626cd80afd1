/* The session protocol's frames. */
#include "client.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PROTOCOL_VERSION 1
#define HEADER 8

static unsigned char *put_number(unsigned char *at, uint32_t n)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char) (n >> 8 * i);
    return at + 4;
}

static uint32_t get_number(const unsigned char *at)
{
    return at[0] | (uint32_t) at[1] << 8 | (uint32_t) at[2] << 16 | (uint32_t) at[3] << 24;
}

static unsigned char *put_string(unsigned char *at, const char *s)
{
    size_t n = strlen(s);
    at = put_number(at, (uint32_t) n);
    memcpy(at, s, n);
    return at + n;
}

static int send_all(int socket, const unsigned char *bytes, size_t length, int pass)
{
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(3 * sizeof(int))];
    } control;
    while (length > 0) {
        struct iovec part = {.iov_base = (void *) bytes, .iov_len = length};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
        if (pass) {
            memset(&control, 0, sizeof control);
            message.msg_control = &control;
            message.msg_controllen = sizeof control.space;
            struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
            rights->cmsg_level = SOL_SOCKET;
            rights->cmsg_type = SCM_RIGHTS;
            rights->cmsg_len = CMSG_LEN(3 * sizeof(int));
            memcpy(CMSG_DATA(rights), (const int[]) {0, 1, 2}, 3 * sizeof(int));
        }
        ssize_t n = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        pass = 0;
        bytes += n;
        length -= (size_t) n;
    }
    return 0;
}

static size_t space_of(const char *s)
{
    return 4 + strlen(s);
}

int wire_request(int socket, int argc, char **argv, char **envp)
{
    char directory[PATH_MAX];
    if (getcwd(directory, sizeof directory) == NULL)
        strcpy(directory, "/");
    size_t size = HEADER + 12 + space_of(directory);
    uint32_t entries = 0;
    for (int i = 0; i < argc; i++)
        size += space_of(argv[i]);
    for (; envp[entries] != NULL; entries++)
        size += space_of(envp[entries]);
    if (size - HEADER > FRAME_MAX) {
        errno = E2BIG;
        return -1;
    }
    unsigned char *frame = calloc(1, size);
    if (frame == NULL)
        return -1;
    frame[0] = 'R';
    unsigned char *at = put_number(frame + 4, (uint32_t) (size - HEADER));
    at = put_number(at, PROTOCOL_VERSION);
    at = put_number(at, (uint32_t) argc);
    at = put_number(at, entries);
    at = put_string(at, directory);
    for (int i = 0; i < argc; i++)
        at = put_string(at, argv[i]);
    for (uint32_t i = 0; i < entries; i++)
        at = put_string(at, envp[i]);
    int result = send_all(socket, frame, size, 1);
    free(frame);
    return result;
}

int wire_frame(int socket, char type, const void *payload, uint32_t length)
{
    unsigned char frame[HEADER + 16] = {(unsigned char) type};
    if (length > sizeof frame - HEADER) {
        errno = EMSGSIZE;
        return -1;
    }
    put_number(frame + 4, length);
    memcpy(frame + HEADER, payload, length);
    return send_all(socket, frame, HEADER + length, 0);
}

static int read_all(int socket, unsigned char *into, size_t length)
{
    while (length > 0) {
        ssize_t n = read(socket, into, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return (int) n;
        into += n;
        length -= (size_t) n;
    }
    return 1;
}

int wire_read(int socket, char *type, unsigned char *payload, size_t size, uint32_t *length)
{
    unsigned char header[HEADER];
    int result = read_all(socket, header, sizeof header);
    if (result <= 0)
        return result;
    *type = (char) header[0];
    *length = get_number(header + 4);
    if (*length > size) {
        errno = EPROTO;
        return -1;
    }
    return *length == 0 ? 1 : read_all(socket, payload, *length);
}
