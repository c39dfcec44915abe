package io.depthstream.jobs.config;

import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Everything the ClickHouse job can be told, checked. From one YAML file and {@code --key value} arguments, as the
 * order-book job.
 *
 * @param cold            what every cold job has
 * @param url             of the server
 * @param database        written to; must be there
 * @param user            to log in as
 * @param passwordFile    file that holds the password, read where the connection is made, or empty
 * @param rootCertificate PEM file that the server's certificate is checked with, or empty
 * @param migrate         whether the job brings the schema up to date when it connects
 */
public record ClickHouseConfig(
        ColdConfig cold,
        String url,
        String database,
        String user,
        String passwordFile,
        String rootCertificate,
        boolean migrate)
        implements Serializable {

    /** Resource read where no {@code --config} is given; it names every key with its default. */
    public static final String DEFAULT_RESOURCE = "clickhouse-job.yaml";

    private static final ConfigKey<String> URL = ConfigKey.ofText(
            "clickhouse.url", "http://127.0.0.1:8123", "https?://[^\\s/?#@]+", "http:// or https:// with host and port",
            "Address of the server's HTTP interface.");
    private static final ConfigKey<String> DATABASE = ConfigKey.ofText(
            "clickhouse.database", "default", "[A-Za-z_][A-Za-z0-9_]{0,63}", "letters, digits and underscores",
            "Database written to.");
    private static final ConfigKey<String> USER = ConfigKey.ofText(
            "clickhouse.user", "default", "[^:\\s]{1,120}", "up to 120 characters, no colon, no blank", "User to log in as.");
    private static final ConfigKey<String> PASSWORD_FILE = ConfigKey.ofText(
            "clickhouse.passwordFile", "", "\\S{0,4096}", "empty, or the path of a file",
            "File with the password in its first line, on the task managers; a password is never an argument.");
    private static final ConfigKey<String> ROOT_CERTIFICATE = ConfigKey.ofText(
            "clickhouse.rootCertificate", "", "\\S{0,4096}", "empty, or the path of a file",
            "PEM file the server's certificate is checked with; empty: the JVM's.");
    private static final ConfigKey<Boolean> MIGRATE = ConfigKey.ofFlag(
            "clickhouse.migrate", true, "Bring the schema up to date when connecting.");

    /** Keys of every cold job, as this one has them: few and large inserts. */
    public static final ColdKeys COLD = ColdKeys.of("clickhouse", 100_000, 500);
    /** Keys of its own. */
    public static final List<ConfigKey<?>> OWN = List.of(URL, DATABASE, USER, PASSWORD_FILE, ROOT_CERTIFICATE, MIGRATE);

    /**
     * Reads a command line, as {@link ColdSettings#fromArgs} does.
     *
     * @throws ConfigException naming every error at once
     */
    public static ClickHouseConfig fromArgs(final String... args) {
        return of(ColdSettings.fromArgs(COLD, OWN, DEFAULT_RESOURCE, args));
    }

    /**
     * The defaults with some keys changed, for programs that embed the job.
     *
     * @throws ConfigException naming every error at once
     */
    public static ClickHouseConfig of(final Map<String, String> overrides) {
        return of(ColdSettings.of(COLD, OWN, overrides));
    }

    /** The settings by their names. */
    public static ClickHouseConfig of(final ColdSettings in) {
        return new ClickHouseConfig(
                in.cold(), in.get(URL), in.get(DATABASE), in.get(USER), in.get(PASSWORD_FILE), in.get(ROOT_CERTIFICATE),
                in.get(MIGRATE));
    }

    /**
     * The vendor's client for these settings; retries are the sink's, so the client makes none.
     *
     * @param name shown in the server's log of queries
     * @throws IOException if the password file can't be read
     */
    public Client client(final String name) throws IOException {
        final String password = passwordFile.isEmpty()
                ? "" : Files.readString(Path.of(passwordFile)).lines().findFirst().orElse("");
        final long timeout = cold.limits().callTimeoutMillis();
        final Client.Builder builder = new Client.Builder()
                .addEndpoint(url)
                .setDefaultDatabase(database)
                .setUsername(user)
                .setPassword(password)
                .setClientName("depthstream-" + name)
                .setConnectTimeout(timeout, ChronoUnit.MILLIS)
                .setSocketTimeout(timeout, ChronoUnit.MILLIS)
                .setMaxRetries(0);
        if (!rootCertificate.isEmpty()) {
            builder.setRootCertificate(rootCertificate);
        }
        return builder.build();
    }
}
