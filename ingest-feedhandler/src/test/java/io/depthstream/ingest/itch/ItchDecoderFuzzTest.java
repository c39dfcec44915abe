package io.depthstream.ingest.itch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * No bytes make the decoder throw, hang, or read beside the message. The corpus lies in the test resources and is
 * run as a regression by the normal build; {@code ./depthstream fuzz} searches for more.
 */
class ItchDecoderFuzzTest {
    private final ItchDecoder decoder = new ItchDecoder();
    private final ItchFieldCheck check = new ItchFieldCheck();

    @FuzzTest(maxDuration = "30s")
    void shouldAnswerAnyBytes(final byte[] message) {
        final List<String> amongZeros = new ArrayList<>();
        final List<String> amongOnes = new ArrayList<>();
        final DecodeResult result = decode(message, (byte) 0x00, 0, amongZeros);

        assertEquals(result, decode(message, (byte) 0xFF, 5, amongOnes));
        assertEquals(amongZeros, amongOnes, "a byte outside the message was read");
        assertEquals(expected(message), result);
        assertEquals(result == DecodeResult.OK ? 1 : 0, amongZeros.size());
    }

    private DecodeResult decode(
            final byte[] message, final byte surroundings, final int margin, final List<String> seen) {
        final byte[] bytes = new byte[message.length + 2 * margin];
        Arrays.fill(bytes, surroundings);
        System.arraycopy(message, 0, bytes, margin, message.length);
        return decoder.decode(new UnsafeBuffer(bytes), margin, message.length, new RecordingListener(decoded -> {
            seen.add(decoded + " " + reason(decoded));
            assertArrayEquals(message, MessageFields.encodeAgain(decoded));
        }));
    }

    private String reason(final ItchMessage decoded) {
        try {
            final Method method = ItchFieldCheck.class.getMethod("check", decoded.getClass());
            return (String) MessageFields.invoke(method, check, decoded);
        } catch (final NoSuchMethodException e) {
            throw new AssertionError("no field check for " + decoded, e);
        }
    }

    private static DecodeResult expected(final byte[] message) {
        if (message.length == 0) {
            return DecodeResult.SHORT;
        }
        for (final ItchMessageType type : ItchMessageType.values()) {
            if (type.code() == (message[0] & 0xFF)) {
                return message.length == type.length()
                        ? DecodeResult.OK
                        : message.length < type.length() ? DecodeResult.SHORT : DecodeResult.BAD_LENGTH;
            }
        }
        return DecodeResult.UNKNOWN_TYPE;
    }
}
