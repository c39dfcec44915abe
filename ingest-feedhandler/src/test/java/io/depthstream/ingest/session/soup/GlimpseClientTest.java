package io.depthstream.ingest.session.soup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GlimpseClientTest {

    private static final long SPIN = 60_000;

    private final List<String> seen = new ArrayList<>();
    private ScriptedServer server;
    private GlimpseClient client;
    private long now;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        client = new GlimpseClient(SoupClientConfig.of(server.address(), "user", "pass"), () -> now, SPIN,
            new GlimpseListener() {
                @Override
                public void onSpinMessage(final DirectBuffer buffer, final int offset, final int length) {
                    seen.add(SoupText.text(buffer, offset, length));
                }

                @Override
                public void onSpinEnd(final long nextSequence) {
                    seen.add("end " + nextSequence);
                }

                @Override
                public void onSpinFailed(final String detail) {
                    seen.add("failed " + detail.split(" ")[0]);
                }
            });
        client.begin();
        server.accept();
        client.poll();
        client.poll();
        assertEquals("Luser  pass                " + " ".repeat(19) + "1", server.read());
        server.accept("G1", 1);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void shouldHandOverTheSpinAndLogOutAfterItsLastMessage() throws IOException {
        server.send('S', "Rone");
        server.send('S', "Aorder");
        server.send('S', "G42                  ");
        server.send('S', "Aafter");
        await(3);
        assertEquals(List.of("Rone", "Aorder", "end 42"), seen);
        assertEquals("O", server.read());
        assertFalse(client.spinning());
    }

    @Test
    void shouldSayThatASpinBrokeOff() throws IOException {
        server.send('S', "Aorder");
        server.send('Z', "");
        await(2);
        assertEquals(List.of("Aorder", "failed END_OF_SESSION"), seen);
    }

    @Test
    void shouldRefuseASnapshotMessageWithoutASequence() throws IOException {
        server.send('S', "G");
        await(1);
        assertEquals(List.of("failed a"), seen);
    }

    @Test
    void shouldNotWaitForASpinForEver() throws IOException {
        server.send('S', "Aorder");
        await(1);
        now += SPIN;
        client.poll();
        assertEquals(List.of("Aorder", "failed not"), seen);
        assertFalse(client.spinning());
    }

    @Test
    void shouldSpinAgain() throws IOException {
        server.hangUp();
        await(1);
        client.begin();
        server.accept();
        client.poll();
        client.poll();
        server.read();
        server.accept("G1", 1);
        server.send('S', "G7                   ");
        await(2);
        assertEquals("end 7", seen.get(1));
    }

    private void await(final int events) {
        final long deadline = System.nanoTime() + 10_000_000_000L;
        while (seen.size() < events) {
            client.poll();
            assertTrue(System.nanoTime() < deadline, () -> "seen only " + seen);
        }
    }
}
