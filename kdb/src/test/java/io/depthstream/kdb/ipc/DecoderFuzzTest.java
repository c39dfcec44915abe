package io.depthstream.kdb.ipc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Value;

/** No bytes make the decoder do anything but give a value that can be sent again, or signal. */
class DecoderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void shouldGiveAValueOrSignal(byte[] message) {
        Value value;
        try {
            value = Decoder.message(message);
        } catch (QError refused) {
            return;
        }
        byte[] again = Messages.encode(value, Messages.ASYNC);
        assertTrue(Order.match(value, Decoder.message(again)));
    }
}
