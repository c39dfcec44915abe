package io.depthstream.ingest.afxdp;

/**
 * The error numbers that this package tells apart, the same on x86-64 and aarch64.
 *
 * <p>Source: include/uapi/asm-generic/errno-base.h and errno.h of Linux.
 */
final class Errno {
    static final int NOT_PERMITTED = 1;
    static final int INTERRUPTED = 4;
    static final int AGAIN = 11;
    static final int NO_MEMORY = 12;
    static final int ACCESS = 13;
    static final int BUSY = 16;
    static final int INVALID = 22;
    static final int NOT_SUPPORTED = 95;
    static final int FAMILY_NOT_SUPPORTED = 97;
    static final int NETWORK_DOWN = 100;
    static final int NO_BUFFERS = 105;

    private Errno() {
    }

    /** The name and number, such as {@code EBUSY (16)}. */
    static String text(final int errno) {
        return switch (errno) {
            case NOT_PERMITTED -> "EPERM (1), not permitted";
            case 2 -> "ENOENT (2), not there";
            case INTERRUPTED -> "EINTR (4), interrupted";
            case 6 -> "ENXIO (6), no such device or queue";
            case 9 -> "EBADF (9), closed";
            case AGAIN -> "EAGAIN (11), nothing there";
            case NO_MEMORY -> "ENOMEM (12), no memory";
            case ACCESS -> "EACCES (13), refused";
            case BUSY -> "EBUSY (16), in use";
            case 19 -> "ENODEV (19), no such interface";
            case INVALID -> "EINVAL (22), invalid";
            case 38 -> "ENOSYS (38), not in this kernel";
            case NOT_SUPPORTED -> "EOPNOTSUPP (95), not supported";
            case FAMILY_NOT_SUPPORTED -> "EAFNOSUPPORT (97), not in this kernel";
            case 98 -> "EADDRINUSE (98), address in use";
            case 99 -> "EADDRNOTAVAIL (99), no address of this machine";
            case NETWORK_DOWN -> "ENETDOWN (100), interface gone or down";
            case NO_BUFFERS -> "ENOBUFS (105), over a memory limit";
            default -> "error " + errno;
        };
    }
}
