package io.depthstream.local.check;

import io.depthstream.ingest.itch.BrokenTrade;
import io.depthstream.ingest.itch.CrossTrade;
import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.ingest.itch.ItchListener;
import io.depthstream.ingest.itch.OrderExecuted;
import io.depthstream.ingest.itch.OrderExecutedWithPrice;
import io.depthstream.ingest.itch.Trade;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The trades as they truly were: every execution, cross and broken trade of a simulated day, by its sequence.
 *
 * <p>From the day's messages alone, made again from the seed. One thread.
 */
public final class TruthTrades {

    /** Sequence of the first message of a session. */
    private static final long FIRST_SEQUENCE = 1;

    private final Map<Long, Long> sharesBySequence = new TreeMap<>();
    private long sequence = FIRST_SEQUENCE - 1;

    private TruthTrades() {
    }

    /** Runs a simulated day again, as far as it was sent. */
    public static TruthTrades ofSimulation(final SimulationConfig config, final long messagesSent) {
        final TruthTrades truth = new TruthTrades();
        final MarketSimulator simulator = new MarketSimulator(config);
        final ItchDecoder decoder = new ItchDecoder();
        final ItchListener trades = truth.new Collector();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        for (long message = 0; message < messagesSent; message++) {
            final int length = simulator.next(buffer, 0);
            truth.sequence++;
            decoder.decode(buffer, 0, length, trades);
        }
        return truth;
    }

    /** Shares of each trade by sequence; a broken trade's are 0. */
    public Map<Long, Long> sharesBySequence() {
        return sharesBySequence;
    }

    private void add(final long shares) {
        sharesBySequence.put(sequence, shares);
    }

    private final class Collector implements ItchListener {

        @Override
        public void onOrderExecuted(final OrderExecuted message) {
            add(message.executedShares());
        }

        @Override
        public void onOrderExecutedWithPrice(final OrderExecutedWithPrice message) {
            add(message.executedShares());
        }

        @Override
        public void onTrade(final Trade message) {
            add(message.shares());
        }

        @Override
        public void onCrossTrade(final CrossTrade message) {
            add(message.shares());
        }

        @Override
        public void onBrokenTrade(final BrokenTrade message) {
            add(0);
        }
    }
}
