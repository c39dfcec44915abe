package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LineTransmitterTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long DEADLINE = 20 * SECOND;

    private final LoopbackReceiver lineA = new LoopbackReceiver();
    private final LoopbackReceiver lineB = new LoopbackReceiver();
    private final AtomicLong clock = new AtomicLong(77);

    @AfterEach
    void closeLines() {
        lineA.close();
        lineB.close();
    }

    @Test
    void shouldSendTheWholeDayOnBothLinesAsFastAsTheReceiverTakesIt() throws Exception {
        final SimulationConfig day = SimulationConfig.compressedDay(5, 20, 10_000);
        final LongSupplier received = () -> Math.min(lineA.lastSequence, lineB.lastSequence);
        // A busy machine may leave a receiver without its turn for longer than the usual limit; here nobody may be hurried.
        final TransmitterConfig patient =
            config(2_000_000).withWindow(TransmitterConfig.DEFAULT_WINDOW_PACKETS, DEADLINE);
        try (LineTransmitter transmitter = new LineTransmitter(patient, new MarketSimulator(day),
            System::nanoTime, received, null)) {
            runAndReceive(transmitter);
            assertEquals(200_000, transmitter.sentMessages());
            assertEquals(0, transmitter.stalls());
            assertTrue(lineA.packets < 20_000, "packets: " + lineA.packets);
        }
        final byte[] sent = bytesOf(day);
        assertArrayEquals(sent, lineA.messages.toByteArray());
        assertArrayEquals(sent, lineB.messages.toByteArray());
        assertEquals(5, lineA.ends);
        assertEquals(5, lineB.ends);
        assertEquals(200_001, lineA.lastControlSequence);
        assertEquals("SIM0000001", lineA.session);
    }

    @Test
    void shouldSendTheSameToEveryReceiverOfALine() {
        try (LoopbackReceiver secondA = new LoopbackReceiver(); LoopbackReceiver secondB = new LoopbackReceiver();
                LineTransmitter transmitter = transmitter(config(1_000), null)) {
            transmitter.also(loopback(secondA.port()), loopback(secondB.port()));
            for (int millis = 0; millis < 20; millis++) {
                transmitter.doWork(clock.addAndGet(MILLI));
            }
            for (final LoopbackReceiver each : List.of(lineA, lineB, secondA, secondB)) {
                await(() -> each.poll() >= 0 && each.lastSequence == transmitter.sentMessages());
            }
            assertEquals(20, transmitter.sentMessages());
            assertArrayEquals(lineA.messages.toByteArray(), secondA.messages.toByteArray());
            assertArrayEquals(lineB.messages.toByteArray(), secondB.messages.toByteArray());
        }
    }

    private static InetSocketAddress loopback(final int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void shouldKeepTheRateByTheClock() throws Exception {
        final SimulationConfig day = SimulationConfig.compressedDay(5, 1, 40_000);
        final long begin = System.nanoTime();
        try (LineTransmitter transmitter = new LineTransmitter(config(100_000), new MarketSimulator(day),
            System::nanoTime, () -> Math.min(lineA.lastSequence, lineB.lastSequence), null)) {
            runAndReceive(transmitter);
            final long planned = 40_000 * SECOND / 100_000;
            assertTrue(System.nanoTime() - begin >= planned, "faster than planned");
            assertEquals(40_000, lineA.lastSequence);
        }
    }

    @Test
    void shouldSendExactlyWhatIsDue() {
        try (LineTransmitter transmitter = transmitter(config(1_000), null)) {
            transmitter.doWork(clock.get());
            assertEquals(1, transmitter.sentMessages());
            for (int millis = 1; millis <= 2_500; millis++) {
                transmitter.doWork(clock.addAndGet(MILLI));
                assertEquals(millis + 1, transmitter.sentMessages());
            }
            assertEquals(2_501, transmitter.packets());
            assertEquals(0, transmitter.deferredMessages());
        }
    }

    @Test
    void shouldPackWhatIsDueTogether() {
        try (LineTransmitter transmitter = transmitter(config(1_000_000), null)) {
            transmitter.doWork(clock.get());
            transmitter.doWork(clock.addAndGet(MILLI / 100));
            assertEquals(11, transmitter.sentMessages());
            assertEquals(2, transmitter.packets());
            transmitter.doWork(clock.addAndGet(MILLI));
            assertEquals(1_011, transmitter.sentMessages());
            assertTrue(transmitter.packets() > 1_000 * 20 / 1_400 && transmitter.packets() < 60,
                "packets: " + transmitter.packets());
        }
    }

    @Test
    void shouldCatchUpWithNoMoreThanItsLimitAfterAPause() {
        try (LineTransmitter transmitter = transmitter(config(10_000), null)) {
            transmitter.doWork(clock.get());
            transmitter.doWork(clock.addAndGet(3 * SECOND));
            assertEquals(501, transmitter.sentMessages());
            assertEquals(29_500, transmitter.deferredMessages());
            transmitter.doWork(clock.addAndGet(MILLI));
            assertEquals(511, transmitter.sentMessages());
        }
    }

    @Test
    void shouldWaitWhileTheReceiverIsAWindowBehind() {
        final AtomicLong received = new AtomicLong();
        try (LineTransmitter transmitter = transmitter(config(1_000).withWindow(4, SECOND), received::get)) {
            for (int i = 0; i < 10; i++) {
                transmitter.doWork(clock.addAndGet(MILLI));
            }
            assertEquals(4, transmitter.packets());
            received.set(1);
            transmitter.doWork(clock.addAndGet(MILLI));
            assertEquals(5, transmitter.packets());
            assertTrue(transmitter.sentMessages() > 5, "what had become due goes out together");
            assertEquals(0, transmitter.stalls());
        }
    }

    @Test
    void shouldSendOnePacketMoreWhenTheReceiverStalls() {
        try (LineTransmitter transmitter = transmitter(config(1_000).withWindow(4, 100 * MILLI), () -> 0)) {
            for (int i = 0; i < 250; i++) {
                transmitter.doWork(clock.addAndGet(MILLI));
            }
            assertEquals(2, transmitter.stalls());
            assertEquals(6, transmitter.packets());
        }
    }

    @Test
    void shouldBeatWhileThereIsNothingToSend() {
        try (LineTransmitter transmitter = transmitter(config(1), null)) {
            for (int i = 0; i <= 25; i++) {
                transmitter.doWork(clock.addAndGet(100 * MILLI));
            }
            await(() -> lineA.poll() >= 0 && lineA.lastSequence == 3);
            assertEquals(0, transmitter.heartbeats());
        }
        try (LineTransmitter transmitter = transmitter(config(1).withTimes(300 * MILLI, 2, 0), null)) {
            for (int i = 0; i <= 9; i++) {
                transmitter.doWork(clock.addAndGet(100 * MILLI));
            }
            assertEquals(3, transmitter.heartbeats());
            await(() -> lineB.poll() >= 0 && lineB.heartbeats == 3);
            assertEquals(2, lineB.lastControlSequence);
        }
    }

    @Test
    void shouldEndTheSessionWhenStopped() {
        try (LineTransmitter transmitter = transmitter(config(1_000), null)) {
            transmitter.doWork(clock.get());
            transmitter.stop();
            int calls = 0;
            while (!transmitter.finished()) {
                transmitter.doWork(clock.addAndGet(10 * MILLI));
                calls++;
            }
            assertEquals(9, calls, "five ends, 20 ms apart");
            assertEquals(0, transmitter.doWork(clock.addAndGet(SECOND)));
            await(() -> lineA.poll() >= 0 && lineA.ends == 5);
            assertEquals(2, lineA.lastControlSequence);
            assertEquals(1, transmitter.sentMessages());
        }
    }

    @Test
    void shouldLoseOnEachLineWhatItsImpairmentSays() throws Exception {
        final SimulationConfig day = SimulationConfig.compressedDay(5, 20, 1_000);
        final TransmitterConfig impaired = config(20_000).withImpairments(
            new LineImpairment(1, 0.05, 0, 0, 1), new LineImpairment(2, 0, 0.1, 0.1, 8)).withWindow(64, 5 * SECOND);
        try (LineTransmitter transmitter = new LineTransmitter(impaired, new MarketSimulator(day), System::nanoTime,
            () -> Math.min(lineA.highestSequence, lineB.highestSequence), null)) {
            runAndReceive(transmitter);
            assertEquals(transmitter.packets() - transmitter.lost(0), lineA.packets);
            assertEquals(transmitter.packets() + transmitter.duplicated(1), lineB.packets);
            assertEquals(0.05, (double) transmitter.lost(0) / transmitter.packets(), 0.03);
            assertEquals(0.1, (double) transmitter.reordered(1) / transmitter.packets(), 0.05);
            assertTrue(lineA.lastSequence < 20_000, "line A has a hole");
        }
    }

    @Test
    void shouldSendToMulticastGroupsByTheNamedInterface() throws Exception {
        final NetworkInterface by = NetworkInterface.networkInterfaces().filter(LineTransmitterTest::multicasts)
            .findFirst().orElse(null);
        if (by == null) {
            Assumptions.abort("no interface here can multicast: skipped");
        }
        final InetAddress group = InetAddress.getByName("239.255.77.1");
        try (LoopbackReceiver member = new LoopbackReceiver(group, by)) {
            final InetSocketAddress line = new InetSocketAddress(group, member.port());
            try (LineTransmitter transmitter = transmitter(config(1_000).withLines(line, line, by.getName()), null)) {
                transmitter.doWork(clock.get());
                await(() -> member.poll() >= 0 && member.packets == 2);
                assertEquals(1, member.lastSequence);
            }
        }
    }

    @Test
    void shouldRefuseAMulticastGroupWithoutAnInterface() throws Exception {
        final InetSocketAddress group = new InetSocketAddress(InetAddress.getByName("239.255.77.1"), 9_999);
        final String message = assertThrows(IllegalArgumentException.class,
            () -> config(1).withLines(group, group, "")).getMessage();
        assertTrue(message.endsWith("is a multicast group: name the interface to send by"), message);
        final TransmitterConfig unknown = config(1).withLines(group, group, "none0");
        final String failure = assertThrows(RuntimeException.class, () -> transmitter(unknown, null)).getMessage();
        assertTrue(failure.endsWith("no interface is named none0"), failure);
    }

    private TransmitterConfig config(final long rate) {
        return TransmitterConfig.loopback(lineA.port(), lineB.port(), rate);
    }

    private LineTransmitter transmitter(final TransmitterConfig config, final LongSupplier received) {
        final SimulationConfig day = SimulationConfig.compressedDay(3, 20, 5_000);
        return new LineTransmitter(config, new MarketSimulator(day), clock::get, received, null);
    }

    private void runAndReceive(final LineTransmitter transmitter) throws InterruptedException {
        final Thread sender = new Thread(transmitter, "transmitter");
        sender.start();
        await(() -> {
            lineA.poll();
            lineB.poll();
            return transmitter.finished() && lineA.ends == 5 && lineB.ends == 5;
        });
        sender.join(10_000);
        assertFalse(sender.isAlive());
    }

    private static void await(final BooleanSupplier condition) {
        final long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begin < DEADLINE, "waited too long");
            Thread.onSpinWait();
        }
    }

    private static byte[] bytesOf(final SimulationConfig day) {
        final MarketSimulator simulator = new MarketSimulator(day);
        final byte[] message = new byte[MarketSimulator.MAX_MESSAGE_LENGTH];
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int length = simulator.next(buffer, 0); length > 0; length = simulator.next(buffer, 0)) {
            bytes.write(message, 0, length);
        }
        return bytes.toByteArray();
    }

    private static boolean multicasts(final NetworkInterface candidate) {
        try {
            return candidate.isUp() && candidate.supportsMulticast()
                && candidate.inetAddresses().anyMatch(address -> address instanceof Inet4Address);
        } catch (final IOException e) {
            return false;
        }
    }
}
