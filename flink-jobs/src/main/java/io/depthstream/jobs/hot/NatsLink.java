package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Core NATS as a hot store: the newest state on {@code <venue>.<symbol>.orderbook}, on {@code .status} each change of
 * trading state or quality, and on {@code .trade} the trades since the last batch, up to {@link HotTrades#KEPT} a symbol.
 *
 * <p>Core NATS keeps nothing, so it can refuse nothing: after a restart of the job a subscriber may get a state again or
 * an older one, and drops it by (session, sequence, revision), as the example does. A batch is acknowledged when the
 * server has answered the ping behind it. Draining thread only.
 */
final class NatsLink implements HotLink {

    private final HotConfig config;
    private final String connectionName;
    private final BookText text = new BookText();
    private Connection connection;

    /**
     * A link that is not connected.
     *
     * @param name ends the name the connection gives itself
     */
    NatsLink(final HotConfig config, final String name) {
        this.config = config;
        this.connectionName = "depthstream-hot-" + name;
    }

    @Override
    public String name() {
        return NatsStore.NAME;
    }

    @Override
    public boolean takesTrades() {
        return true;
    }

    @Override
    public Object addressOf(final String venue, final String symbol) {
        return new NatsAddress(venue, symbol);
    }

    @Override
    public void connect() throws InterruptedException {
        try {
            connection = Nats.connect(options());
        } catch (final IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    private Options options() throws IOException, GeneralSecurityException {
        final Options.Builder options = new Options.Builder()
                .servers(config.get(NatsStore.URI).split(","))
                .connectionName(connectionName)
                .connectionTimeout(Duration.ofMillis(config.timeoutMillis()))
                // The publisher decides: what the client had queued is old by then, and the newest is wanted.
                .noReconnect()
                .maxMessagesInOutgoingQueue((2 + HotTrades.KEPT) * config.batchSymbols() + 1)
                .noNoResponders();
        if (!config.get(NatsStore.CREDENTIALS).isEmpty()) {
            options.authHandler(Nats.credentials(config.get(NatsStore.CREDENTIALS)));
        }
        if (config.get(NatsStore.URI).contains("tls://")) {
            options.sslContext(PemTls.context(config.tls()));
        }
        return options.build();
    }

    @Override
    public boolean isOpen() {
        final Connection open = connection;
        return open != null && open.getStatus() == Connection.Status.CONNECTED;
    }

    @Override
    public void send(final HotBatch batch, final HotBookState[] states, final Runnable answered)
            throws InterruptedException {
        try {
            publish(batch, states);
            connection.flush(Duration.ofMillis(config.timeoutMillis()));
        } catch (final TimeoutException late) {
            forgetStatuses(batch);
            batch.answer(null, late);
            answered.run();
            return;
        } catch (final RuntimeException notSent) {
            forgetStatuses(batch);
            throw notSent;
        }
        for (int i = 0; i < batch.size(); i++) {
            address(batch, i).tradesTaken(states[i].trades().count());
        }
        batch.answer(new BatchReply(batch.size(), 0, 0, ""), null);
        answered.run();
    }

    private void publish(final HotBatch batch, final HotBookState[] states) {
        final Instant time = Instant.now();
        final long now = TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
        for (int i = 0; i < batch.size(); i++) {
            final NatsAddress address = address(batch, i);
            connection.publish(address.orderbook(), text.payload(states[i], now));
            if (address.statusChanged(states[i])) {
                connection.publish(address.status(), text.status(states[i]));
            }
            final HotTrades trades = states[i].trades();
            for (long number = Math.max(trades.oldest(), address.tradesTaken() + 1); number <= trades.count(); number++) {
                connection.publish(address.trade(), text.trade(states[i], number));
            }
        }
    }

    private static NatsAddress address(final HotBatch batch, final int i) {
        return batch.address(i, NatsAddress.class);
    }

    private static void forgetStatuses(final HotBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            address(batch, i).forgetStatus();
        }
    }

    /** A batch fails here only by silence, or because the connection was closed under it. */
    @Override
    public Fault fault(final HotBatch batch, final Throwable error) {
        return Fault.CONNECTION;
    }

    @Override
    public void drop() {
        if (connection != null) {
            try {
                connection.close();
            } catch (final InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            connection = null;
        }
    }

    @Override
    public void close() {
        drop();
    }
}
