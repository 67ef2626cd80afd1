package dev.berth.kernel;

/** Error numbers of Linux (include/uapi/asm-generic/errno-base.h, errno.h; the same on x86-64 and aarch64). */
public final class Errno {

    /** Operation not permitted. */
    public static final int EPERM = 1;
    /** No such file or directory. */
    public static final int ENOENT = 2;
    /** No such process. */
    public static final int ESRCH = 3;
    /** Interrupted system call. */
    public static final int EINTR = 4;
    /** Input/output error. */
    public static final int EIO = 5;
    /** No such device or address. */
    public static final int ENXIO = 6;
    /** Argument list too long. */
    public static final int E2BIG = 7;
    /** Exec format error. */
    public static final int ENOEXEC = 8;
    /** Bad file descriptor. */
    public static final int EBADF = 9;
    /** No child processes. */
    public static final int ECHILD = 10;
    /** Resource temporarily unavailable. */
    public static final int EAGAIN = 11;
    /** Cannot allocate memory. */
    public static final int ENOMEM = 12;
    /** Permission denied. */
    public static final int EACCES = 13;
    /** Bad address. */
    public static final int EFAULT = 14;
    /** Device or resource busy. */
    public static final int EBUSY = 16;
    /** File exists. */
    public static final int EEXIST = 17;
    /** Invalid cross-device link. */
    public static final int EXDEV = 18;
    /** No such device. */
    public static final int ENODEV = 19;
    /** Not a directory. */
    public static final int ENOTDIR = 20;
    /** Is a directory. */
    public static final int EISDIR = 21;
    /** Invalid argument. */
    public static final int EINVAL = 22;
    /** Too many open files in system. */
    public static final int ENFILE = 23;
    /** Too many open files. */
    public static final int EMFILE = 24;
    /** Inappropriate ioctl for device. */
    public static final int ENOTTY = 25;
    /** Text file busy. */
    public static final int ETXTBSY = 26;
    /** File too large. */
    public static final int EFBIG = 27;
    /** No space left on device. */
    public static final int ENOSPC = 28;
    /** Illegal seek. */
    public static final int ESPIPE = 29;
    /** Read-only file system. */
    public static final int EROFS = 30;
    /** Too many links. */
    public static final int EMLINK = 31;
    /** Broken pipe. */
    public static final int EPIPE = 32;
    /** Numerical result out of range. */
    public static final int ERANGE = 34;
    /** File name too long. */
    public static final int ENAMETOOLONG = 36;
    /** Function not implemented. */
    public static final int ENOSYS = 38;
    /** Directory not empty. */
    public static final int ENOTEMPTY = 39;
    /** Too many levels of symbolic links. */
    public static final int ELOOP = 40;
    /** No data available. */
    public static final int ENODATA = 61;
    /** Value too large for defined data type. */
    public static final int EOVERFLOW = 75;
    /** Too many users. */
    public static final int EUSERS = 87;
    /** Operation not supported. */
    public static final int EOPNOTSUPP = 95;
    /** Address already in use. */
    public static final int EADDRINUSE = 98;
    /** Software caused connection abort. */
    public static final int ECONNABORTED = 103;
    /** Connection refused. */
    public static final int ECONNREFUSED = 111;
    /** Disk quota exceeded. */
    public static final int EDQUOT = 122;

    private static final String[] MESSAGES = new String[134];

    static {
        MESSAGES[1] = "operation not permitted";
        MESSAGES[2] = "no such file or directory";
        MESSAGES[3] = "no such process";
        MESSAGES[4] = "interrupted system call";
        MESSAGES[5] = "input/output error";
        MESSAGES[6] = "no such device or address";
        MESSAGES[7] = "argument list too long";
        MESSAGES[8] = "exec format error";
        MESSAGES[9] = "bad file descriptor";
        MESSAGES[10] = "no child processes";
        MESSAGES[11] = "resource temporarily unavailable";
        MESSAGES[12] = "cannot allocate memory";
        MESSAGES[13] = "permission denied";
        MESSAGES[14] = "bad address";
        MESSAGES[15] = "block device required";
        MESSAGES[16] = "device or resource busy";
        MESSAGES[17] = "file exists";
        MESSAGES[18] = "invalid cross-device link";
        MESSAGES[19] = "no such device";
        MESSAGES[20] = "not a directory";
        MESSAGES[21] = "is a directory";
        MESSAGES[22] = "invalid argument";
        MESSAGES[23] = "too many open files in system";
        MESSAGES[24] = "too many open files";
        MESSAGES[25] = "inappropriate ioctl for device";
        MESSAGES[26] = "text file busy";
        MESSAGES[27] = "file too large";
        MESSAGES[28] = "no space left on device";
        MESSAGES[29] = "illegal seek";
        MESSAGES[30] = "read-only file system";
        MESSAGES[31] = "too many links";
        MESSAGES[32] = "broken pipe";
        MESSAGES[33] = "numerical argument out of domain";
        MESSAGES[34] = "numerical result out of range";
        MESSAGES[35] = "resource deadlock avoided";
        MESSAGES[36] = "file name too long";
        MESSAGES[37] = "no locks available";
        MESSAGES[38] = "function not implemented";
        MESSAGES[39] = "directory not empty";
        MESSAGES[40] = "too many levels of symbolic links";
        MESSAGES[42] = "no message of desired type";
        MESSAGES[43] = "identifier removed";
        MESSAGES[44] = "channel number out of range";
        MESSAGES[45] = "level 2 not synchronized";
        MESSAGES[46] = "level 3 halted";
        MESSAGES[47] = "level 3 reset";
        MESSAGES[48] = "link number out of range";
        MESSAGES[49] = "protocol driver not attached";
        MESSAGES[50] = "no CSI structure available";
        MESSAGES[51] = "level 2 halted";
        MESSAGES[52] = "invalid exchange";
        MESSAGES[53] = "invalid request descriptor";
        MESSAGES[54] = "exchange full";
        MESSAGES[55] = "no anode";
        MESSAGES[56] = "invalid request code";
        MESSAGES[57] = "invalid slot";
        MESSAGES[59] = "bad font file format";
        MESSAGES[60] = "device not a stream";
        MESSAGES[61] = "no data available";
        MESSAGES[62] = "timer expired";
        MESSAGES[63] = "out of streams resources";
        MESSAGES[64] = "machine is not on the network";
        MESSAGES[65] = "package not installed";
        MESSAGES[66] = "object is remote";
        MESSAGES[67] = "link has been severed";
        MESSAGES[68] = "advertise error";
        MESSAGES[69] = "srmount error";
        MESSAGES[70] = "communication error on send";
        MESSAGES[71] = "protocol error";
        MESSAGES[72] = "multihop attempted";
        MESSAGES[73] = "RFS specific error";
        MESSAGES[74] = "bad message";
        MESSAGES[75] = "value too large for defined data type";
        MESSAGES[76] = "name not unique on network";
        MESSAGES[77] = "file descriptor in bad state";
        MESSAGES[78] = "remote address changed";
        MESSAGES[79] = "can not access a needed shared library";
        MESSAGES[80] = "accessing a corrupted shared library";
        MESSAGES[81] = ".lib section in a.out corrupted";
        MESSAGES[82] = "attempting to link in too many shared libraries";
        MESSAGES[83] = "cannot exec a shared library directly";
        MESSAGES[84] = "invalid or incomplete multibyte or wide character";
        MESSAGES[85] = "interrupted system call should be restarted";
        MESSAGES[86] = "streams pipe error";
        MESSAGES[87] = "too many users";
        MESSAGES[88] = "socket operation on non-socket";
        MESSAGES[89] = "destination address required";
        MESSAGES[90] = "message too long";
        MESSAGES[91] = "protocol wrong type for socket";
        MESSAGES[92] = "protocol not available";
        MESSAGES[93] = "protocol not supported";
        MESSAGES[94] = "socket type not supported";
        MESSAGES[95] = "operation not supported";
        MESSAGES[96] = "protocol family not supported";
        MESSAGES[97] = "address family not supported by protocol";
        MESSAGES[98] = "address already in use";
        MESSAGES[99] = "cannot assign requested address";
        MESSAGES[100] = "network is down";
        MESSAGES[101] = "network is unreachable";
        MESSAGES[102] = "network dropped connection on reset";
        MESSAGES[103] = "software caused connection abort";
        MESSAGES[104] = "connection reset by peer";
        MESSAGES[105] = "no buffer space available";
        MESSAGES[106] = "transport endpoint is already connected";
        MESSAGES[107] = "transport endpoint is not connected";
        MESSAGES[108] = "cannot send after transport endpoint shutdown";
        MESSAGES[109] = "too many references: cannot splice";
        MESSAGES[110] = "connection timed out";
        MESSAGES[111] = "connection refused";
        MESSAGES[112] = "host is down";
        MESSAGES[113] = "no route to host";
        MESSAGES[114] = "operation already in progress";
        MESSAGES[115] = "operation now in progress";
        MESSAGES[116] = "stale file handle";
        MESSAGES[117] = "structure needs cleaning";
        MESSAGES[118] = "not a XENIX named type file";
        MESSAGES[119] = "no XENIX semaphores available";
        MESSAGES[120] = "is a named type file";
        MESSAGES[121] = "remote I/O error";
        MESSAGES[122] = "disk quota exceeded";
        MESSAGES[123] = "no medium found";
        MESSAGES[124] = "wrong medium type";
        MESSAGES[125] = "operation canceled";
        MESSAGES[126] = "required key not available";
        MESSAGES[127] = "key has expired";
        MESSAGES[128] = "key has been revoked";
        MESSAGES[129] = "key was rejected by service";
        MESSAGES[130] = "owner died";
        MESSAGES[131] = "state not recoverable";
        MESSAGES[132] = "operation not possible due to RF-kill";
    }

    private Errno() {
    }

    /**
     * What an error number means, in the C library's words, beginning with a small letter.
     *
     * @param errno a positive error number
     */
    public static String message(int errno) {
        if (errno > 0 && errno < MESSAGES.length && MESSAGES[errno] != null) {
            return MESSAGES[errno];
        }
        return "error " + errno;
    }
}
