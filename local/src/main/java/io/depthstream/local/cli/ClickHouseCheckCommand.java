package io.depthstream.local.cli;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientException;
import com.clickhouse.client.api.ServerException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.depthstream.jobs.clickhouse.ClickHouseTable;
import io.depthstream.jobs.clickhouse.KeyCount;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.jobs.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether ClickHouse holds each event once. */
@Command(name = "clickhouse-check", mixinStandardHelpOptions = true,
    description = "Ask a ClickHouse whether each of its tables holds every event once: count() == uniqExact(symbol, session, "
        + "sequence). Ends with 1 when one does not.")
final class ClickHouseCheckCommand implements Callable<Integer> {
    @Option(names = "--url", required = true, description = "Address of the server's HTTP interface.")
    private String url;
    @Option(names = "--database", description = "Database (default: ${DEFAULT-VALUE}).")
    private String database = "default";
    @Option(names = "--user", description = "User to log in as (default: ${DEFAULT-VALUE}).")
    private String user = "default";
    @Option(names = "--password-file", paramLabel = "FILE", description = "File with the password in its first line.")
    private String passwordFile = "";
    @Option(names = "--root-certificate", paramLabel = "FILE", description = "PEM file the server's certificate is checked with.")
    private String rootCertificate = "";
    @Option(names = "--json", paramLabel = "FILE", description = "Write the counts as JSON.")
    private Path json;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        final List<KeyCount> counts = new ArrayList<>();
        try (Client client = config().client("check")) {
            for (final ClickHouseTable table : ClickHouseTable.values()) {
                counts.add(KeyCount.of(client, table));
            }
        } catch (final ClientException | ServerException failed) {
            throw new UsageException("ClickHouse at " + url + " could not be asked: " + failed.getMessage());
        }
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), Map.of("tables", counts));
        }
        final PrintWriter out = spec.commandLine().getOut();
        out.printf("%-14s %15s %15s %15s%n", "table", "rows", "different keys", "not merged yet");
        counts.forEach(count -> out.printf("%-14s %,15d %,15d %,15d%n",
            count.table(), count.rows(), count.keys(), count.stored() - count.rows()));
        final boolean unique = counts.stream().allMatch(KeyCount::unique);
        out.println(unique ? "Each event is there once." : "FAILED: a table holds more rows than it has keys.");
        out.flush();
        return unique ? 0 : Depthstream.CHECK_FAILED;
    }

    private ClickHouseConfig config() {
        final Map<String, String> settings = new HashMap<>(Map.of("clickhouse.url", url, "clickhouse.database", database,
            "clickhouse.user", user, "clickhouse.passwordFile", passwordFile, "clickhouse.rootCertificate", rootCertificate));
        try {
            return ClickHouseConfig.of(settings);
        } catch (final ConfigException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }
}
