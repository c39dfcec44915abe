package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.SourceRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AfXdpOptionsTest {

    @Test
    void shouldReadEveryOption() {
        final AfXdpOptions options = of(Map.of("mode", "busy-poll", "attach", "generic", "queues", "0, 3",
            "frames", "64", "frame-bytes", "4096", "huge-pages", "true"));

        assertEquals(AfXdpOptions.Mode.BUSY_POLL, options.mode());
        assertEquals(AfXdpOptions.Attach.GENERIC, options.attach());
        assertArrayEquals(new int[] {0, 3}, options.queues());
        assertEquals(64, options.frames());
        assertEquals(4096, options.frameBytes());
        assertEquals(true, options.hugePages());
    }

    @Test
    void shouldPollEveryQueueUnlessToldOtherwise() {
        final AfXdpOptions options = of(Map.of());

        assertEquals(AfXdpOptions.Mode.POLL, options.mode());
        assertEquals(AfXdpOptions.Attach.AUTO, options.attach());
        assertEquals(0, options.queues().length);
        assertEquals(4096, options.frames());
    }

    @Test
    void shouldRefuseWhatTheKernelWouldRefuse() {
        assertEquals("source.afxdp.frames = '1000': expected a power of two from 64 to 65536",
            refused(Map.of("frames", "1000")));
        assertEquals("source.afxdp.frame-bytes = '1024': expected 2048 or 4096", refused(Map.of("frame-bytes", "1024")));
        assertEquals("source.afxdp.queues = '[1, 1]': expected different numbers from 0 to 63",
            refused(Map.of("queues", "1,1")));
    }

    private static AfXdpOptions of(final Map<String, String> options) {
        return AfXdpOptions.of(new SourceRequest(List.of(LineAddress.parse("127.0.0.1:1")), 4096, options));
    }

    private static String refused(final Map<String, String> options) {
        return assertThrows(IllegalArgumentException.class, () -> of(options)).getMessage();
    }
}
