package io.depthstream.benchmarks.cli;

import io.depthstream.local.stack.EmbeddedRedis;
import picocli.CommandLine.Option;

/** Which Redis a benchmark starts. */
final class RedisServerOption {
    @Option(names = "--server", paramLabel = "COMMAND",
        description = "The redis-server to start (default: the one on the PATH, else the embedded one).")
    private String server;

    /** The command to start. */
    String command() {
        if (server != null) {
            return server;
        }
        return EmbeddedRedis.installed() ? EmbeddedRedis.INSTALLED : EmbeddedRedis.packed();
    }
}
