package io.depthstream.ingest.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** This module's own tests run without the native module on the class path. */
class NativeServicesTest {

    @Test
    void shouldSayInOneLineWhatIsMissing() {
        final String source = assertThrows(UnavailableHereException.class,
            () -> NativeServices.sourceProvider("afxdp")).getMessage();
        final String pinning = assertThrows(UnavailableHereException.class,
            () -> NativeServices.find(CpuPinning.class, "thread pinning")).getMessage();

        assertTrue(source.startsWith("afxdp needs ") && source.contains("25") && source.lines().count() == 1, source);
        assertTrue(pinning.startsWith("thread pinning needs "), pinning);
    }

    @Test
    void shouldGiveAnOptionsDefaultWhereItIsNotNamed() {
        final SourceRequest request =
            new SourceRequest(List.of(LineAddress.parse("127.0.0.1:0")), 4096, Map.of("mode", "spin"));

        assertEquals("spin", request.option("mode", "poll"));
        assertEquals("auto", request.option("attach", "auto"));
    }

    @Test
    void shouldRefuseARequestWithoutLines() {
        assertEquals("0 lines: expected 1 to 16", assertThrows(IllegalArgumentException.class,
            () -> new SourceRequest(List.of(), 4096, Map.of())).getMessage());
    }
}
