package io.depthstream.jobs.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import io.depthstream.clickhouse.Migrations;
import io.depthstream.jobs.cold.ColdBatch;
import io.depthstream.jobs.cold.ColdStore;
import io.depthstream.jobs.cold.RefusedBatchException;
import io.depthstream.jobs.config.ClickHouseConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * ClickHouse as a cold store, by its own Java client: one insert a table and batch, in RowBinary, under a deduplication
 * token. An insert is answered when its rows are there, so there is nothing left to confirm.
 *
 * <p>The same batch sent again is recognised by its token; the same rows in another batch (after a failure of the job)
 * replace themselves by key when parts merge, and in any query with {@code FINAL}.
 */
final class ClickHouseStore implements ColdStore {

    /** Error codes that speak of the rows: sending them again won't help. Any other is the server's trouble. */
    private static final Set<Integer> OF_THE_ROWS = Set.of(
            6, // CANNOT_PARSE_TEXT
            27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
            32, // ATTEMPT_TO_READ_AFTER_EOF
            33, // CANNOT_READ_ALL_DATA
            53, // TYPE_MISMATCH
            69, // ARGUMENT_OUT_OF_BOUND
            117, // INCORRECT_DATA
            131, // TOO_LARGE_STRING_SIZE
            321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
            469 // VIOLATED_CONSTRAINT
    );

    private final ClickHouseConfig config;
    private final String name;
    /** Task and sender both fill batches, and a reader of records serves one thread. */
    private final ThreadLocal<DerivedRows> records = ThreadLocal.withInitial(DerivedRows::new);
    private volatile Client client;

    ClickHouseStore(final ClickHouseConfig config, final String name) {
        this.config = config;
        this.name = name;
    }

    @Override
    public ColdBatch newBatch() {
        return new ClickHouseBatch(records.get());
    }

    @Override
    public void open() throws IOException {
        final Client opened = config.client(name);
        client = opened;
        if (!opened.ping(config.cold().limits().callTimeoutMillis())) {
            throw new IOException("ClickHouse at " + config.url() + " does not answer");
        }
        if (config.migrate()) {
            Migrations.apply(opened);
        }
    }

    @Override
    public void send(final ColdBatch batch) throws IOException {
        for (final Map.Entry<ClickHouseTable, ClickHouseBatch.TableRows> rows : ((ClickHouseBatch) batch).tables().entrySet()) {
            if (rows.getValue().data().length() > 0) {
                insert(rows.getKey(), rows.getValue());
            }
        }
    }

    private void insert(final ClickHouseTable table, final ClickHouseBatch.TableRows rows) throws IOException {
        final InsertSettings settings = new InsertSettings().setDeduplicationToken(rows.token());
        try (InsertResponse done = client.insert(table.table(), table.columns(), rows.data().stream(), ClickHouseFormat.RowBinary,
                settings).get(config.cold().limits().callTimeoutMillis(), TimeUnit.MILLISECONDS)) {
            if (done == null) {
                throw new IOException("ClickHouse at " + config.url() + " gave no answer to an insert into " + table.table());
            }
        } catch (final InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in an insert into " + table.table(), closing);
        } catch (final TimeoutException late) {
            throw new IOException("no answer to an insert into " + table.table() + " in time", late);
        } catch (final ExecutionException failed) {
            throw problem(table, failed.getCause());
        } catch (final RuntimeException failed) {
            throw problem(table, failed);
        } catch (final IOException failed) {
            throw failed;
        } catch (final Exception failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private static IOException problem(final ClickHouseTable table, final Throwable why) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException refused) {
                return OF_THE_ROWS.contains(refused.getCode())
                        ? new RefusedBatchException(table.table() + ": " + refused.getMessage())
                        : new IOException(table.table() + ": " + refused.getMessage(), refused);
            }
        }
        return new IOException(table.table() + ": " + why.getMessage(), why);
    }

    @Override
    public void confirm() {
        // Every insert was answered.
    }

    @Override
    public void close() {
        final Client open = client;
        client = null;
        if (open != null) {
            open.close();
        }
    }
}
