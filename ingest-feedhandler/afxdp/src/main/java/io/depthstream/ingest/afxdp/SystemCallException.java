package io.depthstream.ingest.afxdp;

import java.io.IOException;

/** A system call that failed: which, on what, with which error number. */
class SystemCallException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    SystemCallException(final String call, final int errno) {
        super(call + ": " + Errno.text(errno));
        this.errno = errno;
    }

    /** The kernel's error number, such as {@link Errno#BUSY}. */
    int errno() {
        return errno;
    }
}
