package io.depthstream.jobs.hot;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Fills batches from the pending states and writes them as arguments of one {@code EVALSHA}.
 *
 * <p>Draining thread only. Allocates the arguments, which the connection keeps until they are on the wire.
 */
final class ScriptCall {

    private static final String RESOURCE = "publish-books.lua";
    private static final byte[] ZERO = {'0'};

    private final PendingStates pending;
    private final byte[] ttlMillis;
    private final byte[] publishedField;
    private final HotBookState[] staged;
    private final BookText text = new BookText();

    /**
     * A writer of batches of at most {@code batchSymbols}.
     *
     * @param ttlSeconds time to live of a hash; 0 keeps it
     * @param instance   stream instance whose publishing is remembered
     */
    ScriptCall(final PendingStates pending, final int batchSymbols, final int ttlSeconds, final String instance) {
        this.pending = pending;
        ttlMillis = bytes(Long.toString(ttlSeconds * 1_000L));
        publishedField = bytes("published:" + instance);
        staged = new HotBookState[batchSymbols];
        for (int i = 0; i < batchSymbols; i++) {
            staged[i] = new HotBookState(pending.depth());
        }
    }

    /** The script's text. */
    static byte[] script() {
        try (InputStream in = ScriptCall.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is not beside " + ScriptCall.class.getName()
                        + ": the jar was built without it");
            }
            return in.readAllBytes();
        } catch (final IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Takes waiting symbols into the batch until it is full or nobody waits. A symbol being written at this moment
     * waits again: the next batch takes it.
     */
    void fill(final RedisBatch batch) {
        int tries = pending.waiting();
        while (!batch.isFull() && tries-- > 0) {
            final SymbolSlot slot = pending.poll();
            if (slot == null) {
                return;
            }
            final long version = slot.read(staged[batch.size()]);
            if (version == SymbolSlot.TORN) {
                pending.again(slot);
            } else {
                batch.add(slot, version);
            }
        }
    }

    /** The arguments for a batch just filled. */
    CommandArgs<byte[], byte[]> arguments(final RedisBatch batch, final String sha) {
        final CommandArgs<byte[], byte[]> args = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        args.add(sha).add(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            args.addKey(batch.slot(i).key());
        }
        args.add(ttlMillis).add(publishedField);
        for (int i = 0; i < batch.size(); i++) {
            symbol(args, batch.slot(i), staged[i]);
        }
        return args;
    }

    /** The 19 arguments of one symbol, in the order publish-books.lua gives. */
    private void symbol(final CommandArgs<byte[], byte[]> args, final SymbolSlot slot, final HotBookState state) {
        args.add(bytes(state.session()))
                .add(state.sequence())
                .add(state.revision())
                .add(state.venueTimeNanos())
                .add(slot.channel())
                .add(text.payload(state))
                .add(state.receiveTimeNanos())
                .add(state.priceScale())
                .add(bytes(state.quality().name()))
                .add(bytes(state.qualityReason()))
                .add(bytes(state.tradingState().name()));
        if (state.bidLevels() == 0) {
            args.add(ZERO).add(ZERO).add(ZERO);
        } else {
            args.add(state.bidPrice(0)).add(state.bidShares(0)).add(state.bidOrders(0));
        }
        if (state.askLevels() == 0) {
            args.add(ZERO).add(ZERO).add(ZERO);
        } else {
            args.add(state.askPrice(0)).add(state.askShares(0)).add(state.askOrders(0));
        }
        args.add(text.bids(state)).add(text.asks(state));
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
