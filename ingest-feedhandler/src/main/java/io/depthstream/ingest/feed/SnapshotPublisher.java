package io.depthstream.ingest.feed;

import io.depthstream.ingest.itch.StockDirectory;
import java.util.BitSet;
import java.util.Set;

/**
 * Publishes a spin symbol by symbol: what a symbol's messages say between a BEGIN and an END. A symbol that is known and
 * not in the spin has no order: it gets BEGIN and END alone.
 *
 * <p>One thread; allocates.
 */
final class SnapshotPublisher {
    private final SymbolDirectory directory;
    private final ItchNormaliser normaliser;
    private final StockDirectory entry = new StockDirectory();

    SnapshotPublisher(final SymbolDirectory directory, final ItchNormaliser normaliser) {
        this.directory = directory;
        this.normaliser = normaliser;
    }

    /**
     * Publishes.
     *
     * @param asOf  sequence the spin reflects
     * @param only  symbols to publish; empty for all
     */
    void publish(
            final SpinStore spin, final String session, final long asOf, final long timeNanos, final Set<String> only) {
        final BitSet done = new BitSet();
        normaliser.beginSnapshots(session, asOf, spin.newestStamp(), timeNanos);
        try {
            for (int locate = 0; locate < SymbolDirectory.LOCATES; locate++) {
                if (spin.first(locate) >= 0) {
                    publish(spin, locate, only, done);
                }
            }
            for (int id = done.nextClearBit(0); id < directory.size(); id = done.nextClearBit(id + 1)) {
                if (wanted(id, only)) {
                    normaliser.beginSnapshot(id);
                    normaliser.endSnapshot(id);
                }
            }
        } finally {
            normaliser.endSnapshots();
        }
    }

    private void publish(final SpinStore spin, final int locate, final Set<String> only, final BitSet done) {
        final int id = id(spin, locate);
        // Messages of an unknown locate come out one by one as dead letters. A second locate of one symbol is none of a
        // sound venue: its messages would be a second snapshot that undoes the first.
        final boolean known = id != SymbolDirectory.UNKNOWN;
        if (known && (done.get(id) || !wanted(id, only))) {
            return;
        }
        if (known) {
            done.set(id);
            normaliser.beginSnapshot(id);
        }
        for (int place = spin.first(locate); place >= 0; place = spin.next(place)) {
            normaliser.onSnapshotMessage(spin.buffer(), spin.offset(place), spin.length(place));
        }
        if (known) {
            normaliser.endSnapshot(id);
        }
    }

    private boolean wanted(final int id, final Set<String> only) {
        return only.isEmpty() || only.contains(directory.symbol(id));
    }

    /** The symbol's id, from its directory entry in the spin if that comes first, as it should. */
    private int id(final SpinStore spin, final int locate) {
        if (locate == 0) {
            return SymbolDirectory.MARKET_WIDE;
        }
        final int place = spin.first(locate);
        if (spin.length(place) == StockDirectory.LENGTH && spin.buffer().getByte(spin.offset(place)) == StockDirectory.TYPE) {
            entry.wrap(spin.buffer(), spin.offset(place));
            final String symbol = entry.stock();
            if (CodeTexts.isSymbol(symbol)) {
                return directory.register(locate, symbol);
            }
        }
        return directory.id(locate);
    }
}
