package io.depthstream.ingest.session;

/** What a {@link RetransmitClient} counts. Sums, unless said otherwise. */
public enum RetransmitCounter {
    /** Request packets sent. */
    REQUESTS,
    /** Rounds of requests that brought nothing in time, so that the next server was asked. */
    TIMEOUTS,
    /** Packets that came from a server. */
    ANSWERS,
    /** Packets that came from elsewhere, dropped. */
    STRAYS,
    /** Messages that an answer brought first. */
    RECOVERED,
    /** Messages no longer asked for, because attempts or deadline were used up. */
    GIVEN_UP,
    /** Runs of messages given up, each a gap or a part of one. */
    FAILED_RANGES,
    /** Messages never asked for, because too many ranges were open. */
    OVERFLOWED,
    /** Requests that the system would not send. */
    SEND_ERRORS,
    /** Sum of the times from a hole's opening to its filling by an answer, nanoseconds, one sample a filling. */
    LATENCY_NANOS,
    /** Number of those samples. */
    LATENCY_SAMPLES,
    /** Largest of them, nanoseconds. */
    LATENCY_MAX_NANOS
}
