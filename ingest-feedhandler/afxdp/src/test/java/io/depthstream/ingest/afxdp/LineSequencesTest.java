package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.ingest.session.MoldUdp64;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LineSequencesTest {
    private final LineSequences sequences = new LineSequences(2);
    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[MoldUdp64.HEADER_LENGTH]);

    @Test
    void shouldCountWhatALineJumpsOverByItself() {
        packet(0, "SESSION001", 1, 3);
        packet(1, "SESSION001", 1, 3);
        packet(0, "SESSION001", 4, 1);
        packet(1, "SESSION001", 10, 1);

        assertEquals(0, sequences.gaps(0));
        assertEquals(1, sequences.gaps(1));
        assertEquals(6, sequences.missed(1));
    }

    @Test
    void shouldTakeNoLatePacketForAGap() {
        packet(0, "SESSION001", 1, 1);
        packet(0, "SESSION001", 3, 1);
        packet(0, "SESSION001", 2, 1);
        packet(0, "SESSION001", 4, 1);

        assertEquals(1, sequences.gaps(0));
        assertEquals(1, sequences.missed(0));
    }

    @Test
    void shouldBeginAnewWithAnotherSessionAndWhereverItIsJoined() {
        packet(0, "SESSION001", 700, 1);
        packet(0, "SESSION002", 1, 1);
        packet(0, "SESSION002", 2, MoldUdp64.END_OF_SESSION_COUNT);

        assertEquals(0, sequences.gaps(0));
    }

    @Test
    void shouldPassOverWhatIsTooShortForAHeader() {
        sequences.onPacket(0, packet, 0, MoldUdp64.HEADER_LENGTH - 1);
        packet(0, "SESSION001", 5, 1);

        assertEquals(0, sequences.gaps(0));
    }

    private void packet(final int line, final String session, final long sequence, final int count) {
        packet.putStringWithoutLengthAscii(0, session);
        packet.putLong(MoldUdp64.SEQUENCE_OFFSET, sequence, ByteOrder.BIG_ENDIAN);
        packet.putShort(MoldUdp64.COUNT_OFFSET, (short) count, ByteOrder.BIG_ENDIAN);
        sequences.onPacket(line, packet, 0, MoldUdp64.HEADER_LENGTH);
    }
}
