package io.depthstream.kdb.parse;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.depthstream.kdb.text.SourceText;
import io.depthstream.kdb.value.QError;
import java.nio.charset.StandardCharsets;

/** No text makes the parser do anything but give a tree that can be shown, or signal. */
class ParserFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void shouldGiveATreeOrSignal(byte[] source) {
        try {
            assertNotNull(SourceText.of(Parser.parse(new String(source, StandardCharsets.ISO_8859_1), "").tree()));
        } catch (QError refused) {
            assertNotNull(refused.getMessage());
        }
    }
}
