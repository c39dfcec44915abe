package io.depthstream.ingest.feed;

import io.depthstream.ingest.packet.CpuPinning;
import io.depthstream.ingest.packet.NativeServices;
import io.depthstream.ingest.packet.UnavailableHereException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ties the loop's thread to the processor that {@code loop.cpu} names, whatever the source. */
final class LoopPlacement {
    private static final Logger LOG = LoggerFactory.getLogger(LoopPlacement.class);

    private LoopPlacement() {
    }

    /** Pins the calling thread, or says in one line why it runs on unpinned; nothing named, nothing done. */
    static void apply(final String cpu) {
        if (cpu.isEmpty()) {
            return;
        }
        try {
            NativeServices.find(CpuPinning.class, "thread pinning").pinThisThread(Integer.parseInt(cpu));
            LOG.info("the loop is tied to processor {}", cpu);
        } catch (final UnavailableHereException e) {
            LOG.warn("{} = {}: the loop is not pinned: {}", ConfigKey.LOOP_CPU.key(), cpu, e.getMessage());
        }
    }
}
