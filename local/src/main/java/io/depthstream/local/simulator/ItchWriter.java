package io.depthstream.local.simulator;

import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.itch.AddOrderMpidEncoder;
import io.depthstream.ingest.itch.BrokenTradeEncoder;
import io.depthstream.ingest.itch.CrossTradeEncoder;
import io.depthstream.ingest.itch.DirectListingPriceDiscoveryEncoder;
import io.depthstream.ingest.itch.IpoQuotingPeriodUpdateEncoder;
import io.depthstream.ingest.itch.ItchEncoder;
import io.depthstream.ingest.itch.ItchText;
import io.depthstream.ingest.itch.LuldAuctionCollarEncoder;
import io.depthstream.ingest.itch.MarketParticipantPositionEncoder;
import io.depthstream.ingest.itch.MwcbDeclineLevelEncoder;
import io.depthstream.ingest.itch.MwcbStatusEncoder;
import io.depthstream.ingest.itch.NetOrderImbalanceEncoder;
import io.depthstream.ingest.itch.OperationalHaltEncoder;
import io.depthstream.ingest.itch.OrderCancelEncoder;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.itch.OrderExecutedEncoder;
import io.depthstream.ingest.itch.OrderExecutedWithPriceEncoder;
import io.depthstream.ingest.itch.OrderReplaceEncoder;
import io.depthstream.ingest.itch.RegShoRestrictionEncoder;
import io.depthstream.ingest.itch.RetailPriceImprovementEncoder;
import io.depthstream.ingest.itch.StockDirectoryEncoder;
import io.depthstream.ingest.itch.StockTradingActionEncoder;
import io.depthstream.ingest.itch.SystemEventEncoder;
import io.depthstream.ingest.itch.TradeEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Writes one ITCH 5.0 message at a time where the simulator's caller wants it, and counts what it wrote by type.
 *
 * <p>{@link #at} says where and when; one of the other methods writes the message and returns its length. Names are
 * packed ASCII as {@link ItchText#pack} makes them, prices in units of 0.0001. One thread; allocates nothing.
 */
final class ItchWriter {

    private static final int TYPES = 128;
    private static final long ROUND_LOT = 100;

    private final SystemEventEncoder system = new SystemEventEncoder();
    private final StockDirectoryEncoder directory = new StockDirectoryEncoder();
    private final StockTradingActionEncoder tradingAction = new StockTradingActionEncoder();
    private final RegShoRestrictionEncoder regSho = new RegShoRestrictionEncoder();
    private final MarketParticipantPositionEncoder participant = new MarketParticipantPositionEncoder();
    private final MwcbDeclineLevelEncoder breakerLevels = new MwcbDeclineLevelEncoder();
    private final MwcbStatusEncoder breakerBreach = new MwcbStatusEncoder();
    private final IpoQuotingPeriodUpdateEncoder ipoQuoting = new IpoQuotingPeriodUpdateEncoder();
    private final LuldAuctionCollarEncoder collar = new LuldAuctionCollarEncoder();
    private final OperationalHaltEncoder operationalHalt = new OperationalHaltEncoder();
    private final AddOrderEncoder add = new AddOrderEncoder();
    private final AddOrderMpidEncoder addAttributed = new AddOrderMpidEncoder();
    private final OrderExecutedEncoder execute = new OrderExecutedEncoder();
    private final OrderExecutedWithPriceEncoder executeAtPrice = new OrderExecutedWithPriceEncoder();
    private final OrderCancelEncoder cancel = new OrderCancelEncoder();
    private final OrderDeleteEncoder delete = new OrderDeleteEncoder();
    private final OrderReplaceEncoder replace = new OrderReplaceEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final CrossTradeEncoder cross = new CrossTradeEncoder();
    private final BrokenTradeEncoder broken = new BrokenTradeEncoder();
    private final NetOrderImbalanceEncoder imbalance = new NetOrderImbalanceEncoder();
    private final RetailPriceImprovementEncoder retailInterest = new RetailPriceImprovementEncoder();
    private final DirectListingPriceDiscoveryEncoder directListing = new DirectListingPriceDiscoveryEncoder();

    private final long[] written = new long[TYPES];
    private MutableDirectBuffer buffer;
    private int offset;
    private long time;

    /** Where the next message goes and its time in nanoseconds since midnight. */
    void at(final MutableDirectBuffer newBuffer, final int newOffset, final long nanosSinceMidnight) {
        buffer = newBuffer;
        offset = newOffset;
        time = nanosSinceMidnight;
    }

    /** Messages of a type written so far. */
    long written(final char type) {
        return written[type];
    }

    int system(final char eventCode) {
        system.wrap(buffer, offset)
            .eventCode(eventCode);
        return header(system, 'S', 0);
    }

    int directory(final int locate, final long stock, final char category, final char financialStatus,
                  final char classification, final String subType, final char ipoFlag, final char tier, final char etpFlag) {
        directory.wrap(buffer, offset)
            .stockAsLong(stock).marketCategory(category).financialStatusIndicator(financialStatus)
            .roundLotSize(ROUND_LOT).roundLotsOnly('N').issueClassification(classification).issueSubType(subType)
            .authenticity('P').shortSaleThresholdIndicator('N').ipoFlag(ipoFlag).luldReferencePriceTier(tier)
            .etpFlag(etpFlag).etpLeverageFactor(0).inverseIndicator('N');
        return header(directory, 'R', locate);
    }

    int tradingAction(final int locate, final long stock, final char state, final int reason) {
        tradingAction.wrap(buffer, offset)
            .stockAsLong(stock).tradingState(state).reserved(' ').reasonAsInt(reason);
        return header(tradingAction, 'H', locate);
    }

    int regSho(final int locate, final long stock, final char action) {
        regSho.wrap(buffer, offset)
            .stockAsLong(stock).regSHOAction(action);
        return header(regSho, 'Y', locate);
    }

    int participant(final int locate, final long stock, final int mpid, final char primary, final char state) {
        participant.wrap(buffer, offset)
            .mpidAsInt(mpid).stockAsLong(stock).primaryMarketMaker(primary).marketMakerMode('N')
            .marketParticipantState(state);
        return header(participant, 'L', locate);
    }

    int breakerLevels(final long level1E8, final long level2E8, final long level3E8) {
        breakerLevels.wrap(buffer, offset)
            .level1(level1E8).level2(level2E8).level3(level3E8);
        return header(breakerLevels, 'V', 0);
    }

    int breakerBreach(final char level) {
        breakerBreach.wrap(buffer, offset)
            .breachedLevel(level);
        return header(breakerBreach, 'W', 0);
    }

    int ipoQuoting(final int locate, final long stock, final int releaseSeconds, final char qualifier,
                   final int priceE4) {
        ipoQuoting.wrap(buffer, offset)
            .stockAsLong(stock).ipoQuotationReleaseTime(releaseSeconds).ipoQuotationReleaseQualifier(qualifier)
            .ipoPrice(priceE4);
        return header(ipoQuoting, 'K', locate);
    }

    int collar(final int locate, final long stock, final int referenceE4, final int upperE4, final int lowerE4,
               final int extension) {
        collar.wrap(buffer, offset)
            .stockAsLong(stock).auctionCollarReferencePrice(referenceE4).upperAuctionCollarPrice(upperE4)
            .lowerAuctionCollarPrice(lowerE4).auctionCollarExtension(extension);
        return header(collar, 'J', locate);
    }

    int operationalHalt(final int locate, final long stock, final char market, final char action) {
        operationalHalt.wrap(buffer, offset)
            .stockAsLong(stock).marketCode(market).operationalHaltAction(action);
        return header(operationalHalt, 'h', locate);
    }

    int add(final int locate, final long stock, final long reference, final char side, final int shares,
            final int priceE4) {
        add.wrap(buffer, offset)
            .orderReferenceNumber(reference).buySellIndicator(side).shares(shares).stockAsLong(stock)
            .price(priceE4);
        return header(add, 'A', locate);
    }

    int addAttributed(final int locate, final long stock, final long reference, final char side, final int shares,
                      final int priceE4, final int mpid) {
        addAttributed.wrap(buffer, offset)
            .orderReferenceNumber(reference).buySellIndicator(side).shares(shares).stockAsLong(stock)
            .price(priceE4).attributionAsInt(mpid);
        return header(addAttributed, 'F', locate);
    }

    int execute(final int locate, final long reference, final int shares, final long match) {
        execute.wrap(buffer, offset)
            .orderReferenceNumber(reference).executedShares(shares).matchNumber(match);
        return header(execute, 'E', locate);
    }

    int executeAtPrice(final int locate, final long reference, final int shares, final long match,
                       final char printable, final int priceE4) {
        executeAtPrice.wrap(buffer, offset)
            .orderReferenceNumber(reference).executedShares(shares).matchNumber(match).printable(printable)
            .executionPrice(priceE4);
        return header(executeAtPrice, 'C', locate);
    }

    int cancel(final int locate, final long reference, final int shares) {
        cancel.wrap(buffer, offset)
            .orderReferenceNumber(reference).cancelledShares(shares);
        return header(cancel, 'X', locate);
    }

    int delete(final int locate, final long reference) {
        delete.wrap(buffer, offset)
            .orderReferenceNumber(reference);
        return header(delete, 'D', locate);
    }

    int replace(final int locate, final long reference, final long newReference, final int shares,
                final int priceE4) {
        replace.wrap(buffer, offset)
            .originalOrderReferenceNumber(reference).newOrderReferenceNumber(newReference).shares(shares)
            .price(priceE4);
        return header(replace, 'U', locate);
    }

    /** A trade with a non-displayed order: the venue names no order and says buy, whatever its side was. */
    int trade(final int locate, final long stock, final int shares, final int priceE4, final long match) {
        trade.wrap(buffer, offset)
            .orderReferenceNumber(0).buySellIndicator('B').shares(shares).stockAsLong(stock).price(priceE4)
            .matchNumber(match);
        return header(trade, 'P', locate);
    }

    int cross(final int locate, final long stock, final long shares, final int priceE4, final long match,
              final char crossType) {
        cross.wrap(buffer, offset)
            .shares(shares).stockAsLong(stock).crossPrice(priceE4).matchNumber(match).crossType(crossType);
        return header(cross, 'Q', locate);
    }

    int broken(final int locate, final long match) {
        broken.wrap(buffer, offset)
            .matchNumber(match);
        return header(broken, 'B', locate);
    }

    int imbalance(final int locate, final long stock, final long paired, final long shares, final char direction,
                  final int farE4, final int nearE4, final int referenceE4, final char crossType) {
        imbalance.wrap(buffer, offset)
            .pairedShares(paired).imbalanceShares(shares).imbalanceDirection(direction).stockAsLong(stock)
            .farPrice(farE4).nearPrice(nearE4).currentReferencePrice(referenceE4).crossType(crossType)
            .priceVariationIndicator('L');
        return header(imbalance, 'I', locate);
    }

    int retailInterest(final int locate, final long stock, final char interest) {
        retailInterest.wrap(buffer, offset)
            .stockAsLong(stock).interestFlag(interest);
        return header(retailInterest, 'N', locate);
    }

    int directListing(final int locate, final long stock, final char eligibility, final int minimumE4,
                      final int maximumE4, final int nearE4, final long nearTime, final int lowerE4, final int upperE4) {
        directListing.wrap(buffer, offset)
            .stockAsLong(stock).openEligibilityStatus(eligibility).minimumAllowablePrice(minimumE4)
            .maximumAllowablePrice(maximumE4).nearExecutionPrice(nearE4).nearExecutionTime(nearTime)
            .lowerPriceRangeCollar(lowerE4).upperPriceRangeCollar(upperE4);
        return header(directListing, 'O', locate);
    }

    private int header(final ItchEncoder<?> encoder, final char type, final int locate) {
        encoder.stockLocate(locate);
        encoder.trackingNumber(0);
        encoder.timestamp(time);
        written[type]++;
        return encoder.length();
    }
}
