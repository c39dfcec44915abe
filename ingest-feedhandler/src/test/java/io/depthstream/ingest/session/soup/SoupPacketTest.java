package io.depthstream.ingest.session.soup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The tables of SoupBinTCP 3.00, sections 2.1 to 2.3, and GLIMPSE 5.0, byte for byte. */
class SoupPacketTest {

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final List<String> packets = new ArrayList<>();
    private final SoupPacketReader reader = new SoupPacketReader();

    @Test
    void shouldWriteALoginRequest() {
        final String packet = written(SoupPacketEncoder.loginRequest(buffer, 0, "user", "secret", "SESS01", 42));
        assertEquals(49, packet.length());
        assertEquals("\0\u002fL", packet.substring(0, 3));
        assertEquals("user  ", packet.substring(3, 9));
        assertEquals("secret    ", packet.substring(9, 19));
        assertEquals("    SESS01", packet.substring(19, 29));
        assertEquals(" ".repeat(18) + "42", packet.substring(29));
    }

    @Test
    void shouldWriteALoginAcceptanceAndRejection() {
        assertEquals("\0\u001fA    SESS01                   7",
            written(SoupPacketEncoder.loginAccepted(buffer, 0, "SESS01", 7)));
        assertEquals("\0\u0002JA", written(SoupPacketEncoder.loginRejected(buffer, 0, SoupBinTcp.NOT_AUTHORIZED)));
        assertEquals("\0\u0002JS",
            written(SoupPacketEncoder.loginRejected(buffer, 0, SoupBinTcp.SESSION_NOT_AVAILABLE)));
    }

    @Test
    void shouldWriteBarePacketsAndMessages() {
        assertEquals("\0\u0001H", written(SoupPacketEncoder.bare(buffer, 0, SoupBinTcp.SERVER_HEARTBEAT)));
        assertEquals("\0\u0001R", written(SoupPacketEncoder.bare(buffer, 0, SoupBinTcp.CLIENT_HEARTBEAT)));
        assertEquals("\0\u0001Z", written(SoupPacketEncoder.bare(buffer, 0, SoupBinTcp.END_OF_SESSION)));
        assertEquals("\0\u0001O", written(SoupPacketEncoder.bare(buffer, 0, SoupBinTcp.LOGOUT_REQUEST)));
        final UnsafeBuffer message = new UnsafeBuffer("xabc".getBytes(StandardCharsets.US_ASCII));
        assertEquals("\0\u0004Sabc",
            written(SoupPacketEncoder.message(buffer, 0, SoupBinTcp.SEQUENCED_DATA, message, 1, 3)));
        assertEquals("\0\u0004Uabc",
            written(SoupPacketEncoder.message(buffer, 0, SoupBinTcp.UNSEQUENCED_DATA, message, 1, 3)));
        assertThrows(IllegalArgumentException.class,
            () -> SoupPacketEncoder.message(buffer, 0, SoupBinTcp.SEQUENCED_DATA, message, 0, 0xFFFF));
    }

    @Test
    void shouldRefuseTextThatDoesNotFitItsField() {
        assertThrows(IllegalArgumentException.class,
            () -> SoupPacketEncoder.loginRequest(buffer, 0, "toolong", "", "", 1));
        assertThrows(IllegalArgumentException.class,
            () -> SoupPacketEncoder.loginRequest(buffer, 0, "us\u00e9r", "", "", 1));
    }

    @Test
    void shouldReadNumbersPaddedOnEitherSide() {
        assertEquals(7, number("                   7"));
        assertEquals(7, number("7                   "));
        assertEquals(Long.MAX_VALUE, number(" 9223372036854775807"));
        assertEquals(SoupText.NO_NUMBER, number(" 9223372036854775808"));
        assertEquals(SoupText.NO_NUMBER, number("                    "));
        assertEquals(SoupText.NO_NUMBER, number("         1 2        "));
        assertEquals(SoupText.NO_NUMBER, number("                  -1"));
    }

    @Test
    void shouldWriteAndReadTheSnapshotMessageOfGlimpse() {
        assertEquals("G48213378            ", written(GlimpseSnapshot.encode(buffer, 0, 48_213_378)));
        assertEquals(48_213_378, GlimpseSnapshot.sequence(buffer, 0, GlimpseSnapshot.LENGTH));
        assertEquals(SoupText.NO_NUMBER, GlimpseSnapshot.sequence(buffer, 0, 20));
        GlimpseSnapshot.encode(buffer, 0, 0);
        assertEquals(SoupText.NO_NUMBER, GlimpseSnapshot.sequence(buffer, 0, GlimpseSnapshot.LENGTH));
    }

    @Test
    void shouldCutAStreamIntoPacketsWhereverItIsCut() {
        final byte[] stream = "\0\u0003Sab\0\u0001H\0\u0002Sc".getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = 0; cut <= stream.length; cut++) {
            packets.clear();
            reader.room().put(stream, 0, cut);
            drain();
            reader.room().put(stream, cut, stream.length - cut);
            drain();
            assertEquals(List.of("Sab", "H", "Sc"), packets, "cut at " + cut);
            assertEquals(0, reader.waiting());
        }
    }

    @Test
    void shouldTakeTheLongestPacketAndRefuseThatOfLengthZero() {
        reader.room().put((byte) 0xFF).put((byte) 0xFF).put((byte) 'S').put(new byte[SoupBinTcp.MAX_PAYLOAD_LENGTH]);
        assertEquals(1, drain());
        assertEquals(1 + SoupBinTcp.MAX_PAYLOAD_LENGTH, packets.get(0).length());
        reader.room().put(new byte[2]);
        assertEquals(-1, drain());
    }

    private int drain() {
        return reader.drain((type, from, offset, length) -> {
            final byte[] payload = new byte[length];
            from.getBytes(offset, payload);
            return packets.add(type + new String(payload, StandardCharsets.ISO_8859_1));
        });
    }

    private long number(final String field) {
        buffer.putBytes(0, field.getBytes(StandardCharsets.US_ASCII));
        return SoupText.number(buffer, 0, SoupBinTcp.NUMBER_LENGTH);
    }

    private String written(final int length) {
        return new String(buffer.byteArray(), 0, length, StandardCharsets.ISO_8859_1);
    }
}
