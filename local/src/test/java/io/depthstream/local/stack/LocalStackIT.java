package io.depthstream.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void shouldNotTakeLoopbackForAnotherInterface() throws Exception {
        assumeTrue(ListeningSockets.known(), "Linux alone tells which sockets are a process's");
        try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertTrue(ListeningSockets.all().stream().anyMatch(socket -> socket.endsWith(String.format(":%04X", loopback.getLocalPort()))));
            assertEquals(List.of(), ListeningSockets.beyondLoopback());
        }
    }
}
