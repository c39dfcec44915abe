package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/**
 * The operator's state as each released version wrote it, restored by this one.
 *
 * <p>A new version gets a folder of its own, written with {@code -Ddepthstream.savepoint.write=true}; the old ones are
 * never written again.
 */
class SavepointTest {

    private static final Path FOLDER = Path.of("src/test/resources/savepoints");
    private static final String VERSION = "v6";
    private static final long T = 1_700_000_000_000_000_000L;
    private static final long SEED = 20_261_121L;

    @Test
    void shouldRestoreTheStateThatVersionTwoWroteAndGoOn() throws Exception {
        restoreAndGoOn("v2", "");
    }

    @Test
    void shouldRestoreTheStateThatVersionThreeWroteAndGoOn() throws Exception {
        restoreAndGoOn("v3", "reg-sho=1");
    }

    @Test
    void shouldRestoreTheStateThatVersionFourWroteAndGoOn() throws Exception {
        restoreAndGoOn("v4", "reg-sho=1");
    }

    /** The first with one base a key group. */
    @Test
    void shouldRestoreTheStateThatVersionFiveWroteAndGoOn() throws Exception {
        restoreAndGoOn("v5", "reg-sho=1");
    }

    /** The first with the base in the list of deltas. */
    @Test
    void shouldRestoreTheStateThatVersionSixWroteAndGoOn() throws Exception {
        if (Boolean.getBoolean("depthstream.savepoint.write")) {
            write(FOLDER.resolve(VERSION).resolve("order-book.heap"), FOLDER.resolve(VERSION).resolve("digests.txt"));
        }
        restoreAndGoOn(VERSION, "reg-sho=1");
    }

    private static void restoreAndGoOn(final String version, final String marketState) throws Exception {
        final Path file = FOLDER.resolve(version).resolve("order-book.heap");
        final Path digestFile = FOLDER.resolve(version).resolve("digests.txt");
        final OperatorSubtaskState snapshot = OperatorSnapshotUtil.readStateHandle(file.toString());
        try (OperatorRun run = OperatorRun.from(snapshot, false)) {
            assertEquals(Files.readAllLines(digestFile), digests(run));
            assertEquals(marketState, run.book("S0").state.marketState);
            assertEquals(QualityReason.GAP_WAIT, run.book("WAIT").current());
            assertEquals(1, run.totals().held);
            assertEquals(QualityReason.GAP, run.book("STALE").current());
            assertEquals(1, run.book("STALE").pending.missing.count());
            assertEquals(1, run.book("SPIN").pending.snapshot.size());
            run.feed(new Batches("1", "b").of(add("WAIT", 900_001, T, Side.BID, 7_001, 100, 1),
                    add("WAIT", 900_003, T, Side.BID, 7_003, 101, 1)));
            assertEquals(QualityReason.NONE, run.book("WAIT").current());
            assertEquals(3, run.book("WAIT").book.liveOrders());
            assertTrue(run.book("S0").book.liveOrders() > 0);
        }
    }

    private static void write(final Path file, final Path digestFile) throws Exception {
        Files.createDirectories(file.getParent());
        final Batches batches = new Batches("1", "a");
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.all(new RandomFeed(new Random(SEED), 6, T, 0.002).next(300), new Random(SEED), 8));
            run.snapshot();
            run.feed(batches.of(add("STALE", 900_010, T, Side.BID, 7_010, 100, 1),
                    rare(EventKind.GAP, "STALE", 900_012, T, Side.NONE, 0, 0, "", 900_011, 900_012)));
            run.pass(1_100);
            run.feed(batches.of(rare(EventKind.DIRECTORY, "WAIT", 900_000, T, Side.NONE, 0, 100, "Q")));
            batches.of(add("WAIT", 900_001, T, Side.BID, 7_001, 100, 1), add("WAIT", 900_003, T, Side.BID, 7_003, 101, 1));
            run.feed(batches.of(add("WAIT", 900_005, T, Side.BID, 7_005, 102, 1)));
            run.feed(new Batches("1", "c").of(rare(EventKind.SNAPSHOT_BEGIN, "SPIN", 900_020, T, Side.NONE, 0, 0, "", 900_020)));
            run.feed(batches.of(add("S0", 900_030, T, Side.BID, 7_030, 990_000, 1),
                    rare(EventKind.REG_SHO, "S0", 900_031, T, Side.NONE, 0, 0, "1")));
            OperatorSnapshotUtil.writeStateHandle(run.snapshot(), file.toString());
            Files.write(digestFile, digests(run));
        }
    }

    private static List<String> digests(final OperatorRun run) {
        final List<String> digests = new ArrayList<>();
        for (final String symbol : List.of("S0", "S1", "S2", "S3", "S4", "S5", "WAIT", "STALE", "SPIN", "*")) {
            final SymbolBook book = run.book(symbol);
            final SymbolState state = book.state;
            digests.add(symbol + " " + state.session + " " + state.sequence + " " + state.known() + " " + state.applied
                    + " " + state.duplicates + " " + state.gaps + " " + state.dangling + " " + state.tradingState() + " "
                    + book.reason + " " + book.current() + " " + book.book.liveOrders() + " "
                    + Long.toHexString(book.book.hash()));
        }
        return digests;
    }
}
