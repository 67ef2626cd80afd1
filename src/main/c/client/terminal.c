/* The terminal as it was when berth began. The engine sets raw mode and puts it back; this is for when it dies. */
#include "client.h"

#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static int have_saved;

/* dev.berth.session.SessionTerminal.RESET: mouse, paste and focus reports off, main screen, cursor, plain text. Why the
   alternate screen is entered before it is left stands there. */
static const char reset[] =
    "\033[?1000;1002;1003;1006l\033[?2004l\033[?1004l\033[?1049h\033[?1049l\033[?25h\033[0m";

void terminal_save(void)
{
    have_saved = tcgetattr(0, &saved) == 0;
}

int terminal_restore(void)
{
    struct termios now;
    if (!have_saved || !terminal_in_foreground() || tcgetattr(0, &now) != 0)
        return 0;
    if (now.c_lflag == saved.c_lflag && now.c_iflag == saved.c_iflag && now.c_oflag == saved.c_oflag)
        return 0;
    tcsetattr(0, TCSANOW, &saved);
    return isatty(1) && write(1, reset, sizeof reset - 1) > 0;
}

int terminal_in_foreground(void)
{
    pid_t group = tcgetpgrp(0);
    return group < 0 || group == getpgrp();
}
