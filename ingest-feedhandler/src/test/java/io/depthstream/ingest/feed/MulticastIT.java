package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.depthstream.ingest.netns.NamespaceProcess;
import io.depthstream.ingest.netns.NetworkNamespace;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Real multicast: two namespaces, a cable for each line, groups joined by IGMP, packets lost by the kernel's own filter
 * and asked for again. Namespaces, cables and rules are gone afterwards.
 */
@Tag("full")
@Timeout(180)
class MulticastIT {
    private static final long SEED = 20200130;
    private static final int ASKED_FOR = 1_000;
    /** With the directory that begins the day. */
    private static final int MESSAGES = RandomMessages.of(SEED, ASKED_FOR).size();
    private static final int LOST_ON_A = 5;
    private static final int LOST_ON_B = 7;
    private static final String GROUP_A = "239.255.77.1";
    private static final String GROUP_B = "239.255.77.2";
    private static final String LINE_A = GROUP_A + ":26477@line-a";
    private static final String LINE_B = GROUP_B + ":26478@line-b";
    private static final String SERVER = "10.77.1.1:26400";
    private static final Pattern COUNTER = Pattern.compile("counter packets (\\d+)");

    @BeforeAll
    static void needs() throws IOException {
        final String whyNot = NetworkNamespace.whyNot("nft");
        assumeTrue(whyNot == null, whyNot);
    }

    @Test
    void shouldRecoverWhatTheKernelDropsOnBothMulticastLines() throws Exception {
        try (NetworkNamespace venue = NetworkNamespace.create("venue");
                NetworkNamespace desk = NetworkNamespace.create("desk")) {
            venue.connect("line-a", "10.77.1.1", desk, "line-a", "10.77.1.2");
            venue.connect("line-b", "10.77.2.1", desk, "line-b", "10.77.2.2");
            desk.exec("nft", "add table ip loss");
            desk.exec("nft", "add chain ip loss lines { type filter hook input priority 0; }");
            desk.exec("nft", lose("line-a", GROUP_A, LOST_ON_A));
            desk.exec("nft", lose("line-b", GROUP_B, LOST_ON_B));

            try (NamespaceProcess receiver = new NamespaceProcess(desk, MulticastDesk.class, LINE_A + "," + LINE_B, SERVER)) {
                receiver.awaitLine("joined");
                assertTrue(groups(desk, "line-a").contains(GROUP_A), "IGMP membership of line A");
                assertTrue(groups(desk, "line-b").contains(GROUP_B), "IGMP membership of line B");
                assertFalse(groups(desk, "line-a").contains(MulticastVenue.STRANGER_GROUP));
                try (NamespaceProcess sender = new NamespaceProcess(venue, MulticastVenue.class,
                        Long.toString(SEED), Integer.toString(ASKED_FOR), SERVER, LINE_A, LINE_B)) {
                    final long[] counted = Stream.of(receiver.awaitLine("counted ").split(" "))
                        .mapToLong(Long::parseLong).toArray();
                    assertCounted(counted, dropped(desk), Long.parseLong(sender.awaitLine("requests ")));
                }
            }
        }
    }

    private static void assertCounted(final long[] counted, final List<Long> dropped, final long requests) {
        final String shown = "counted " + List.of(counted[0], counted[1], counted[2], counted[3], counted[4], counted[5])
            + ", dropped " + dropped + ", requests " + requests + ", seed " + SEED;
        assertAll(
            () -> assertEquals(MESSAGES, counted[0], "messages: " + shown),
            () -> assertEquals(0, counted[1], "gaps: " + shown),
            () -> assertTrue(counted[2] >= MESSAGES / (LOST_ON_A * LOST_ON_B), "recovered: " + shown),
            () -> assertTrue(counted[3] <= MESSAGES - MESSAGES / LOST_ON_A, "line A lost none: " + shown),
            () -> assertTrue(counted[4] <= MESSAGES - MESSAGES / LOST_ON_B, "line B lost none: " + shown),
            () -> assertEquals(0, counted[5], "strangers' packets: " + shown),
            () -> assertEquals(1, counted[6], "ends of session: " + shown),
            () -> assertTrue(dropped.get(0) >= MESSAGES / LOST_ON_A, "dropped on line A: " + shown),
            () -> assertTrue(dropped.get(1) >= MESSAGES / LOST_ON_B, "dropped on line B: " + shown),
            () -> assertTrue(requests > 0, "requests that came over the cable: " + shown));
    }

    /** Drops every n-th packet of a group, as a line that loses does. */
    private static String lose(final String line, final String group, final int everyNth) {
        return "add rule ip loss lines iifname \"" + line + "\" ip daddr " + group + " numgen inc mod " + everyNth
            + " == 0 counter drop";
    }

    private static String groups(final NetworkNamespace namespace, final String device) throws IOException {
        return namespace.exec("ip", "maddress", "show", "dev", device);
    }

    private static List<Long> dropped(final NetworkNamespace namespace) throws IOException {
        final Matcher counters = COUNTER.matcher(namespace.exec("nft", "list", "table", "ip", "loss"));
        return counters.results().map(result -> Long.parseLong(result.group(1))).toList();
    }
}
