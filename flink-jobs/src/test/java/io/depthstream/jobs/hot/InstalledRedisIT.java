package io.depthstream.jobs.hot;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

/** The hot path with the redis-server that is installed, such as Debian's. */
@Tag("full")
class InstalledRedisIT extends RedisHotPublisherIT {

    private static final String COMMAND = "redis-server";

    @Override
    String server() {
        assumeTrue(Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Path.of(directory, COMMAND).toFile().canExecute()),
                "no redis-server on the PATH: apt-get install redis-server");
        return COMMAND;
    }
}
