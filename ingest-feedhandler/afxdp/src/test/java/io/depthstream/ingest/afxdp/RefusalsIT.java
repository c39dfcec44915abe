package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.depthstream.ingest.packet.PrivateNetwork;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can't be had is said with its reason, and leaves queue and interface free. */
@Tag("full")
@Timeout(180)
class RefusalsIT {

    @Test
    void shouldSayThatTheQueueIsTakenAndTakeItOnceItIsFree() throws Exception {
        try (Wire wire = Wire.make(1)) {
            final AfXdpPacketSource first = wire.openXdp(Map.of(), Wire.GROUP_A);

            assertEquals("feed0 queue 0: the queue is taken by another AF_XDP socket (tried 60 times)",
                refused(wire, Map.of()));
            first.close();
            wire.openXdp(Map.of(), Wire.GROUP_A).close();
        }
    }

    @Test
    void shouldSayThatAnotherProgramIsAttachedAndKeepNoQueue() throws Exception {
        try (Wire wire = Wire.make(2)) {
            final AfXdpPacketSource first = wire.openXdp(Map.of("queues", "0"), Wire.GROUP_A);

            final String reason = refused(wire, Map.of("queues", "1"));
            assertTrue(reason.startsWith("feed0: another XDP program is attached"), reason);
            first.close();
            wire.openXdp(Map.of("queues", "0,1"), Wire.GROUP_A).close();
        }
    }

    @Test
    void shouldRefuseAQueueThatIsNotThere() throws Exception {
        try (Wire wire = Wire.make(2)) {
            assertEquals("source.afxdp.queues has 2: feed0 has 2 receive queues, 0 to 1",
                assertThrows(IllegalArgumentException.class,
                    () -> wire.openXdp(Map.of("queues", "0,2"), Wire.GROUP_A)).getMessage());
            wire.openXdp(Map.of("queues", "0,1"), Wire.GROUP_A).close();
        }
    }

    @Test
    void shouldShowTheVerifiersLogOfAProgramItRefuses() {
        assumeTrue("root".equals(System.getProperty("user.name")), "not root: bpf(2) refuses before its verifier looks");
        final byte[] unchecked = new BpfAssembler().load(BpfAssembler.Width.WORD, 2, 1, 0)
            .load(BpfAssembler.Width.BYTE, 0, 2, 0).exit().assemble();

        final String message = assertThrows(VerifierException.class, () -> Bpf.load(unchecked)).getMessage();
        assertTrue(message.contains("invalid access to packet"), message);
    }

    @Test
    void shouldNameTheMemoryLimitAndTheFix() throws Exception {
        try (Wire wire = Wire.make(1)) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")) && Files.isExecutable(Path.of("/usr/bin/setpriv")),
                "no prlimit and setpriv here");
            final Process process = SourceProcess.start(wire.network.feedNamespace(), 4096,
                "prlimit", "--memlock=65536:65536", "setpriv", "--bounding-set=-ipc_lock", "--inh-caps=-all");
            final String said = SourceProcess.readUntil(process, "no such line");
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));

            assertTrue(said.contains("memory area of 8388608 bytes is over the limit of locked memory "
                + "(RLIMIT_MEMLOCK 65536 bytes): raise it"), said);
            wire.openXdp(Map.of(), Wire.GROUP_A).close();
        }
    }

    @Test
    void shouldNameTheCapabilitiesItLacks() throws Exception {
        try (Wire wire = Wire.make(1)) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv here");
            final Process process = SourceProcess.start(wire.network.feedNamespace(), 64,
                "setpriv", "--bounding-set=-net_raw,-bpf", "--inh-caps=-all");
            final String said = SourceProcess.readUntil(process, "no such line");
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));

            assertTrue(said.contains("needs CAP_NET_RAW, CAP_NET_ADMIN and CAP_BPF"), said);
        }
    }

    @Test
    void shouldSayThatLoopbackHasNoNativeProgramAndDoWithAGenericOne() throws Exception {
        try (Wire wire = Wire.make(1)) {
            final String line = "127.0.0.1:26477";
            final String reason = wire.network.inFeed(() -> assertThrows(UnavailableHereException.class,
                () -> Loopback.open(line, "native")).getMessage());
            assertTrue(reason.contains("source.afxdp.attach generic or auto"), reason);
            wire.network.inFeed(() -> {
                Loopback.open(line, "auto").close();
                return null;
            });
        }
    }

    @Test
    void shouldRefuseAnInterfaceThatIsNotThere() throws Exception {
        try (Wire wire = Wire.make(1)) {
            assertTrue(assertThrows(IllegalArgumentException.class,
                () -> wire.network.inVenue(() -> Loopback.open("233.54.12.111:1@" + PrivateNetwork.FEED_INTERFACE, "auto")))
                .getMessage().contains("no interface feed0 here"));
        }
    }

    private static String refused(final Wire wire, final Map<String, String> options) {
        return assertThrows(UnavailableHereException.class, () -> wire.openXdp(options, Wire.GROUP_A, Wire.GROUP_B))
            .getMessage();
    }
}
