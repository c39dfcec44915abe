package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.session.soup.GlimpseClient;
import io.depthstream.ingest.session.soup.GlimpseListener;
import io.depthstream.ingest.session.soup.SoupClientConfig;
import io.depthstream.local.check.TruthBooks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Client and server of GLIMPSE over real TCP on loopback. */
@Timeout(60)
class GlimpseServerTest {
    private static final SimulationConfig DAY = SimulationConfig.compressedDay(5, 2, 20_000);

    private final VenueState venue = new VenueState(new MarketSimulator(DAY));
    private final List<byte[]> spin = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private GlimpseServer server;
    private Thread thread;

    @BeforeEach
    void open() {
        server = new GlimpseServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "depth", "secret",
            venue::spin);
        thread = new Thread(server, "snapshot server");
        thread.start();
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        thread.join();
    }

    @Test
    void shouldSendTheBooksAsTheyStand() {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        final long taken = DAY.messages() / 2;
        for (long i = 0; i < taken; i++) {
            venue.next(message, 0);
        }
        take("secret");
        assertEquals(List.of("end " + (taken + 1)), ends);
        assertEquals(1, server.spins());

        final TruthBooks truth = TruthBooks.ofSimulation(DAY, taken);
        final TruthBooks found = new TruthBooks();
        for (final byte[] bytes : spin) {
            found.onMessage(new UnsafeBuffer(bytes), 0, bytes.length);
        }
        assertEquals(0, found.rejected(), () -> found.rejections().toString());
        assertEquals(truth.liveOrders(), venue.liveOrders());
        assertTrue(truth.liveOrders() > 0);
        assertEquals(truth.depths(), found.depths());
    }

    @Test
    void shouldServeOneClientAfterTheOther() {
        take("secret");
        take("secret");
        assertEquals(List.of("end 1", "end 1"), ends);
    }

    @Test
    void shouldLetNobodyInWithAnotherPassword() {
        take("guess");
        assertEquals(1, server.rejected());
        assertTrue(ends.get(0).startsWith("failed NOT_AUTHORIZED"), ends::toString);
    }

    private void take(final String password) {
        final int before = ends.size();
        try (GlimpseClient client = new GlimpseClient(SoupClientConfig.of(server.address(), "depth", password),
                System::nanoTime, 20_000_000_000L, new GlimpseListener() {
                    @Override
                    public void onSpinMessage(final DirectBuffer buffer, final int offset, final int length) {
                        final byte[] bytes = new byte[length];
                        buffer.getBytes(offset, bytes);
                        spin.add(bytes);
                    }

                    @Override
                    public void onSpinEnd(final long nextSequence) {
                        ends.add("end " + nextSequence);
                    }

                    @Override
                    public void onSpinFailed(final String detail) {
                        ends.add("failed " + detail);
                    }
                })) {
            client.begin();
            while (ends.size() == before) {
                client.poll();
                Thread.onSpinWait();
            }
        }
    }
}
