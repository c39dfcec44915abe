package io.depthstream.chaos;

import com.clickhouse.client.api.Client;
import io.depthstream.clickhouse.engine.EngineProcess;
import io.depthstream.jobs.clickhouse.ClickHouseTable;
import io.depthstream.jobs.clickhouse.TableCheck;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.run.StoreReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The in-process ClickHouse: every row of every table against the committed topics. */
final class ClickHouseUnderTest implements StoreUnderTest {
    private final EngineProcess engine;
    private boolean up = true;

    ClickHouseUnderTest(final Path library, final Path folder) throws IOException {
        engine = new EngineProcess(library, folder.resolve("clickhouse"));
    }

    @Override
    public JobHost.Kind job() {
        return JobHost.Kind.CLICKHOUSE;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("clickhouse.url", engine.url());
    }

    @Override
    public void start() throws IOException {
        if (!up) {
            engine.start();
            up = true;
        }
    }

    @Override
    public void kill() throws InterruptedException {
        engine.kill();
        up = false;
    }

    @Override
    public StoreReport compare(final Map<String, BookDepth> truth, final String bootstrapServers) throws IOException {
        TableCheck.Result sum = new TableCheck.Result(0, 0, 0, 0);
        try (Client client = ClickHouseConfig.of(settings()).client("chaos")) {
            for (final ClickHouseTable table : ClickHouseTable.values()) {
                final TableCheck check = new TableCheck(table);
                try (TopicReader reader = new TopicReader(bootstrapServers, true)) {
                    reader.records(table.topic()).forEach(record -> check.expect(new RawBatch(
                        new String(record.key(), StandardCharsets.UTF_8), record.value(), record.topic(), record.partition(), record.offset())));
                }
                sum = sum.plus(check.compare(client));
            }
        }
        return new StoreReport(sum.rows(), sum.missing(), sum.duplicates(), sum.differences());
    }

    @Override
    public void close() {
        engine.close();
    }
}
