package io.depthstream.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalStackIT {
    @Test
    @Timeout(120)
    void shouldListenOnLoopbackAlone() throws Exception {
        assumeTrue(ListeningSockets.known(), "Linux alone tells which sockets are a process's");
        try (LocalStack stack = LocalStack.start(1)) {
            assertTrue(ListeningSockets.all().size() >= 3, "Kafka, Redis and Flink listen: " + ListeningSockets.all());
            assertEquals(List.of(), ListeningSockets.beyondLoopback());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00000000:B521, true", "0A00000A:1F90, true", "00000000000000000000000000000000:B521, true",
        "0100007F:B521, false", "0500007F:B521, false",
        "00000000000000000000000001000000:B521, false", "0000000000000000FFFF00000100007F:B521, false"})
    void shouldTellLoopbackFromOtherInterfaces(final String socket, final boolean beyond) {
        assertEquals(beyond, ListeningSockets.isBeyondLoopback(socket));
    }

    @Test
    void shouldFindASocketOfItsOwn() throws Exception {
        assumeTrue(ListeningSockets.known(), "Linux alone tells which sockets are a process's");
        try (ServerSocket own = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final String port = String.format(":%04X", own.getLocalPort());
            assertTrue(ListeningSockets.all().stream().anyMatch(socket -> socket.endsWith(port)), port);
        }
    }
}
