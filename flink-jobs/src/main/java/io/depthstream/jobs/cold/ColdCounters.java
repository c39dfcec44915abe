package io.depthstream.jobs.cold;

import java.util.concurrent.atomic.LongAdder;

/** What a cold writer counts, for its metrics and for tests. Any thread. */
final class ColdCounters {

    final LongAdder confirmedRows = new LongAdder();
    final LongAdder confirmedBatches = new LongAdder();
    final LongAdder sentBatches = new LongAdder();
    final LongAdder lostConnections = new LongAdder();
    final LongAdder refusedBatches = new LongAdder();
    final LongAdder deadLetters = new LongAdder();
    final LongAdder abortedCalls = new LongAdder();
    volatile boolean connected;
}
