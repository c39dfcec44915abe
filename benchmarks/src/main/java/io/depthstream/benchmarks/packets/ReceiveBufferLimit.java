package io.depthstream.benchmarks.packets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The largest receive buffer that the system grants a socket, raised for a measurement and put back after it: an operator
 * of plain sockets would raise it for good, and with a small one they would be beaten for the wrong reason.
 */
final class ReceiveBufferLimit implements AutoCloseable {
    private static final Path SETTING = Path.of("/proc/sys/net/core/rmem_max");

    private static final int LONGEST_SETTING = 64;

    private final String before;
    private final Thread onExit = new Thread(this::putBack, "receive-buffer-limit");
    private boolean raised;

    private ReceiveBufferLimit(final String before) {
        this.before = before;
    }

    /** Raises it to so many bytes, if it is lower. */
    static ReceiveBufferLimit raise(final long bytes) throws IOException {
        final ReceiveBufferLimit limit = new ReceiveBufferLimit(read());
        if (Long.parseLong(limit.before) < bytes) {
            Runtime.getRuntime().addShutdownHook(limit.onExit);
            limit.raised = true;
            Files.writeString(SETTING, String.valueOf(bytes));
        }
        return limit;
    }

    /** In one read: the kernel gives a setting's later part to nobody. */
    private static String read() throws IOException {
        final byte[] text = new byte[LONGEST_SETTING];
        try (InputStream setting = Files.newInputStream(SETTING)) {
            return new String(text, 0, Math.max(0, setting.read(text)), StandardCharsets.US_ASCII).strip();
        }
    }

    /** What it was before, and will be again. */
    String before() {
        return before;
    }

    private synchronized void putBack() {
        if (raised) {
            raised = false;
            try {
                Files.writeString(SETTING, before);
            } catch (final IOException e) {
                System.err.println("net.core.rmem_max stays raised, it was " + before + ": " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        if (raised) {
            Runtime.getRuntime().removeShutdownHook(onExit);
            putBack();
        }
    }
}
