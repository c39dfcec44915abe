package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link DirectListingPriceDiscovery} messages (type O, 48 bytes). Fields not set stay binary zero. */
public final class DirectListingPriceDiscoveryEncoder extends ItchEncoder<DirectListingPriceDiscoveryEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 47 bytes. */
    public DirectListingPriceDiscoveryEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, DirectListingPriceDiscovery.TYPE, DirectListingPriceDiscovery.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return DirectListingPriceDiscovery.LENGTH;
    }

    @Override
    DirectListingPriceDiscoveryEncoder self() {
        return this;
    }

    /** Writes {@link DirectListingPriceDiscovery#stock()}: at most 8 characters. */
    public DirectListingPriceDiscoveryEncoder stock(final String stock) {
        return putText(DirectListingPriceDiscovery.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link DirectListingPriceDiscovery#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public DirectListingPriceDiscoveryEncoder stockAsLong(final long stock) {
        return putLong(DirectListingPriceDiscovery.STOCK_OFFSET, stock);
    }

    /** Writes {@link DirectListingPriceDiscovery#openEligibilityStatus()}: one byte wide. */
    public DirectListingPriceDiscoveryEncoder openEligibilityStatus(final char openEligibilityStatus) {
        return putCharacter(
                DirectListingPriceDiscovery.OPEN_ELIGIBILITY_STATUS_OFFSET,
                openEligibilityStatus,
                "openEligibilityStatus");
    }

    /**
     * Writes {@link DirectListingPriceDiscovery#minimumAllowablePrice()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public DirectListingPriceDiscoveryEncoder minimumAllowablePrice(final long minimumAllowablePrice) {
        return putUnsignedInt(
                DirectListingPriceDiscovery.MINIMUM_ALLOWABLE_PRICE_OFFSET,
                minimumAllowablePrice,
                "minimumAllowablePrice");
    }

    /**
     * Writes {@link DirectListingPriceDiscovery#maximumAllowablePrice()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public DirectListingPriceDiscoveryEncoder maximumAllowablePrice(final long maximumAllowablePrice) {
        return putUnsignedInt(
                DirectListingPriceDiscovery.MAXIMUM_ALLOWABLE_PRICE_OFFSET,
                maximumAllowablePrice,
                "maximumAllowablePrice");
    }

    /**
     * Writes {@link DirectListingPriceDiscovery#nearExecutionPrice()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public DirectListingPriceDiscoveryEncoder nearExecutionPrice(final long nearExecutionPrice) {
        return putUnsignedInt(
                DirectListingPriceDiscovery.NEAR_EXECUTION_PRICE_OFFSET, nearExecutionPrice, "nearExecutionPrice");
    }

    /** Writes {@link DirectListingPriceDiscovery#nearExecutionTime()}: 64 bits, as they are. */
    public DirectListingPriceDiscoveryEncoder nearExecutionTime(final long nearExecutionTime) {
        return putLong(DirectListingPriceDiscovery.NEAR_EXECUTION_TIME_OFFSET, nearExecutionTime);
    }

    /**
     * Writes {@link DirectListingPriceDiscovery#lowerPriceRangeCollar()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public DirectListingPriceDiscoveryEncoder lowerPriceRangeCollar(final long lowerPriceRangeCollar) {
        return putUnsignedInt(
                DirectListingPriceDiscovery.LOWER_PRICE_RANGE_COLLAR_OFFSET,
                lowerPriceRangeCollar,
                "lowerPriceRangeCollar");
    }

    /**
     * Writes {@link DirectListingPriceDiscovery#upperPriceRangeCollar()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public DirectListingPriceDiscoveryEncoder upperPriceRangeCollar(final long upperPriceRangeCollar) {
        return putUnsignedInt(
                DirectListingPriceDiscovery.UPPER_PRICE_RANGE_COLLAR_OFFSET,
                upperPriceRangeCollar,
                "upperPriceRangeCollar");
    }
}
