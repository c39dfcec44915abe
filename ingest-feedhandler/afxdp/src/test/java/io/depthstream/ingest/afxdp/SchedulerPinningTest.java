package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.CpuPinning;
import io.depthstream.ingest.packet.NativeServices;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.util.BitSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class SchedulerPinningTest {

    @Test
    void shouldTieTheCallingThreadToOneProcessorAndNoOther() throws Exception {
        final BitSet before = SchedulerPinning.allowed();
        final int cpu = before.length() - 1;
        final FutureTask<BitSet> pinned = new FutureTask<>(() -> {
            NativeServices.find(CpuPinning.class, "thread pinning").pinThisThread(cpu);
            return SchedulerPinning.allowed();
        });
        final Thread thread = new Thread(pinned);
        thread.start();

        final BitSet only = new BitSet();
        only.set(cpu);
        assertEquals(only, pinned.get());
        assertEquals(before, SchedulerPinning.allowed(), "this thread is as free as before");
    }

    @Test
    void shouldNameAProcessorThatIsNotThere() {
        final String reason = assertThrows(UnavailableHereException.class,
            () -> new SchedulerPinning().pinThisThread(1_023)).getMessage();

        assertTrue(reason.startsWith("processor 1023 can't be used by this process"), reason);
    }
}
