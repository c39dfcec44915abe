package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.UnavailableHereException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says in words why the kernel refused a step of opening an AF_XDP source, and what to do. */
final class XdpRefusal {
    /** The step that registers the memory area. */
    static final String MEMORY = "UMEM";
    /** The step that takes the queue. */
    static final String BIND = "bind";
    /** The step that attaches the program. */
    static final String ATTACH = "attach";

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LOCKED_MEMORY = "Max locked memory";

    private XdpRefusal() {
    }

    static UnavailableHereException of(final String where, final AfXdpOptions options, final SystemCallException e) {
        return new UnavailableHereException(where + ": " + reason(where, options, e), e);
    }

    private static String reason(final String where, final AfXdpOptions options, final SystemCallException e) {
        final String step = e.getMessage().substring(0, Math.max(0, e.getMessage().indexOf(':')));
        return switch (e.errno()) {
            case Errno.NOT_PERMITTED -> "no right to AF_XDP (" + e.getMessage()
                + "): needs CAP_NET_RAW, CAP_NET_ADMIN and CAP_BPF of the whole system";
            case Errno.FAMILY_NOT_SUPPORTED -> "this kernel has no AF_XDP (CONFIG_XDP_SOCKETS)";
            case Errno.NO_BUFFERS -> "memory area of " + (long) options.frames() * options.frameBytes()
                + " bytes is over the limit of locked memory (" + lockedMemoryLimit() + "): raise it (ulimit -l, "
                + "LimitMEMLOCK=), give CAP_IPC_LOCK, or lower source.afxdp.frames";
            case Errno.BUSY -> step.equals(ATTACH)
                ? "another XDP program is attached: `ip link show` names it, `ip link set DEV xdp off` removes it"
                : "the queue is taken by another AF_XDP socket (tried " + XdpSocket.BUSY_TRIES + " times)";
            case Errno.INVALID -> step.equals(BIND)
                ? "no such queue, or the driver can't bind AF_XDP to it (" + e.getMessage() + ")" : e.getMessage();
            case Errno.NOT_SUPPORTED -> "the driver has no XDP (" + e.getMessage()
                + "): source.afxdp.attach generic or auto does without it";
            default -> e.getMessage();
        };
    }

    private static String lockedMemoryLimit() {
        try {
            return Files.readAllLines(LIMITS).stream().filter(line -> line.startsWith(LOCKED_MEMORY)).findFirst()
                .map(line -> "RLIMIT_MEMLOCK " + line.substring(LOCKED_MEMORY.length()).trim().split("\\s+")[0] + " bytes")
                .orElse("RLIMIT_MEMLOCK");
        } catch (final IOException e) {
            return "RLIMIT_MEMLOCK, which can't be read: " + e.getMessage();
        }
    }
}
