package io.depthstream.ingest.packet;

import java.io.IOException;

/** A file that cannot be read as what it says it is, found when it is opened. The message says what to do. */
public final class CaptureFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message the file, what was expected, what was seen, what to do next */
    public CaptureFormatException(final String message) {
        super(message);
    }
}
