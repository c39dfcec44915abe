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
        final List<String> before = ListeningSockets.beyondLoopback();
        try (LocalStack stack = LocalStack.start(1)) {
            assertTrue(ListeningSockets.all().size() >= 3, "Kafka, Redis and Flink listen: " + ListeningSockets.all());
            assertEquals(before, ListeningSockets.beyondLoopback());
        }
    }

    @Test
    void shouldNotTakeLoopbackForAnotherInterface() throws Exception {
        assumeTrue(ListeningSockets.known(), "Linux alone tells which sockets are a process's");
        final int before = ListeningSockets.beyondLoopback().size();
        try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertTrue(loopback.isBound());
            assertEquals(before, ListeningSockets.beyondLoopback().size());
        }
    }
}
