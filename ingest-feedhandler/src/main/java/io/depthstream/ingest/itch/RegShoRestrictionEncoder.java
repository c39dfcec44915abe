package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link RegShoRestriction} messages (type Y, 20 bytes). Fields not set stay binary zero. */
public final class RegShoRestrictionEncoder extends ItchEncoder<RegShoRestrictionEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 19 bytes. */
    public RegShoRestrictionEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, RegShoRestriction.TYPE, RegShoRestriction.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return RegShoRestriction.LENGTH;
    }

    @Override
    RegShoRestrictionEncoder self() {
        return this;
    }

    /** Writes {@link RegShoRestriction#stock()}: at most 8 characters. */
    public RegShoRestrictionEncoder stock(final String stock) {
        return putText(RegShoRestriction.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link RegShoRestriction#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public RegShoRestrictionEncoder stockAsLong(final long stock) {
        return putLong(RegShoRestriction.STOCK_OFFSET, stock);
    }

    /** Writes {@link RegShoRestriction#regSHOAction()}: one byte wide. */
    public RegShoRestrictionEncoder regSHOAction(final char regSHOAction) {
        return putCharacter(RegShoRestriction.REG_SHO_ACTION_OFFSET, regSHOAction, "regSHOAction");
    }
}
