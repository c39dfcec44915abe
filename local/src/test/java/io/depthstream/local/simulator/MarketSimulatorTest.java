package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.depthstream.ingest.itch.DecodeResult;
import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.ingest.itch.ItchListener;
import io.depthstream.ingest.itch.ItchMessageType;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MarketSimulatorTest {

    private static final int MEBIBYTE = 1 << 20;
    /** What seed 7's day of 100,000 messages and 200 symbols begins with, on every JVM. */
    private static final String GOLDEN_SHA_256 = "3164e69e6df7f201eac48360e57d1fb0d1f102c0111de6cf0765533a092bc9c8";

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);

    private static SimulationConfig day(final long seed, final int symbols, final long messages) {
        return SimulationConfig.fullDay().withSymbols(1).withMessages(messages).withSymbols(symbols).withSeed(seed);
    }

    @Test
    void shouldMakeTheSameBytesFromTheSameSeedForEver() throws Exception {
        assertEquals(GOLDEN_SHA_256, firstMebibyte(day(7, 200, 100_000)));
    }

    @Test
    void shouldMakeAnotherDayFromAnotherSeed() throws Exception {
        assertNotEquals(firstMebibyte(day(7, 200, 100_000)), firstMebibyte(day(8, 200, 100_000)));
    }

    @Test
    void shouldKeepEveryRuleOfAValidDay() {
        final MarketSimulator simulator = new MarketSimulator(day(11, 500, 2_000_000));
        final RuleBook rules = play(simulator);
        assertEquals(List.of(), rules.breaches);
        assertEquals("OSQMEC", rules.systemEvents.toString());
        assertEquals(500, rules.listed.size());
        assertEquals(simulator.liveOrders(), rules.liveOrders());
        assertTrue(rules.liveOrders() > 10_000, "orders live at the end: " + rules.liveOrders());
        assertTrue(rules.executions > 35_000, "executions: " + rules.executions);
    }

    @Test
    void shouldKeepEveryRuleInSmallAndInHaltedMarkets() {
        for (final SimulationConfig config : List.of(day(1, 1, 510), day(2, 10, 600), day(3, 2_000, 20_500),
            day(4, 60, 50_000).withMarketWideHalt(true), day(5, 300, 100_000).withZipfExponent(0),
            day(6, 300, 100_000).withZipfExponent(2), day(7, 3, 300_000))) {
            final RuleBook rules = play(new MarketSimulator(config));
            assertEquals(List.of(), rules.breaches, config.toString());
            assertEquals("OSQMEC", rules.systemEvents.toString(), config.toString());
            assertTrue(rules.liveOrders() > 0, config.toString());
        }
    }

    @Test
    void shouldMixMessageTypesAsAFullDayDoes() {
        final MarketSimulator simulator = new MarketSimulator(day(20200130, 800, 4_000_000));
        drain(simulator);
        assertShare(43.6, 0.6, simulator, "AF");
        assertShare(42.6, 0.6, simulator, "D");
        assertShare(8.7, 0.1, simulator, "U");
        assertShare(2.0, 0.1, simulator, "EC");
        assertShare(1.2, 0.05, simulator, "X");
        assertShare(1.9, 0.2, simulator, "SRHYLVWKJhPQBINO");
    }

    @Test
    void shouldSendEveryMessageTypeInADayWithAMarketWideHalt() {
        final MarketSimulator simulator = new MarketSimulator(day(3, 100, 200_000).withMarketWideHalt(true));
        drain(simulator);
        final EnumSet<ItchMessageType> missing = Arrays.stream(ItchMessageType.values())
            .filter(type -> simulator.sent(type.code()) == 0)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ItchMessageType.class)));
        assertEquals(EnumSet.noneOf(ItchMessageType.class), missing);
    }

    @Test
    void shouldNotBreachTheMarketWideBreakerUnlessAsked() {
        final MarketSimulator simulator = new MarketSimulator(day(3, 100, 200_000));
        drain(simulator);
        assertEquals(0, simulator.sent('W'));
    }

    @Test
    void shouldGoThroughThePhasesInOrder() {
        final MarketSimulator simulator = new MarketSimulator(day(5, 100, 50_000));
        final StringBuilder phases = new StringBuilder();
        Phase last = null;
        while (simulator.next(buffer, 0) != 0) {
            if (simulator.phase() != last) {
                last = simulator.phase();
                phases.append(last).append(' ');
            }
        }
        assertEquals(Arrays.stream(Phase.values()).map(Phase::name).collect(Collectors.joining(" ")) + " ",
            phases.toString());
        assertEquals(50_000, simulator.sent());
    }

    @Test
    void shouldCrossAtOpenAndCloseWithDisplayedAndPairedShares() {
        final RuleBook rules = play(new MarketSimulator(day(9, 300, 400_000)));
        assertTrue(rules.executedInCrosses > 10_000, "displayed shares: " + rules.executedInCrosses);
        assertTrue(rules.crossShares.get('O') > 300 * 100, "opening cross: " + rules.crossShares);
        assertTrue(rules.crossShares.get('C') > 300 * 100, "closing cross: " + rules.crossShares);
        assertTrue(rules.crossShares.get('H') > 0, "reopening crosses: " + rules.crossShares);
        assertTrue(rules.crossShares.get('O') + rules.crossShares.get('C') > rules.executedInCrosses);
    }

    @Test
    void shouldSpreadActivityByZipfsLaw() {
        final SimulationConfig config = day(13, 400, 600_000).withZipfExponent(1.0);
        final MarketSimulator simulator = new MarketSimulator(config);
        final long[] perLocate = new long[401];
        while (simulator.next(buffer, 0) != 0) {
            perLocate[buffer.getShort(1, ByteOrder.BIG_ENDIAN) & 0xFFFF]++;
        }
        final List<String> ranked = simulator.symbolsByActivity();
        final long[] perRank = new long[400];
        for (int locate = 1; locate <= 400; locate++) {
            perRank[ranked.indexOf(simulator.symbol(locate))] = perLocate[locate];
        }
        assertEquals(2.0, (double) perRank[0] / perRank[1], 0.1);
        assertEquals(10.0, (double) perRank[0] / perRank[9], 0.5);
        assertEquals(100.0, (double) perRank[0] / perRank[99], 15.0);
    }

    @Test
    void shouldFitTheDayIntoItsSpanWithTimesThatNeverDecrease() {
        final SimulationConfig config = SimulationConfig.compressedDay(42, 20, 5_000);
        final MarketSimulator simulator = new MarketSimulator(config);
        long last = config.startNanos();
        while (simulator.next(buffer, 0) != 0) {
            final long time = (buffer.getShort(5, ByteOrder.BIG_ENDIAN) & 0xFFFFL) << 32
                | buffer.getInt(7, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
            assertTrue(time >= last, "time went back at message " + simulator.sent());
            last = time;
        }
        assertEquals(100_000, simulator.sent());
        assertEquals(config.startNanos() + 20_000_000_000L, last, 200_000);
    }

    @Test
    void shouldHoldThreePerCentOfTheMessagesAtThePeakInFewBytes() {
        final MarketSimulator simulator = new MarketSimulator(day(17, 400, 2_000_000));
        drain(simulator);
        assertEquals(60_000, simulator.peakLiveOrders(), 2_000);
        assertTrue(simulator.memoryBytes() <= 64 * simulator.peakLiveOrders(),
            simulator.memoryBytes() + " bytes for " + simulator.peakLiveOrders() + " orders");
    }

    @Test
    void shouldAllocateNothingOnceTheBooksHaveTheirSize() {
        final MarketSimulator simulator = new MarketSimulator(day(19, 50, 1_000_000));
        while (simulator.sent() < 700_000) {
            simulator.next(buffer, 0);
        }
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        while (simulator.sent() < 800_000) {
            simulator.next(buffer, 0);
        }
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 10_000, allocated + " bytes for 100,000 messages");
    }

    private void drain(final MarketSimulator simulator) {
        while (simulator.next(buffer, 0) != 0) {
            assertTrue(simulator.sent() <= simulator.config().messages());
        }
        assertEquals(simulator.config().messages(), simulator.sent());
    }

    private RuleBook play(final MarketSimulator simulator) {
        final RuleBook rules = new RuleBook();
        final ItchDecoder decoder = new ItchDecoder();
        final ItchListener listener = rules;
        int length;
        while ((length = simulator.next(buffer, 0)) != 0) {
            assertEquals(DecodeResult.OK, decoder.decode(buffer, 0, length, listener));
        }
        return rules;
    }

    private static void assertShare(final double percent, final double tolerance, final MarketSimulator simulator,
                                    final String types) {
        final long count = types.chars().mapToLong(type -> simulator.sent((char) type)).sum();
        assertEquals(percent, 100.0 * count / simulator.sent(), tolerance, "share of " + types);
    }

    private static String firstMebibyte(final SimulationConfig config) throws Exception {
        final MarketSimulator simulator = new MarketSimulator(config);
        final byte[] bytes = new byte[MEBIBYTE + MarketSimulator.MAX_MESSAGE_LENGTH];
        final UnsafeBuffer target = new UnsafeBuffer(bytes);
        int end = 0;
        while (end < MEBIBYTE) {
            end += simulator.next(target, end);
        }
        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes, 0, MEBIBYTE);
        return HexFormat.of().formatHex(digest.digest());
    }
}
