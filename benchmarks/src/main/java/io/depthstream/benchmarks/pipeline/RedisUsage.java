package io.depthstream.benchmarks.pipeline;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Redis says of itself: CPU, time inside scripts and memory used, and what it is. One thread. */
public final class RedisUsage implements AutoCloseable {
    private static final Pattern SCRIPT = Pattern.compile("cmdstat_evalsha:calls=\\d+,usec=(\\d+)");
    private static final Pattern USER = Pattern.compile("used_cpu_user:([0-9.]+)");
    private static final Pattern SYSTEM = Pattern.compile("used_cpu_sys:([0-9.]+)");
    private static final Pattern PROCESS = Pattern.compile("process_id:(\\d+)");
    private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");
    private static final Pattern ALLOCATOR = Pattern.compile("mem_allocator:(\\S+)");
    private static final Pattern MEMORY = Pattern.compile("used_memory:(\\d+)");

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    /**
     * Counters since the server's start.
     *
     * @param scriptMicros time inside {@code EVALSHA}
     * @param cpuMicros    CPU of the server, all threads
     * @param memoryBytes  memory used now
     */
    public record Sample(long scriptMicros, long cpuMicros, long memoryBytes) {
        /** What was used since an earlier sample; memory as it is now. */
        public Sample since(final Sample earlier) {
            return new Sample(scriptMicros - earlier.scriptMicros, cpuMicros - earlier.cpuMicros, memoryBytes);
        }
    }

    /** Connects. */
    public RedisUsage(final String uri) {
        client = RedisClient.create(uri);
        connection = client.connect();
    }

    /** Asks the server. */
    public Sample sample() {
        final String info = connection.sync().info("all");
        return new Sample((long) number(SCRIPT, info), (long) ((number(USER, info) + number(SYSTEM, info)) * 1e6),
            (long) number(MEMORY, info));
    }

    /** Version and allocator: the same script takes half as long again where memory comes from another allocator. */
    public String server() {
        final String info = connection.sync().info("all");
        return "Redis " + text(VERSION, info) + ", " + text(ALLOCATOR, info);
    }

    /** Process id of the server, on its machine. */
    public long processId() {
        return (long) number(PROCESS, connection.sync().info("server"));
    }

    private static String text(final Pattern pattern, final String info) {
        final Matcher found = pattern.matcher(info);
        return found.find() ? found.group(1) : "unknown";
    }

    private static double number(final Pattern pattern, final String info) {
        final Matcher found = pattern.matcher(info);
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
