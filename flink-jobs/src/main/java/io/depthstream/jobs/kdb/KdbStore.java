package io.depthstream.jobs.kdb;

import com.kx.c;
import io.depthstream.jobs.cold.ColdBatch;
import io.depthstream.jobs.cold.ColdStore;
import io.depthstream.jobs.cold.RefusedBatchException;
import io.depthstream.jobs.config.KdbConfig;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * kdb+ as a cold store, by the vendor's Java client: {@code .u.upd} asynchronously, one message a table and batch, and a
 * synchronous chase that is answered when all of them have been evaluated.
 *
 * <p>An asynchronous message gives no answer, so the chase asks what became of them ({@code .ds.chase} of
 * {@code kdb/q/store.q}). An error that speaks of the rows themselves is a refusal; any other (a full disk, say) is the
 * server's trouble, and everything is sent again later.
 */
final class KdbStore implements ColdStore {

    private static final Logger LOG = LoggerFactory.getLogger(KdbStore.class);

    /** What q says of rows that don't fit the table, and would say again. */
    private static final Set<String> OF_THE_ROWS = Set.of("type", "length", "rank", "mismatch", "cast");

    private final KdbConfig config;
    /** Task and sender both fill batches, and a reader of records serves one thread. */
    private final ThreadLocal<DerivedRecords> records = ThreadLocal.withInitial(DerivedRecords::new);
    private volatile c connection;

    KdbStore(final KdbConfig config) {
        this.config = config;
    }

    @Override
    public ColdBatch newBatch() {
        return new KdbBatch(records.get());
    }

    @Override
    public void open() throws IOException {
        final String login = login();
        final int timeout = (int) config.cold().limits().callTimeoutMillis();
        KdbKnock.knock(config.host(), config.port(), login, config.tls(), timeout);
        try {
            connection = new c(config.host(), config.port(), login, config.tls());
            connection.s.setSoTimeout(timeout);
            checkTables();
        } catch (final c.KException refused) {
            throw new IOException(place() + " refuses the connection: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void send(final ColdBatch batch) throws IOException {
        for (final Map.Entry<KdbTable, KdbRows> rows : ((KdbBatch) batch).tables().entrySet()) {
            if (rows.getValue().rows() > 0) {
                connection.ks(config.function(), rows.getKey().table(), rows.getValue().arrays());
            }
        }
    }

    @Override
    public void confirm() throws IOException {
        final Object answer;
        try {
            answer = connection.k(config.chase());
        } catch (final c.KException unknown) {
            throw new IOException(place() + " does not understand kdb.chase \"" + config.chase() + "\" (" + unknown.getMessage()
                    + "): load kdb/q/store.q there, or leave kdb.chase empty", unknown);
        }
        if (config.chase().isEmpty() || !(answer instanceof String error) || error.isEmpty()) {
            return;
        }
        if (OF_THE_ROWS.contains(error)) {
            throw new RefusedBatchException(error);
        }
        throw new IOException(place() + " could not keep the rows: " + error);
    }

    @Override
    public void abort() {
        final c open = connection;
        if (open != null) {
            close(open.s);
        }
    }

    @Override
    public void close() {
        final c open = connection;
        connection = null;
        if (open != null) {
            // The socket alone: the client's own close would wait for a write that hangs.
            close(open.s);
        }
    }

    /** Compares the tables' columns with what will be sent: better one clear error than rows in the wrong columns. */
    private void checkTables() throws IOException, c.KException {
        for (final KdbTable table : KdbTable.values()) {
            final Object answer = connection.k("cols " + table.table());
            final String[] found = answer instanceof String[] names ? names.clone() : new String[0];
            final String[] expected = table.columns().toArray(String[]::new);
            Arrays.sort(found);
            Arrays.sort(expected);
            if (!Arrays.equals(found, expected)) {
                throw new IOException(place() + ": table " + table.table() + " has columns " + Arrays.toString(found)
                        + ", expected " + Arrays.toString(expected) + ": load kdb/q/schema.q of this release there");
            }
        }
    }

    private String login() throws IOException {
        if (config.passwordFile().isEmpty()) {
            return config.user();
        }
        final String text = Files.readString(Path.of(config.passwordFile()));
        return config.user() + ":" + text.lines().findFirst().orElse("");
    }

    private String place() {
        return "kdb+ at " + config.host() + ":" + config.port();
    }

    private static void close(final Socket socket) {
        try {
            socket.close();
        } catch (final IOException failed) {
            LOG.debug("a connection to kdb+ did not close cleanly", failed);
        }
    }
}
