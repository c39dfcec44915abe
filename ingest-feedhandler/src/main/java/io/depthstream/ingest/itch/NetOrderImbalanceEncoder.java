package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link NetOrderImbalance} messages (type I, 50 bytes). Fields not set stay binary zero. */
public final class NetOrderImbalanceEncoder extends ItchEncoder<NetOrderImbalanceEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 49 bytes. */
    public NetOrderImbalanceEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, NetOrderImbalance.TYPE, NetOrderImbalance.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return NetOrderImbalance.LENGTH;
    }

    @Override
    NetOrderImbalanceEncoder self() {
        return this;
    }

    /** Writes {@link NetOrderImbalance#pairedShares()}: 64 bits, as they are. */
    public NetOrderImbalanceEncoder pairedShares(final long pairedShares) {
        return putLong(NetOrderImbalance.PAIRED_SHARES_OFFSET, pairedShares);
    }

    /** Writes {@link NetOrderImbalance#imbalanceShares()}: 64 bits, as they are. */
    public NetOrderImbalanceEncoder imbalanceShares(final long imbalanceShares) {
        return putLong(NetOrderImbalance.IMBALANCE_SHARES_OFFSET, imbalanceShares);
    }

    /** Writes {@link NetOrderImbalance#imbalanceDirection()}: one byte wide. */
    public NetOrderImbalanceEncoder imbalanceDirection(final char imbalanceDirection) {
        return putCharacter(NetOrderImbalance.IMBALANCE_DIRECTION_OFFSET, imbalanceDirection, "imbalanceDirection");
    }

    /** Writes {@link NetOrderImbalance#stock()}: at most 8 characters. */
    public NetOrderImbalanceEncoder stock(final String stock) {
        return putText(NetOrderImbalance.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link NetOrderImbalance#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public NetOrderImbalanceEncoder stockAsLong(final long stock) {
        return putLong(NetOrderImbalance.STOCK_OFFSET, stock);
    }

    /** Writes {@link NetOrderImbalance#farPrice()}: ten-thousandths of a dollar, 0 to 4,294,967,295. */
    public NetOrderImbalanceEncoder farPrice(final long farPrice) {
        return putUnsignedInt(NetOrderImbalance.FAR_PRICE_OFFSET, farPrice, "farPrice");
    }

    /** Writes {@link NetOrderImbalance#nearPrice()}: ten-thousandths of a dollar, 0 to 4,294,967,295. */
    public NetOrderImbalanceEncoder nearPrice(final long nearPrice) {
        return putUnsignedInt(NetOrderImbalance.NEAR_PRICE_OFFSET, nearPrice, "nearPrice");
    }

    /**
     * Writes {@link NetOrderImbalance#currentReferencePrice()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public NetOrderImbalanceEncoder currentReferencePrice(final long currentReferencePrice) {
        return putUnsignedInt(
                NetOrderImbalance.CURRENT_REFERENCE_PRICE_OFFSET, currentReferencePrice, "currentReferencePrice");
    }

    /** Writes {@link NetOrderImbalance#crossType()}: one byte wide. */
    public NetOrderImbalanceEncoder crossType(final char crossType) {
        return putCharacter(NetOrderImbalance.CROSS_TYPE_OFFSET, crossType, "crossType");
    }

    /** Writes {@link NetOrderImbalance#priceVariationIndicator()}: one byte wide. */
    public NetOrderImbalanceEncoder priceVariationIndicator(final char priceVariationIndicator) {
        return putCharacter(
                NetOrderImbalance.PRICE_VARIATION_INDICATOR_OFFSET, priceVariationIndicator, "priceVariationIndicator");
    }
}
