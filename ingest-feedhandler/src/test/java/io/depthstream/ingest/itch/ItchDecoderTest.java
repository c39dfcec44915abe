package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItchDecoderTest {
    private static final int MARGIN = 7;

    private final ItchDecoder decoder = new ItchDecoder();
    private final List<String> received = new ArrayList<>();
    private final ItchListener listener = new RecordingListener(message -> received.add(message.toString()));

    @ParameterizedTest
    @EnumSource
    void shouldCallTheListenerOnceForEachType(final ItchMessageType type) {
        final UnsafeBuffer buffer = messageOf(type, type.length());

        assertEquals(DecodeResult.OK, decoder.decode(buffer, MARGIN, type.length(), listener));
        assertEquals(1, received.size());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseEveryLengthBelowTheTypes(final ItchMessageType type) {
        for (int length = 0; length < type.length(); length++) {
            assertEquals(DecodeResult.SHORT, decoder.decode(messageOf(type, length), MARGIN, length, listener));
        }
        assertEquals(List.of(), received);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseTrailingBytes(final ItchMessageType type) {
        final int length = type.length() + 1;

        assertEquals(DecodeResult.BAD_LENGTH, decoder.decode(messageOf(type, length), MARGIN, length, listener));
        assertEquals(List.of(), received);
    }

    @Test
    void shouldRefuseEveryTypeTheSpecificationLacks() {
        final String known = "SRHYLVWKJhAFECXDUPQBINO";
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        int refused = 0;
        for (int code = 0; code < 256; code++) {
            if (known.indexOf(code) < 0) {
                buffer.putByte(0, (byte) code);
                assertEquals(DecodeResult.UNKNOWN_TYPE, decoder.decode(buffer, 0, 36, listener));
                assertNull(ItchMessageType.of(code));
                refused++;
            }
        }
        assertEquals(256 - 23, refused);
        assertEquals(List.of(), received);
    }

    @Test
    void shouldRefuseAMessageThatReachesBeyondItsBuffer() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[AddOrder.LENGTH]);
        buffer.putByte(1, (byte) AddOrder.TYPE);

        assertEquals(DecodeResult.SHORT, decoder.decode(buffer, 1, AddOrder.LENGTH, listener));
        assertEquals(DecodeResult.SHORT, decoder.decode(buffer, -1, AddOrder.LENGTH, listener));
        assertEquals(DecodeResult.SHORT, decoder.decode(buffer, Integer.MAX_VALUE, AddOrder.LENGTH, listener));
        assertEquals(DecodeResult.SHORT, decoder.decode(buffer, 0, Integer.MAX_VALUE, listener));
        assertEquals(DecodeResult.SHORT, decoder.decode(buffer, 0, -1, listener));
        assertEquals(List.of(), received);
    }

    @Test
    void shouldIgnoreMessagesTheListenerDoesNotAskFor() {
        for (final ItchMessageType type : ItchMessageType.values()) {
            final UnsafeBuffer buffer = messageOf(type, type.length());
            assertEquals(DecodeResult.OK, decoder.decode(buffer, MARGIN, type.length(), new ItchListener() { }));
        }
    }

    private static UnsafeBuffer messageOf(final ItchMessageType type, final int length) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[length + 2 * MARGIN]);
        buffer.putByte(MARGIN, (byte) type.code());
        return buffer;
    }
}
