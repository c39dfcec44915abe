package io.depthstream.ingest.session;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Builds MoldUDP64 packets whose messages spell {@code m} and their own number. */
final class Packets {

    static final String SESSION = "000010059B";

    private Packets() {
    }

    static UnsafeBuffer data(final String session, final long begin, final long end) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[20 + (int) (end - begin) * 24]);
        final MoldUdp64Encoder encoder = new MoldUdp64Encoder().session(session).begin(buffer, 0, buffer.capacity(), begin);
        for (long sequence = begin; sequence < end; sequence++) {
            final byte[] text = ("m" + sequence).getBytes(StandardCharsets.US_ASCII);
            encoder.message(new UnsafeBuffer(text), 0, text.length);
        }
        return new UnsafeBuffer(buffer, 0, encoder.length());
    }

    static UnsafeBuffer data(final long begin, final long end) {
        return data(SESSION, begin, end);
    }

    static UnsafeBuffer heartbeat(final String session, final long next) {
        return data(session, next, next);
    }

    static UnsafeBuffer end(final String session, final long next) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[20]);
        new MoldUdp64Encoder().session(session).begin(buffer, 0, 20, next).endOfSession();
        return buffer;
    }
}
