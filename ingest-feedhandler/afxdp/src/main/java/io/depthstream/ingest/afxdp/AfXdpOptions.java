package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.SourceRequest;
import java.util.Arrays;
import java.util.Locale;

/**
 * How an AF_XDP source receives.
 *
 * @param mode       how it waits
 * @param attach     where the program sits
 * @param queues     receive queues of each interface, or none for all there are
 * @param frames     frames of each queue's memory area, a power of two, 64 to 65536
 * @param frameBytes 2048, or 4096 for packets over 1,750 bytes
 * @param hugePages  whether the memory area should lie on huge pages
 */
record AfXdpOptions(Mode mode, Attach attach, int[] queues, int frames, int frameBytes, boolean hugePages) {
    private static final int MIN_FRAMES = 64;
    private static final int MAX_FRAMES = 1 << 16;
    private static final int MAX_QUEUES = 64;

    /** How the receiving thread waits when nothing is there. */
    enum Mode {
        /** It never does: a core burns for the least delay. */
        SPIN,
        /** It sleeps until the kernel wakes it. */
        POLL,
        /** It drives the driver's receive loop itself; without an effect where the driver gives no NAPI id. */
        BUSY_POLL
    }

    /** Where the program sits. */
    enum Attach {
        /** In the driver if it can, else in the kernel's generic path. */
        AUTO,
        /** In the driver only. */
        NATIVE,
        /** In the kernel's generic path only. */
        GENERIC
    }

    /** Checks the numbers; the message names the key. */
    AfXdpOptions {
        require(Integer.bitCount(frames) == 1 && frames >= MIN_FRAMES && frames <= MAX_FRAMES, "source.afxdp.frames",
            frames, "a power of two from " + MIN_FRAMES + " to " + MAX_FRAMES);
        require(frameBytes == 2048 || frameBytes == 4096, "source.afxdp.frame-bytes", frameBytes, "2048 or 4096");
        require(Arrays.stream(queues).allMatch(q -> q >= 0 && q < MAX_QUEUES)
            && Arrays.stream(queues).distinct().count() == queues.length, "source.afxdp.queues",
            Arrays.toString(queues), "different numbers from 0 to " + (MAX_QUEUES - 1));
    }

    /** Reads a request's options. */
    static AfXdpOptions of(final SourceRequest request) {
        return new AfXdpOptions(
            Mode.valueOf(constant(request.option("mode", "poll"))),
            Attach.valueOf(constant(request.option("attach", "auto"))),
            queues(request.option("queues", "all")),
            Integer.parseInt(request.option("frames", "4096")),
            Integer.parseInt(request.option("frame-bytes", "2048")),
            Boolean.parseBoolean(request.option("huge-pages", "false")));
    }

    private static String constant(final String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int[] queues(final String text) {
        return text.equals("all")
            ? new int[0] : Arrays.stream(text.split(",")).mapToInt(part -> Integer.parseInt(part.trim())).toArray();
    }

    private static void require(final boolean holds, final String key, final Object value, final String expected) {
        if (!holds) {
            throw new IllegalArgumentException(key + " = '" + value + "': expected " + expected);
        }
    }
}
