package io.depthstream.ingest.session;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Servers, limits and times of a {@link RetransmitClient}.
 *
 * @param servers              re-request servers, 1 to {@value #MAX_SERVERS}; the next one is asked when one does not answer
 * @param line                 line index by which answers reach the arbiter, 0 to 15
 * @param settleNanos          how long a hole must have been open before it is asked for: the other line mostly fills it
 * @param firstTimeoutNanos    how long the first request waits for an answer; doubled with each that brought nothing
 * @param maxTimeoutNanos      longest such wait
 * @param maxTimeouts          requests in a row that may bring nothing before the lowest hole is given up, at least 1
 * @param deadlineNanos        how long after its opening a hole is asked for
 * @param maxMessagesPerRequest most messages of one request, 1 to 65,534; a server answers with one packet, however many
 *                             were asked for
 * @param maxOutstanding       requests under way at once, 1 to {@value #MOST_OUTSTANDING}
 */
public record RetransmitConfig(
        List<InetSocketAddress> servers,
        int line,
        long settleNanos,
        long firstTimeoutNanos,
        long maxTimeoutNanos,
        int maxTimeouts,
        long deadlineNanos,
        int maxMessagesPerRequest,
        int maxOutstanding) {

    /** Most requests under way at once that may be configured. */
    public static final int MOST_OUTSTANDING = 64;
    /** Requests under way at once by default. */
    public static final int DEFAULT_OUTSTANDING = 8;
    /** Most servers. */
    public static final int MAX_SERVERS = 8;
    /** Settling time by default. */
    public static final long DEFAULT_SETTLE_NANOS = 1_000_000;
    /** First timeout by default: many round trips inside a data centre. */
    public static final long DEFAULT_FIRST_TIMEOUT_NANOS = 5_000_000;
    /** Longest timeout by default. */
    public static final long DEFAULT_MAX_TIMEOUT_NANOS = 100_000_000;
    /** Timeouts in a row by default. */
    public static final int DEFAULT_MAX_TIMEOUTS = 8;
    /** Deadline by default: the longest that a loss may hold the stream up. */
    public static final long DEFAULT_DEADLINE_NANOS = 1_000_000_000;
    /** Messages of a request by default: about what one packet carries. */
    public static final int DEFAULT_MESSAGES_PER_REQUEST = 40;

    /** Checks every range. */
    public RetransmitConfig {
        servers = List.copyOf(servers);
        range("servers", servers.size(), 1, MAX_SERVERS);
        range("line", line, 0, ArbiterConfig.MAX_LINES - 1L);
        range("settleNanos", settleNanos, 0, Long.MAX_VALUE / 2);
        range("firstTimeoutNanos", firstTimeoutNanos, 1, Long.MAX_VALUE / 4);
        range("maxTimeoutNanos", maxTimeoutNanos, firstTimeoutNanos, Long.MAX_VALUE / 4);
        range("maxTimeouts", maxTimeouts, 1, 1_000_000);
        range("deadlineNanos", deadlineNanos, 1, Long.MAX_VALUE / 2);
        range("maxMessagesPerRequest", maxMessagesPerRequest, 1, MoldUdp64.MAX_MESSAGE_COUNT);
        range("maxOutstanding", maxOutstanding, 1, MOST_OUTSTANDING);
    }

    /** The defaults for these servers and this line. */
    public static RetransmitConfig of(final List<InetSocketAddress> servers, final int line) {
        return new RetransmitConfig(servers, line, DEFAULT_SETTLE_NANOS, DEFAULT_FIRST_TIMEOUT_NANOS,
                DEFAULT_MAX_TIMEOUT_NANOS, DEFAULT_MAX_TIMEOUTS, DEFAULT_DEADLINE_NANOS, DEFAULT_MESSAGES_PER_REQUEST,
                DEFAULT_OUTSTANDING);
    }

    private static void range(final String key, final long value, final long low, final long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(key + " " + value + ": expected " + low + " to " + high);
        }
    }
}
