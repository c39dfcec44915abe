package io.depthstream.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.local.check.TruthBooks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final int MESSAGES = 5_000;

    private final Commands commands = new Commands();

    @Test
    void shouldWriteADayThatCanBeRebuilt(@TempDir final Path folder) throws Exception {
        final Path file = folder.resolve("day.itch");

        assertEquals(0, commands.run("simulate", "--file", file.toString(), "--messages", "5000"), commands::error);

        final TruthBooks truth = TruthBooks.ofItchFile(file);
        assertEquals(MESSAGES, truth.messages());
        assertEquals(0, truth.rejected());
    }

    @Test
    @Timeout(60)
    void shouldSendADayOnBothLines() throws Exception {
        final InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (NioPacketSource receiver = new NioPacketSource(
                List.of(new LineAddress(anyPort, null), new LineAddress(anyPort, null)), 1 << 18, SystemEpochNanoClock.INSTANCE)) {
            final CompletableFuture<Integer> sending = CompletableFuture.supplyAsync(() -> commands.run("simulate",
                "--line-a", "127.0.0.1:" + receiver.localAddress(0).getPort(),
                "--line-b", "127.0.0.1:" + receiver.localAddress(1).getPort(), "--messages", "5000", "--rate", "20000"));
            final long[] packets = new long[2];
            final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!sending.isDone() && System.nanoTime() < deadline) {
                receiver.poll((line, buffer, offset, length, time) -> packets[line]++, 64);
            }
            assertEquals(0, sending.get(1, TimeUnit.SECONDS), commands::error);
            assertTrue(packets[0] > 0 && packets[1] > 0, () -> packets[0] + " and " + packets[1] + " packets");
        }
        assertTrue(commands.out().contains("5,000 messages sent on both lines"), commands::out);
    }

    @Test
    void shouldNeedAFileOrLines() {
        assertEquals(2, commands.run("simulate"));
    }

    @Test
    void shouldRefuseADayTooShortForItsSymbols(@TempDir final Path folder) {
        assertEquals(2, commands.run("simulate", "--file", folder.resolve("x").toString(), "--messages", "600", "--symbols", "100"));
        assertTrue(commands.error().contains("needs at least 1500 messages"), commands::error);
    }
}
