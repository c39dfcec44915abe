package io.depthstream.ingest.session.soup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real TCP on loopback against a server that the test plays, on a clock that the test sets. */
@Timeout(60)
class SoupClientTest {

    private static final long BEAT = 1_000;
    private static final long SILENCE = 15_000;
    private static final long LOGIN = 30_000;

    private final List<String> seen = new ArrayList<>();
    private ScriptedServer server;
    private SoupClient client;
    private long now;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        client = client(server.address());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void shouldLogInAndNumberTheMessages() throws IOException {
        logIn(5);
        server.send('S', "five");
        server.send('+', "for people");
        server.send('S', "six");
        server.send('U', "aside");
        await(4);
        assertEquals(List.of("accepted S1 5", "5 five", "6 six", "aside"), seen);
        assertEquals(7, client.nextSequence());
    }

    @Test
    void shouldSendHeartbeatsWhenItHasNothingElseToSay() throws IOException {
        logIn(1);
        now += BEAT;
        client.poll();
        assertEquals("R", server.read());
        now += BEAT - 1;
        client.poll();
        now += 1;
        client.poll();
        assertEquals("R", server.read());
    }

    @Test
    void shouldTakeASilentServerForGoneAndAHeartbeatForLife() throws IOException {
        logIn(1);
        now += SILENCE - 1;
        server.send('H', "");
        awaitPackets(1);
        now += SILENCE - 1;
        client.poll();
        assertTrue(client.connected());
        now += 1;
        client.poll();
        assertFalse(client.connected());
        assertEquals(List.of("accepted S1 1", "SERVER_SILENT"), seen);
    }

    @Test
    void shouldTellTheReasonOfARejection() throws IOException {
        for (final String[] reason : new String[][] {{"A", "NOT_AUTHORIZED"}, {"S", "SESSION_NOT_AVAILABLE"},
            {"X", "PROTOCOL_ERROR"}, {"", "PROTOCOL_ERROR"}}) {
            seen.clear();
            request(1);
            server.send('J', reason[0]);
            await(1);
            assertEquals(List.of(reason[1]), seen);
            server.hangUp();
        }
    }

    @Test
    void shouldEndWithTheSession() throws IOException {
        logIn(9);
        server.send('Z', "");
        await(2);
        assertEquals(List.of("accepted S1 9", "END_OF_SESSION"), seen);
    }

    @Test
    void shouldLogOut() throws IOException {
        logIn(1);
        client.logout();
        assertEquals("O", server.read());
        assertEquals(List.of("accepted S1 1", "LOGGED_OUT"), seen);
        client.logout();
        assertEquals(2, seen.size());
    }

    @Test
    void shouldGoOnFromItsPlaceAfterALoss() throws IOException {
        logIn(1);
        server.send('S', "one");
        await(2);
        server.hangUp();
        await(3);
        assertEquals("CONNECTION_LOST", seen.get(2));
        request(client.nextSequence());
        server.accept("S1", 2);
        server.send('S', "two");
        await(5);
        assertEquals("2 two", seen.get(4));
    }

    @Test
    void shouldRefuseWhatTheProtocolDoesNotAllow() throws IOException {
        breaks(1, "\0\0");
        breaks(1, "\0\u0001Q");
        breaks(1, "\0\u0001A");
        breaks(0, "\0\u0002Sx");
        breaks(0, "\0\u001fA        S1                   x");
    }

    private void breaks(final int loggedIn, final String bytes) throws IOException {
        seen.clear();
        request(1);
        if (loggedIn == 1) {
            server.accept("S1", 1);
        }
        server.sendRaw(bytes.getBytes(StandardCharsets.ISO_8859_1));
        await(1 + loggedIn);
        assertEquals("PROTOCOL_ERROR", seen.get(loggedIn), bytes);
        server.hangUp();
    }

    @Test
    void shouldGiveUpALoginThatIsNotAnswered() throws IOException {
        request(1);
        now += SILENCE - 1;
        server.send('H', "");
        awaitPackets(1);
        now = LOGIN;
        client.poll();
        assertEquals(List.of("LOGIN_TIMEOUT"), seen);
    }

    @Test
    void shouldTellWhenNobodyListens() throws IOException {
        final InetSocketAddress nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = new InetSocketAddress("127.0.0.1", socket.getLocalPort());
        }
        client = client(nobody);
        client.connect(1);
        await(1);
        assertEquals(List.of("NOT_CONNECTED"), seen);
    }

    @Test
    void shouldRefuseConfigurationsAndCallsOutOfOrder() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> SoupClientConfig.of(server.address(), "sevenxx", ""));
        assertThrows(IllegalArgumentException.class, () -> SoupClientConfig.of(server.address(), "a b", ""));
        assertThrows(IllegalArgumentException.class,
            () -> SoupClientConfig.of(server.address(), "a", "").withTimes(0, 1, 1));
        logIn(1);
        assertThrows(IllegalStateException.class, () -> client.connect(1));
    }

    private SoupClient client(final InetSocketAddress address) {
        return client(address, SILENCE);
    }

    private SoupClient client(final InetSocketAddress address, final long silence) {
        final SoupClientConfig config =
            SoupClientConfig.of(address, "user", "secret").withSession("S1").withTimes(BEAT, silence, LOGIN);
        return new SoupClient(config, () -> now, new SoupListener() {
            @Override
            public void onAccepted(final String session, final long sequence) {
                seen.add("accepted " + session + " " + sequence);
            }

            @Override
            public void onMessage(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
                seen.add(sequence + " " + SoupText.text(buffer, offset, length));
            }

            @Override
            public void onUnsequenced(final DirectBuffer buffer, final int offset, final int length) {
                seen.add(SoupText.text(buffer, offset, length));
            }

            @Override
            public void onEnd(final SoupEnd end, final String detail) {
                seen.add(end.name());
            }
        });
    }

    @Test
    void shouldQueueNoMoreThanItsOutboxForAServerThatTakesNothing() throws IOException {
        client.close();
        client = client(server.address(), Long.MAX_VALUE / 4);
        logIn(1);
        long beats = 0;
        final long deadline = System.nanoTime() + 50_000_000_000L;
        while (SoupClient.OUTBOX_BYTES - client.waiting() >= SoupBinTcp.HEADER_LENGTH) {
            assertTrue(System.nanoTime() < deadline, "the outbox never fills");
            now += BEAT;
            client.poll();
            beats++;
        }
        final int full = client.waiting();
        for (int more = 0; more < 100; more++) {
            now += BEAT;
            client.poll();
            beats++;
        }
        assertEquals(full, client.waiting(), "what does not fit is not queued");
        assertTrue(client.connected());
        long taken = 0;
        while (client.waiting() > 0) {
            assertEquals("R", server.read());
            client.poll();
            taken++;
        }
        assertTrue(taken > 0 && taken < beats, "taken " + taken + " of " + beats);
    }

    @Test
    void shouldComeBackFromAPollAfterTwoMebibytesThoughMoreIsThere() throws Exception {
        logIn(1);
        final int most = SoupClient.MAX_READS * SoupPacketReader.CAPACITY;
        final int length = 60_000;
        final int messages = 4 * most / length;
        final String payload = "x".repeat(length);
        final Thread pump = new Thread(() -> {
            try {
                for (int i = 0; i < messages; i++) {
                    server.send('S', payload);
                }
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        pump.start();
        final int[] got = {0, 0};
        until(() -> {
            final int packets = client.poll();
            got[0] += packets;
            got[1] = Math.max(got[1], packets);
            return got[0] >= messages;
        });
        pump.join();
        assertEquals(messages, got[0]);
        assertTrue(got[1] > 1 && got[1] <= most / length, () -> "packets of one poll: " + got[1]);
        assertEquals(messages + 1L, client.nextSequence());
    }

    private void request(final long sequence) throws IOException {
        client.connect(sequence);
        server.accept();
        final long deadline = System.nanoTime() + 10_000_000_000L;
        while (!client.connected() && System.nanoTime() < deadline) {
            client.poll();
        }
        client.poll();
        client.poll();
        assertEquals("Luser  secret            S1" + " ".repeat(19) + sequence, server.read());
    }

    private void logIn(final long sequence) throws IOException {
        request(sequence);
        server.accept("S1", sequence);
        await(1);
    }

    private void await(final int events) {
        until(() -> {
            client.poll();
            return seen.size() >= events;
        });
    }

    private void awaitPackets(final int packets) {
        final int[] got = {0};
        until(() -> {
            got[0] += client.poll();
            return got[0] >= packets;
        });
    }

    private void until(final BooleanSupplier done) {
        final long deadline = System.nanoTime() + 10_000_000_000L;
        while (!done.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "seen only " + seen);
        }
    }
}
