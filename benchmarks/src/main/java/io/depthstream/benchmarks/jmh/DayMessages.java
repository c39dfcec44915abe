package io.depthstream.benchmarks.jmh;

import io.depthstream.benchmarks.itch.SimulatedFile;
import io.depthstream.local.simulator.MarketSimulator;
import org.agrona.concurrent.UnsafeBuffer;

/** A short simulated day in one buffer: message i lies from {@code start(i)}, {@code length(i)} bytes long. */
final class DayMessages {
    static final int COUNT = 1 << 17;
    private static final long SEED = 20200130;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[COUNT * MarketSimulator.MAX_MESSAGE_LENGTH]);
    private final int[] starts = new int[COUNT + 1];

    DayMessages() {
        final MarketSimulator simulator = new MarketSimulator(SimulatedFile.day(SEED, COUNT));
        for (int i = 0; i < COUNT; i++) {
            starts[i + 1] = starts[i] + simulator.next(buffer, starts[i]);
        }
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    int start(final int message) {
        return starts[message];
    }

    int length(final int message) {
        return starts[message + 1] - starts[message];
    }
}
