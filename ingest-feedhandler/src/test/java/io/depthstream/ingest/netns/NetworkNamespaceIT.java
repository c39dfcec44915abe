package io.depthstream.ingest.netns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The namespaces the other tests stand on: made, connected, removed, and swept when a run was killed. */
@Tag("full")
class NetworkNamespaceIT {
    @BeforeAll
    static void needs() throws IOException {
        final String whyNot = NetworkNamespace.whyNot();
        assumeTrue(whyNot == null, whyNot);
    }

    @Test
    void shouldCarryTheProcessInItsNameAndBeGoneAfterwards() throws IOException {
        final String name;
        try (NetworkNamespace namespace = NetworkNamespace.create("gone")) {
            name = namespace.name();
            assertTrue(name.contains(Long.toString(ProcessHandle.current().pid())), name);
            assertTrue(NetworkNamespace.names().contains(name), name);
        }
        assertFalse(NetworkNamespace.names().contains(name), name);
    }

    @Test
    void shouldConnectTwoThatSeeNothingElse() throws IOException {
        try (NetworkNamespace left = NetworkNamespace.create("left");
                NetworkNamespace right = NetworkNamespace.create("right")) {
            left.connect("cable", "10.77.0.1", right, "cable", "10.77.0.2");
            final String links = right.exec("ip", "-brief", "link");
            assertEquals(2, links.lines().count(), links);
            assertTrue(links.contains("cable"), links);
            assertTrue(right.exec("ip", "-brief", "address", "show", "cable").contains("10.77.0.2/24"));
        }
    }

    @Test
    void shouldSweepWhatAKilledRunLeftAndNothingOfALivingOne() throws IOException, InterruptedException {
        final Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        final String leftover = NetworkNamespace.nameOf(dead.pid(), "leftover");
        try (NetworkNamespace living = NetworkNamespace.create("living")) {
            living.exec("ip", "netns", "add", leftover);
            assertTrue(NetworkNamespace.names().contains(leftover));
            assertTrue(NetworkNamespace.sweep().contains(leftover));
            assertFalse(NetworkNamespace.names().contains(leftover));
            assertTrue(NetworkNamespace.names().contains(living.name()));
        }
    }
}
