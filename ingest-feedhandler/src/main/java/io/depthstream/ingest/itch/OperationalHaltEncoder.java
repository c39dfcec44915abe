package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link OperationalHalt} messages (type h, 21 bytes). Fields not set stay binary zero. */
public final class OperationalHaltEncoder extends ItchEncoder<OperationalHaltEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 20 bytes. */
    public OperationalHaltEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, OperationalHalt.TYPE, OperationalHalt.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return OperationalHalt.LENGTH;
    }

    @Override
    OperationalHaltEncoder self() {
        return this;
    }

    /** Writes {@link OperationalHalt#stock()}: at most 8 characters. */
    public OperationalHaltEncoder stock(final String stock) {
        return putText(OperationalHalt.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link OperationalHalt#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public OperationalHaltEncoder stockAsLong(final long stock) {
        return putLong(OperationalHalt.STOCK_OFFSET, stock);
    }

    /** Writes {@link OperationalHalt#marketCode()}: one byte wide. */
    public OperationalHaltEncoder marketCode(final char marketCode) {
        return putCharacter(OperationalHalt.MARKET_CODE_OFFSET, marketCode, "marketCode");
    }

    /** Writes {@link OperationalHalt#operationalHaltAction()}: one byte wide. */
    public OperationalHaltEncoder operationalHaltAction(final char operationalHaltAction) {
        return putCharacter(
                OperationalHalt.OPERATIONAL_HALT_ACTION_OFFSET, operationalHaltAction, "operationalHaltAction");
    }
}
