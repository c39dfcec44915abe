package io.depthstream.ingest.feed;

import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.itch.AddOrderMpidEncoder;
import io.depthstream.ingest.itch.BrokenTradeEncoder;
import io.depthstream.ingest.itch.CrossTradeEncoder;
import io.depthstream.ingest.itch.ItchEncoder;
import io.depthstream.ingest.itch.MwcbDeclineLevelEncoder;
import io.depthstream.ingest.itch.MwcbStatusEncoder;
import io.depthstream.ingest.itch.NetOrderImbalanceEncoder;
import io.depthstream.ingest.itch.OrderCancelEncoder;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.itch.OrderExecutedEncoder;
import io.depthstream.ingest.itch.OrderExecutedWithPriceEncoder;
import io.depthstream.ingest.itch.OrderReplaceEncoder;
import io.depthstream.ingest.itch.StockDirectoryEncoder;
import io.depthstream.ingest.itch.SystemEventEncoder;
import io.depthstream.ingest.itch.TradeEncoder;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;

/** A seeded stream of valid messages, each with the event it must become. */
final class RandomMessages {
    /** One message, the symbol it concerns, its stamp, and its event. */
    record Given(byte[] bytes, String symbol, long stamp, EventValue event) {
    }

    private static final int SYMBOLS = 12;
    private static final long WIDEST = 0xFFFF_FFFFL;

    private final Random random;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64);
    private final List<Given> given = new ArrayList<>();
    private long stamp;
    private int locate;

    private RandomMessages(final long seed) {
        random = new Random(seed);
    }

    /** The directory of a few symbols, then so many messages. */
    static List<Given> of(final long seed, final int count) {
        final RandomMessages messages = new RandomMessages(seed);
        for (int locate = 1; locate <= SYMBOLS; locate++) {
            messages.locate = locate;
            messages.directory();
        }
        for (int i = 0; i < count; i++) {
            messages.next();
        }
        return messages.given;
    }

    private void next() {
        stamp += random.nextInt(5_000_000);
        locate = 1 + Math.min(random.nextInt(SYMBOLS), random.nextInt(SYMBOLS));
        switch (random.nextInt(14)) {
            case 0, 1 -> add();
            case 2 -> attributedAdd();
            case 3 -> executed();
            case 4 -> executedWithPrice();
            case 5 -> cancel();
            case 6, 7 -> delete();
            case 8 -> replace();
            case 9 -> trade();
            case 10 -> cross();
            case 11 -> imbalance();
            case 12 -> broken();
            default -> wholeMarket();
        }
    }

    private String symbol() {
        return "SYM" + locate;
    }

    private long upTo(final long most) {
        return 1 + Math.floorMod(random.nextLong(), most);
    }

    private <E extends ItchEncoder<E>> E stamped(final E message) {
        return message.stockLocate(locate).trackingNumber(random.nextInt(1 << 16)).timestamp(stamp);
    }

    private void take(final ItchEncoder<?> message, final EventValue event) {
        take(message, symbol(), event);
    }

    private void take(final ItchEncoder<?> message, final String symbol, final EventValue event) {
        given.add(new Given(MoldPackets.bytes(buffer, message), symbol, stamp, event));
    }

    private void directory() {
        take(stamped(new StockDirectoryEncoder().wrap(buffer, 0)).stock(symbol()).marketCategory('Q')
                .financialStatusIndicator('N').roundLotSize(100).roundLotsOnly('N').issueClassification('C')
                .issueSubType("Z").authenticity('P').shortSaleThresholdIndicator('N').ipoFlag('N')
                .luldReferencePriceTier('2').etpFlag('N').etpLeverageFactor(1).inverseIndicator('N'),
            EventValue.kind(EventKind.DIRECTORY).withShares(100).withCodes("Q|N|N|C|Z|P|N|N|2|N|N")
                .withValues((long) locate, 1L));
    }

    private void add() {
        final boolean buy = random.nextBoolean();
        final long ref = random.nextLong();
        final long shares = upTo(WIDEST);
        final long price = upTo(WIDEST);
        take(stamped(new AddOrderEncoder().wrap(buffer, 0)).orderReferenceNumber(ref).buySellIndicator(buy ? 'B' : 'S')
                .shares(shares).stock(symbol()).price(price),
            EventValue.kind(EventKind.ADD).withSide(buy ? Side.BID : Side.ASK).withOrderRef(ref).withShares(shares)
                .withPrice(price));
    }

    private void attributedAdd() {
        final long ref = random.nextLong();
        final String mpid = "MP" + random.nextInt(100);
        take(stamped(new AddOrderMpidEncoder().wrap(buffer, 0)).orderReferenceNumber(ref).buySellIndicator('B')
                .shares(7).stock(symbol()).price(8).attribution(mpid),
            EventValue.kind(EventKind.ADD).withSide(Side.BID).withOrderRef(ref).withShares(7).withPrice(8).withFlags(2)
                .withCodes(mpid));
    }

    private void executed() {
        final long ref = random.nextLong();
        final long match = random.nextLong();
        take(stamped(new OrderExecutedEncoder().wrap(buffer, 0)).orderReferenceNumber(ref).executedShares(9)
                .matchNumber(match),
            EventValue.kind(EventKind.EXECUTE).withOrderRef(ref).withShares(9).withMatchNumber(match).withFlags(1));
    }

    private void executedWithPrice() {
        final boolean printable = random.nextBoolean();
        take(stamped(new OrderExecutedWithPriceEncoder().wrap(buffer, 0)).orderReferenceNumber(5).executedShares(9)
                .matchNumber(6).printable(printable ? 'Y' : 'N').executionPrice(7),
            EventValue.kind(EventKind.EXECUTE_AT_PRICE).withOrderRef(5).withShares(9).withMatchNumber(6).withPrice(7)
                .withFlags(printable ? 1 : 0));
    }

    private void cancel() {
        final long shares = upTo(WIDEST);
        take(stamped(new OrderCancelEncoder().wrap(buffer, 0)).orderReferenceNumber(3).cancelledShares(shares),
            EventValue.kind(EventKind.CANCEL).withOrderRef(3).withShares(shares));
    }

    private void delete() {
        final long ref = random.nextLong();
        take(stamped(new OrderDeleteEncoder().wrap(buffer, 0)).orderReferenceNumber(ref),
            EventValue.kind(EventKind.DELETE).withOrderRef(ref));
    }

    private void replace() {
        final long ref = random.nextLong();
        final long newRef = random.nextLong();
        take(stamped(new OrderReplaceEncoder().wrap(buffer, 0)).originalOrderReferenceNumber(ref)
                .newOrderReferenceNumber(newRef).shares(11).price(12),
            EventValue.kind(EventKind.REPLACE).withOrderRef(ref).withNewOrderRef(newRef).withShares(11).withPrice(12));
    }

    private void trade() {
        final long match = random.nextLong();
        take(stamped(new TradeEncoder().wrap(buffer, 0)).orderReferenceNumber(0).buySellIndicator('S').shares(13)
                .stock(symbol()).price(14).matchNumber(match),
            EventValue.kind(EventKind.TRADE).withSide(Side.ASK).withShares(13).withPrice(14).withMatchNumber(match));
    }

    private void cross() {
        final long shares = upTo(Long.MAX_VALUE) - 1;
        take(stamped(new CrossTradeEncoder().wrap(buffer, 0)).shares(shares).stock(symbol()).crossPrice(15)
                .matchNumber(16).crossType('C'),
            EventValue.kind(EventKind.CROSS_TRADE).withShares(shares).withPrice(15).withMatchNumber(16).withCodes("C"));
    }

    private void imbalance() {
        take(stamped(new NetOrderImbalanceEncoder().wrap(buffer, 0)).pairedShares(17).imbalanceShares(18)
                .imbalanceDirection('S').stock(symbol()).farPrice(19).nearPrice(20).currentReferencePrice(21)
                .crossType('O').priceVariationIndicator('L'),
            EventValue.kind(EventKind.IMBALANCE).withSide(Side.ASK).withShares(18).withPrice(21).withCodes("S|O|L")
                .withValues(17L, 19L, 20L));
    }

    private void broken() {
        final long match = random.nextLong();
        take(stamped(new BrokenTradeEncoder().wrap(buffer, 0)).matchNumber(match),
            EventValue.kind(EventKind.BROKEN_TRADE).withMatchNumber(match));
    }

    private void wholeMarket() {
        if (random.nextInt(8) == 0) {
            final String level = String.valueOf(1 + random.nextInt(3));
            take(new MwcbStatusEncoder().wrap(buffer, 0).timestamp(stamp).breachedLevel(level.charAt(0)), "*",
                EventValue.kind(EventKind.MWCB_BREACH).withCodes(level));
        } else if (random.nextBoolean()) {
            take(new SystemEventEncoder().wrap(buffer, 0).timestamp(stamp).eventCode('Q'), "*",
                EventValue.kind(EventKind.SYSTEM).withCodes("Q"));
        } else {
            take(new MwcbDeclineLevelEncoder().wrap(buffer, 0).timestamp(stamp).level1(3).level2(2).level3(1), "*",
                EventValue.kind(EventKind.MWCB_LEVELS).withValues(3L, 2L, 1L));
        }
    }
}
