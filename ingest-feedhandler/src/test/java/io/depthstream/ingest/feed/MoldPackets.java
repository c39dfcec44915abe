package io.depthstream.ingest.feed;

import io.depthstream.ingest.itch.ItchEncoder;
import io.depthstream.ingest.session.MoldUdp64;
import io.depthstream.ingest.session.MoldUdp64Encoder;
import java.util.Arrays;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes MoldUDP64 packets of a session for tests. */
final class MoldPackets {
    private static final int MAX_LENGTH = 1400;

    private final MoldUdp64Encoder encoder = new MoldUdp64Encoder();
    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[MoldUdp64.MAX_PACKET_LENGTH]);

    MoldPackets(final String session) {
        encoder.session(session);
    }

    /** A packet of those messages, the first of that sequence. */
    byte[] of(final long sequence, final List<byte[]> messages) {
        encoder.begin(packet, 0, MoldUdp64.MAX_PACKET_LENGTH, sequence);
        messages.forEach(message -> encoder.message(new UnsafeBuffer(message), 0, message.length));
        return Arrays.copyOf(packet.byteArray(), encoder.length());
    }

    byte[] of(final long sequence, final byte[]... messages) {
        return of(sequence, List.of(messages));
    }

    byte[] endOfSession(final long nextSequence) {
        encoder.begin(packet, 0, MAX_LENGTH, nextSequence).endOfSession();
        return Arrays.copyOf(packet.byteArray(), encoder.length());
    }

    /** The bytes of a message that an encoder has written at the start of a buffer. */
    static byte[] bytes(final ExpandableArrayBuffer buffer, final ItchEncoder<?> message) {
        return Arrays.copyOf(buffer.byteArray(), message.length());
    }
}
