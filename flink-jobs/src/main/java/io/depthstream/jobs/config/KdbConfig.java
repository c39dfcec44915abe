package io.depthstream.jobs.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Everything the kdb+ job can be told, checked. From one YAML file and {@code --key value} arguments, as the order-book job.
 *
 * @param cold         what every cold job has
 * @param host         of kdb+
 * @param port         of kdb+
 * @param user         to log in as, or empty
 * @param passwordFile file that holds the password, read where the connection is made, or empty
 * @param tls          whether to connect by TLS
 * @param function     called with table and columns
 * @param chase        asked whether everything before it went well, or empty for a tickerplant without our scripts
 */
public record KdbConfig(
        ColdConfig cold,
        String host,
        int port,
        String user,
        String passwordFile,
        boolean tls,
        String function,
        String chase)
        implements Serializable {

    /** Resource read where no {@code --config} is given; it names every key with its default. */
    public static final String DEFAULT_RESOURCE = "kdb-job.yaml";

    private static final ConfigKey<String> HOST = ConfigKey.ofText(
            "kdb.host", "127.0.0.1", "\\S{1,253}", "a host name or address", "Host of kdb+.");
    private static final ConfigKey<Integer> PORT = ConfigKey.ofInt(
            "kdb.port", 5_010, 1, 65_535, "", "Port of the tickerplant.");
    private static final ConfigKey<String> USER = ConfigKey.ofText(
            "kdb.user", "", "[^:\\s]{0,120}", "up to 120 characters, no colon, no blank", "User to log in as.");
    private static final ConfigKey<String> PASSWORD_FILE = ConfigKey.ofText(
            "kdb.passwordFile", "", "\\S{0,4096}", "empty, or the path of a file",
            "File with the password in its first line, on the task managers; a password is never an argument.");
    private static final ConfigKey<Boolean> TLS = ConfigKey.ofFlag(
            "kdb.tls", false, "Connect by TLS; trust is what javax.net.ssl.trustStore says.");
    private static final ConfigKey<String> FUNCTION = ConfigKey.ofText(
            "kdb.function", ".u.upd", "[.A-Za-z][.A-Za-z0-9]{0,119}", "the name of a function",
            "Function called with table and columns.");
    private static final ConfigKey<String> CHASE = ConfigKey.ofText(
            "kdb.chase", ".ds.chase[]", ".{0,200}", "a q expression, or empty",
            "Asked before a checkpoint completes; a null symbol says that all went well, another one what went wrong."
                    + " Empty for a tickerplant without kdb/q/store.q: then only that everything arrived is known.");

    /** Keys of every cold job, as this one has them. */
    public static final ColdKeys COLD = ColdKeys.of("kdb");
    /** Keys of its own. */
    public static final List<ConfigKey<?>> OWN = List.of(HOST, PORT, USER, PASSWORD_FILE, TLS, FUNCTION, CHASE);

    /**
     * Reads a command line, as {@link ColdSettings#fromArgs} does.
     *
     * @throws ConfigException naming every error at once
     */
    public static KdbConfig fromArgs(final String... args) {
        return of(ColdSettings.fromArgs(COLD, OWN, DEFAULT_RESOURCE, args));
    }

    /**
     * The defaults with some keys changed, for programs that embed the job.
     *
     * @throws ConfigException naming every error at once
     */
    public static KdbConfig of(final Map<String, String> overrides) {
        return of(ColdSettings.of(COLD, OWN, overrides));
    }

    /** The settings by their names. */
    public static KdbConfig of(final ColdSettings in) {
        return new KdbConfig(
                in.cold(), in.get(HOST), in.get(PORT), in.get(USER), in.get(PASSWORD_FILE), in.get(TLS), in.get(FUNCTION),
                in.get(CHASE));
    }
}
