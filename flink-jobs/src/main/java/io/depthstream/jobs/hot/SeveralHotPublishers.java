package io.depthstream.jobs.hot;

import java.time.Duration;
import java.util.List;

/** Offers each state to several stores; each has its own thread, bounds and outages, so none holds another up. */
final class SeveralHotPublishers implements HotPublisher {

    private final List<HotPublisher> publishers;

    SeveralHotPublishers(final List<HotPublisher> publishers) {
        this.publishers = List.copyOf(publishers);
    }

    @Override
    public void offer(final HotBookState newest) {
        for (int i = 0; i < publishers.size(); i++) {
            publishers.get(i).offer(newest);
        }
    }

    @Override
    public boolean drain(final Duration limit) throws InterruptedException {
        final long deadline = System.nanoTime() + limit.toNanos();
        boolean drained = true;
        for (final HotPublisher publisher : publishers) {
            drained &= publisher.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return drained;
    }

    @Override
    public String store() {
        return String.join("+", publishers.stream().map(HotPublisher::store).toList());
    }

    @Override
    public List<HotPublisher> stores() {
        return publishers;
    }

    @Override
    public boolean takesTrades() {
        return publishers.stream().anyMatch(HotPublisher::takesTrades);
    }

    @Override
    public HotCounters counters() {
        return publishers.stream().map(HotPublisher::counters).reduce(HotCounters::plus).orElse(HotCounters.ZERO);
    }

    @Override
    public void close() {
        publishers.forEach(HotPublisher::close);
    }
}
