package io.depthstream.ingest.feed;

import static io.depthstream.schemas.EventFlags.FLAG_ATTRIBUTED;
import static io.depthstream.schemas.EventFlags.FLAG_PRINTABLE;

import io.depthstream.ingest.itch.AddOrder;
import io.depthstream.ingest.itch.AddOrderMpid;
import io.depthstream.ingest.itch.BrokenTrade;
import io.depthstream.ingest.itch.CrossTrade;
import io.depthstream.ingest.itch.DecodeResult;
import io.depthstream.ingest.itch.DirectListingPriceDiscovery;
import io.depthstream.ingest.itch.IpoQuotingPeriodUpdate;
import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.ingest.itch.ItchFieldCheck;
import io.depthstream.ingest.itch.ItchListener;
import io.depthstream.ingest.itch.ItchMessage;
import io.depthstream.ingest.itch.ItchText;
import io.depthstream.ingest.itch.LuldAuctionCollar;
import io.depthstream.ingest.itch.MarketParticipantPosition;
import io.depthstream.ingest.itch.MwcbDeclineLevel;
import io.depthstream.ingest.itch.MwcbStatus;
import io.depthstream.ingest.itch.NetOrderImbalance;
import io.depthstream.ingest.itch.OperationalHalt;
import io.depthstream.ingest.itch.OrderCancel;
import io.depthstream.ingest.itch.OrderDelete;
import io.depthstream.ingest.itch.OrderExecuted;
import io.depthstream.ingest.itch.OrderExecutedWithPrice;
import io.depthstream.ingest.itch.OrderReplace;
import io.depthstream.ingest.itch.RegShoRestriction;
import io.depthstream.ingest.itch.RetailPriceImprovement;
import io.depthstream.ingest.itch.StockDirectory;
import io.depthstream.ingest.itch.StockTradingAction;
import io.depthstream.ingest.itch.SystemEvent;
import io.depthstream.ingest.itch.Trade;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import org.agrona.DirectBuffer;

/**
 * Turns each valid ITCH message into exactly one event of its symbol's open batch.
 *
 * <p>Which field goes where is tabled in docs/protocol/event-batch.md. Messages of the whole market (S, V, W) go under
 * {@code *}; a breach of the circuit breaker (W) is told to every symbol as well. A message that cannot be used is parked and counted, and the next one is taken; this class throws only
 * what the publisher throws.
 *
 * <p>One thread. The order-by-order messages (A, F, E, C, X, D, U, P) allocate nothing after warm-up; the rare kinds
 * may allocate their code texts.
 */
public final class ItchNormaliser implements ItchListener {
    private static final char SEPARATOR = '|';
    private static final char BUY = 'B';
    private static final char SELL = 'S';
    private static final char PRINTABLE = 'Y';
    private static final String NOT_KNOWN = "";
    private static final String UNPRINTABLE_SYMBOL = "stock is not a printable symbol";
    private static final int MOST_VALUES = 6;

    private final ItchDecoder decoder = new ItchDecoder();
    // Listed shares do trade above the documented price cap: only what four bytes cannot hold is refused.
    private final ItchFieldCheck check = new ItchFieldCheck(ItchFieldCheck.WIDEST_PRICE_E4);
    private final CodeTexts texts = new CodeTexts();
    private final long[] values = new long[MOST_VALUES];

    private final SymbolDirectory directory;
    private final SymbolBatches batches;
    private final ReferenceTopic references;
    private final DeadLetters deadLetters;
    private final FeedHandlerCounters counters;
    private final TradingDay day;
    private final CircuitBreaker breaker;

    private String session = "";
    private long sequence;
    private long receiveTimeNanos;
    private long lastVenueTimeNanos;
    private boolean snapshot;
    /** First and last sequence of all gaps of the session together, what was before the join included; 0 before the first. */
    private long gapsBegin;
    private long gapsEnd;
    private DirectBuffer buffer;
    private int offset;
    private int length;

    ItchNormaliser(
            final SymbolDirectory directory,
            final SymbolBatches batches,
            final ReferenceTopic references,
            final DeadLetters deadLetters,
            final FeedHandlerCounters counters,
            final TradingDay day) {
        this.directory = directory;
        this.batches = batches;
        this.references = references;
        this.deadLetters = deadLetters;
        this.counters = counters;
        this.day = day;
        breaker = new CircuitBreaker(directory, batches, counters);
        lastVenueTimeNanos = day.midnightEpochNanos();
    }

    /** Takes one message of a session; each sequence once, ascending. The buffer is not used after the call. */
    public void onMessage(
            final String messageSession,
            final long messageSequence,
            final DirectBuffer messageBuffer,
            final int messageOffset,
            final int messageLength,
            final long messageReceiveTimeNanos) {
        counters.onMessage();
        enterSession(messageSession);
        sequence = messageSequence;
        receiveTimeNanos = messageReceiveTimeNanos;
        buffer = messageBuffer;
        offset = messageOffset;
        length = messageLength;
        final DecodeResult result = decoder.decode(buffer, offset, length, this);
        if (result != DecodeResult.OK) {
            undecoded(result);
        }
    }

    /**
     * A session begins. Where its first message to come is not its first, what was before is to symbols that become known as a
     * gap is: they are known by the stock that a message names, and told that they may have missed something.
     */
    void joined(final String joinedSession, final long firstSequence) {
        enterSession(joinedSession);
        if (firstSequence > 1) {
            gapsBegin = 1;
            gapsEnd = firstSequence - 1;
        }
    }

    /**
     * Tells every known symbol, and the market as a whole, that messages are missing for good.
     *
     * @param begin first missing sequence
     * @param end   last missing sequence: it becomes the event's own, which nothing else can bear
     */
    public void onGap(final String gapSession, final long begin, final long end, final long timeNanos) {
        enterSession(gapSession);
        gapsBegin = gapsBegin == 0 ? begin : gapsBegin;
        gapsEnd = end;
        for (int id = 0; id < directory.size(); id++) {
            gap(id, begin, end, timeNanos);
        }
    }

    /**
     * Takes a message that came after its gap was declared: too late for the stream, but a breach of the circuit breaker is
     * said by every snapshot from now on.
     */
    void onLate(final String lateSession, final long lateSequence, final DirectBuffer late, final int from, final int bytes) {
        if (session.equals(lateSession) && bytes == MwcbStatus.LENGTH && late.getByte(from) == MwcbStatus.TYPE) {
            final MwcbStatus m = new MwcbStatus().wrap(late, from);
            if (check.check(m) == null) {
                breaker.remember(lateSequence, day.epochNanos(m.timestamp()), receiveTimeNanos, texts.one(m.breachedLevel()));
            }
        }
    }

    /** Newest venue time seen, nanoseconds since the epoch, UTC: what notices of the handler's own are stamped with. */
    long lastVenueTimeNanos() {
        return lastVenueTimeNanos;
    }

    private void gap(final int id, final long begin, final long end, final long timeNanos) {
        values[0] = begin;
        values[1] = end;
        batches.append(id, EventKind.GAP, end, lastVenueTimeNanos, timeNanos, Side.NONE, 0, 0, 0, 0, 0, 0, "", values, 2);
        counters.onGapEvent();
    }

    /**
     * Messages handed over by {@link #onSnapshotMessage} from now on are the state as of a sequence: all their events have
     * that sequence and one time.
     *
     * @param newestStamp newest stamp in the snapshot, nanoseconds since midnight in New York
     */
    void beginSnapshots(
            final String snapshotSession, final long asOf, final long newestStamp, final long timeNanos) {
        enterSession(snapshotSession);
        snapshot = true;
        sequence = asOf;
        receiveTimeNanos = timeNanos;
        lastVenueTimeNanos = Math.max(lastVenueTimeNanos, day.epochNanos(newestStamp));
    }

    /** Begins a symbol's snapshot. */
    void beginSnapshot(final int id) {
        batches.beginSnapshot(id);
        bound(id, EventKind.SNAPSHOT_BEGIN);
        breaker.inSnapshot(id, sequence, lastVenueTimeNanos, receiveTimeNanos);
    }

    /** Takes a message of the symbol whose snapshot has begun. */
    void onSnapshotMessage(final DirectBuffer messageBuffer, final int messageOffset, final int messageLength) {
        buffer = messageBuffer;
        offset = messageOffset;
        length = messageLength;
        final DecodeResult result = decoder.decode(buffer, offset, length, this);
        if (result != DecodeResult.OK) {
            undecoded(result);
        }
    }

    /** Ends a symbol's snapshot and sends it. */
    void endSnapshot(final int id) {
        bound(id, EventKind.SNAPSHOT_END);
        batches.endSnapshot();
    }

    /** Back to the stream. */
    void endSnapshots() {
        snapshot = false;
    }

    private void bound(final int id, final EventKind kind) {
        values[0] = sequence;
        batches.append(id, kind, sequence, lastVenueTimeNanos, receiveTimeNanos, Side.NONE, 0, 0, 0, 0, 0, 0, "",
            values, 1);
        counters.onSnapshotEvent();
    }

    private void counted() {
        if (snapshot) {
            counters.onSnapshotEvent();
        } else {
            counters.onEvent();
        }
    }

    private EventKind addKind() {
        return snapshot ? EventKind.SNAPSHOT_ORDER : EventKind.ADD;
    }

    private void enterSession(final String current) {
        if (!session.equals(current)) {
            session = current;
            gapsBegin = 0;
            gapsEnd = 0;
            breaker.clear();
            batches.session(current);
        }
    }

    private void undecoded(final DecodeResult result) {
        if (length == 0) {
            park(DeadLetterReason.EMPTY_MESSAGE, "message of no bytes", NOT_KNOWN);
            return;
        }
        final int type = buffer.getByte(offset) & 0xFF;
        final String seen = "message of type " + CodeTexts.shown(type) + " and " + length + " bytes: ";
        switch (result) {
            case UNKNOWN_TYPE -> park(DeadLetterReason.UNKNOWN_TYPE, seen + "no such type in ITCH 5.0", NOT_KNOWN);
            default -> park(DeadLetterReason.BAD_LENGTH, seen + "not the type's length", NOT_KNOWN);
        }
    }

    private void park(final DeadLetterReason reason, final String message, final String symbol) {
        deadLetters.parkMessage(reason, message, session, sequence, symbol, receiveTimeNanos, buffer, offset, length);
    }

    /** Whether a field check found nothing; what it found is parked. */
    private boolean sound(final String fault, final int id) {
        if (fault != null) {
            park(DeadLetterReason.IMPOSSIBLE_FIELD, fault, directory.symbol(id));
            return false;
        }
        return true;
    }

    /** The id of a message's locate, or UNKNOWN when the message has been parked. */
    private int symbolId(final ItchMessage message) {
        final int id = directory.id(message.stockLocate());
        if (id == SymbolDirectory.UNKNOWN) {
            park(DeadLetterReason.UNKNOWN_LOCATE, "stock locate " + message.stockLocate()
                + " has no directory entry", NOT_KNOWN);
        }
        return id;
    }

    /** The same for a message that names its stock too: a locate of another day must not feed a wrong book. */
    private int symbolId(final ItchMessage message, final long stock) {
        final int known = directory.id(message.stockLocate());
        final int id = known == SymbolDirectory.UNKNOWN && gapsEnd > 0 && !snapshot
            ? learned(message, stock) : symbolId(message);
        if (id != SymbolDirectory.UNKNOWN && directory.stock(id) != stock) {
            park(DeadLetterReason.SYMBOL_MISMATCH, "stock locate " + message.stockLocate() + " stands for "
                + directory.symbol(id) + " but the message names " + CodeTexts.shownStock(stock), directory.symbol(id));
            return SymbolDirectory.UNKNOWN;
        }
        return id;
    }

    /**
     * The id of a symbol whose directory message a gap has swallowed, or came before the join, by the stock that another message
     * names. It is told of that first, for it came before it was known. A symbol that has another locate is not learned: that is bad input.
     */
    private int learned(final ItchMessage message, final long stock) {
        final String symbol = ItchText.unpack(stock);
        final int locate = message.stockLocate();
        if (locate == 0 || !CodeTexts.isSymbol(symbol) || directory.knows(symbol)
            || directory.register(locate, symbol) == SymbolDirectory.UNKNOWN) {
            return symbolId(message);
        }
        counters.symbols(directory.size());
        final int id = directory.id(locate);
        breaker.listed(id, 0, gapsBegin);
        gap(id, gapsBegin, gapsEnd, receiveTimeNanos);
        breaker.listed(id, gapsEnd, sequence);
        return id;
    }

    private long time(final ItchMessage message) {
        if (!snapshot) {
            lastVenueTimeNanos = day.epochNanos(message.timestamp());
        }
        return lastVenueTimeNanos;
    }

    private static Side side(final char indicator) {
        return indicator == BUY ? Side.BID : indicator == SELL ? Side.ASK : Side.NONE;
    }

    private void event(
            final int id,
            final EventKind kind,
            final ItchMessage message,
            final Side side,
            final long orderRef,
            final long newOrderRef,
            final long price,
            final long shares,
            final long matchNumber,
            final int flags) {
        batches.append(id, kind, sequence, time(message), receiveTimeNanos, side, orderRef, newOrderRef, price, shares,
            matchNumber, flags);
        counted();
    }

    /** A rare kind: codes, and the first values of the shared array. */
    private void event(
            final int id,
            final EventKind kind,
            final ItchMessage message,
            final Side side,
            final long price,
            final long shares,
            final long matchNumber,
            final String codes,
            final int valueCount) {
        batches.append(id, kind, sequence, time(message), receiveTimeNanos, side, 0, 0, price, shares, matchNumber, 0,
            codes, values, valueCount);
        counted();
    }

    @Override
    public void onAddOrder(final AddOrder m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, addKind(), m, side(m.buySellIndicator()), m.orderReferenceNumber(), 0, m.price(), m.shares(),
                0, 0);
        }
    }

    @Override
    public void onAddOrderMpid(final AddOrderMpid m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            batches.append(id, addKind(), sequence, time(m), receiveTimeNanos, side(m.buySellIndicator()),
                m.orderReferenceNumber(), 0, m.price(), m.shares(), 0, FLAG_ATTRIBUTED,
                texts.four(m.attributionAsInt()), values, 0);
            counted();
        }
    }

    @Override
    public void onOrderExecuted(final OrderExecuted m) {
        final int id = symbolId(m);
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.EXECUTE, m, Side.NONE, m.orderReferenceNumber(), 0, 0, m.executedShares(),
                m.matchNumber(), FLAG_PRINTABLE);
        }
    }

    @Override
    public void onOrderExecutedWithPrice(final OrderExecutedWithPrice m) {
        final int id = symbolId(m);
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.EXECUTE_AT_PRICE, m, Side.NONE, m.orderReferenceNumber(), 0, m.executionPrice(),
                m.executedShares(), m.matchNumber(), m.printable() == PRINTABLE ? FLAG_PRINTABLE : 0);
        }
    }

    @Override
    public void onOrderCancel(final OrderCancel m) {
        final int id = symbolId(m);
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.CANCEL, m, Side.NONE, m.orderReferenceNumber(), 0, 0, m.cancelledShares(), 0, 0);
        }
    }

    @Override
    public void onOrderDelete(final OrderDelete m) {
        final int id = symbolId(m);
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.DELETE, m, Side.NONE, m.orderReferenceNumber(), 0, 0, 0, 0, 0);
        }
    }

    @Override
    public void onOrderReplace(final OrderReplace m) {
        final int id = symbolId(m);
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.REPLACE, m, Side.NONE, m.originalOrderReferenceNumber(), m.newOrderReferenceNumber(),
                m.price(), m.shares(), 0, 0);
        }
    }

    @Override
    public void onTrade(final Trade m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.TRADE, m, side(m.buySellIndicator()), m.orderReferenceNumber(), 0, m.price(),
                m.shares(), m.matchNumber(), 0);
        }
    }

    @Override
    public void onCrossTrade(final CrossTrade m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.CROSS_TRADE, m, Side.NONE, m.crossPrice(), m.shares(), m.matchNumber(),
                texts.one(m.crossType()), 0);
        }
    }

    @Override
    public void onBrokenTrade(final BrokenTrade m) {
        final int id = symbolId(m);
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.BROKEN_TRADE, m, Side.NONE, 0, 0, 0, 0, m.matchNumber(), 0);
        }
    }

    @Override
    public void onSystemEvent(final SystemEvent m) {
        final int id = SymbolDirectory.MARKET_WIDE;
        if (sound(check.check(m), id)) {
            event(id, EventKind.SYSTEM, m, Side.NONE, 0, 0, 0, texts.one(m.eventCode()), 0);
        }
    }

    @Override
    public void onStockDirectory(final StockDirectory m) {
        final String symbol = m.stock();
        if (!sound(check.check(m), SymbolDirectory.MARKET_WIDE)
            || !sound(CodeTexts.isSymbol(symbol) ? null : UNPRINTABLE_SYMBOL, SymbolDirectory.MARKET_WIDE)) {
            return;
        }
        final boolean listed = !snapshot && !directory.knows(symbol);
        final int id = directory.register(m.stockLocate(), symbol);
        if (id == SymbolDirectory.UNKNOWN) {
            park(DeadLetterReason.DIRECTORY_FULL, "symbol " + symbol + " is one more than the directory holds ("
                + SymbolDirectory.MAX_SYMBOLS + ")", NOT_KNOWN);
            return;
        }
        counters.symbols(directory.size());
        if (listed) {
            breaker.listed(id, gapsEnd, sequence);
        }
        values[0] = m.stockLocate();
        values[1] = m.etpLeverageFactor();
        event(id, EventKind.DIRECTORY, m, Side.NONE, 0, m.roundLotSize(), 0, directoryCodes(m), 2);
        references.publish(id, m, session, sequence, day.epochNanos(m.timestamp()), receiveTimeNanos);
    }

    private static String directoryCodes(final StockDirectory m) {
        return new StringBuilder(24)
            .append(m.marketCategory()).append(SEPARATOR)
            .append(m.financialStatusIndicator()).append(SEPARATOR)
            .append(m.roundLotsOnly()).append(SEPARATOR)
            .append(m.issueClassification()).append(SEPARATOR)
            .append(m.issueSubType()).append(SEPARATOR)
            .append(m.authenticity()).append(SEPARATOR)
            .append(m.shortSaleThresholdIndicator()).append(SEPARATOR)
            .append(m.ipoFlag()).append(SEPARATOR)
            .append(m.luldReferencePriceTier()).append(SEPARATOR)
            .append(m.etpFlag()).append(SEPARATOR)
            .append(m.inverseIndicator())
            .toString();
    }

    @Override
    public void onStockTradingAction(final StockTradingAction m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.TRADING_ACTION, m, Side.NONE, 0, 0, 0,
                m.tradingState() + "|" + m.reserved() + SEPARATOR + m.reason(), 0);
        }
    }

    @Override
    public void onRegShoRestriction(final RegShoRestriction m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.REG_SHO, m, Side.NONE, 0, 0, 0, texts.one(m.regSHOAction()), 0);
        }
    }

    @Override
    public void onMarketParticipantPosition(final MarketParticipantPosition m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.PARTICIPANT_POSITION, m, Side.NONE, 0, 0, 0, m.mpid() + SEPARATOR
                + m.primaryMarketMaker() + SEPARATOR + m.marketMakerMode() + SEPARATOR + m.marketParticipantState(), 0);
        }
    }

    @Override
    public void onMwcbDeclineLevel(final MwcbDeclineLevel m) {
        final int id = SymbolDirectory.MARKET_WIDE;
        if (sound(check.check(m), id)) {
            values[0] = m.level1();
            values[1] = m.level2();
            values[2] = m.level3();
            event(id, EventKind.MWCB_LEVELS, m, Side.NONE, 0, 0, 0, "", 3);
        }
    }

    @Override
    public void onMwcbStatus(final MwcbStatus m) {
        final int id = SymbolDirectory.MARKET_WIDE;
        if (sound(check.check(m), id)) {
            final String level = texts.one(m.breachedLevel());
            event(id, EventKind.MWCB_BREACH, m, Side.NONE, 0, 0, 0, level, 0);
            breaker.breach(sequence, lastVenueTimeNanos, receiveTimeNanos, level);
        }
    }

    @Override
    public void onIpoQuotingPeriodUpdate(final IpoQuotingPeriodUpdate m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            values[0] = m.ipoQuotationReleaseTime();
            event(id, EventKind.IPO_QUOTING, m, Side.NONE, m.ipoPrice(), 0, 0,
                texts.one(m.ipoQuotationReleaseQualifier()), 1);
        }
    }

    @Override
    public void onLuldAuctionCollar(final LuldAuctionCollar m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            values[0] = m.upperAuctionCollarPrice();
            values[1] = m.lowerAuctionCollarPrice();
            values[2] = m.auctionCollarExtension();
            event(id, EventKind.LULD_COLLAR, m, Side.NONE, m.auctionCollarReferencePrice(), 0, 0, "", 3);
        }
    }

    @Override
    public void onOperationalHalt(final OperationalHalt m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.OPERATIONAL_HALT, m, Side.NONE, 0, 0, 0,
                m.marketCode() + "|" + m.operationalHaltAction(), 0);
        }
    }

    @Override
    public void onNetOrderImbalance(final NetOrderImbalance m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            values[0] = m.pairedShares();
            values[1] = m.farPrice();
            values[2] = m.nearPrice();
            event(id, EventKind.IMBALANCE, m, side(m.imbalanceDirection()), m.currentReferencePrice(),
                m.imbalanceShares(), 0,
                m.imbalanceDirection() + "|" + m.crossType() + SEPARATOR + m.priceVariationIndicator(), 3);
        }
    }

    @Override
    public void onRetailPriceImprovement(final RetailPriceImprovement m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            event(id, EventKind.RETAIL_INTEREST, m, Side.NONE, 0, 0, 0, texts.one(m.interestFlag()), 0);
        }
    }

    @Override
    public void onDirectListingPriceDiscovery(final DirectListingPriceDiscovery m) {
        final int id = symbolId(m, m.stockAsLong());
        if (id != SymbolDirectory.UNKNOWN && sound(check.check(m), id)) {
            values[0] = m.minimumAllowablePrice();
            values[1] = m.maximumAllowablePrice();
            values[2] = m.nearExecutionPrice();
            values[3] = m.nearExecutionTime();
            values[4] = m.lowerPriceRangeCollar();
            values[5] = m.upperPriceRangeCollar();
            event(id, EventKind.DIRECT_LISTING, m, Side.NONE, 0, 0, 0, texts.one(m.openEligibilityStatus()),
                MOST_VALUES);
        }
    }
}
