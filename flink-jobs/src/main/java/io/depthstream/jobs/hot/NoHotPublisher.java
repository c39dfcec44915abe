package io.depthstream.jobs.hot;

import java.time.Duration;
import java.util.List;

/** See {@link HotPublisher#none()}. */
enum NoHotPublisher implements HotPublisher {
    INSTANCE;

    @Override
    public void offer(final HotBookState newest) {
        // There is no store: nothing to keep.
    }

    @Override
    public boolean drain(final Duration limit) {
        return true;
    }

    @Override
    public String store() {
        return "";
    }

    @Override
    public List<HotPublisher> stores() {
        return List.of();
    }

    @Override
    public HotCounters counters() {
        return HotCounters.ZERO;
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
