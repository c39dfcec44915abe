package io.depthstream.ingest.session;

/** What a {@link LineArbiter} counts for each line. Sums, unless said otherwise; they go on over sessions. */
public enum LineCounter {
    /** Packets handed in, of any kind. */
    PACKETS,
    /** Bytes of those packets. */
    BYTES,
    /** Messages in valid packets of the session. */
    MESSAGES,
    /** Messages that this line brought before any other. */
    FIRST_COPIES,
    /** Messages that had come before, on this line or another. */
    DUPLICATES,
    /** Messages that came after their gap had been declared: a sign that the hole deadline is too short. */
    LATE,
    /** Messages numbered below the one the session was joined at. */
    BEFORE_JOIN,
    /** Different messages seen on this line that were not too late. */
    SEEN,
    /** Heartbeats and ends of session. */
    HEARTBEATS,
    /** Packets that were no valid packets. */
    MALFORMED,
    /** Packets of another session while this one lived. */
    WRONG_SESSION,
    /** Packets of a session that is over. */
    LATE_SESSION,
    /** Packets whose copy came later on another line. */
    LEADS,
    /** Packets whose copy had come earlier on another line. */
    LAGS,
    /** Sum of the times by which those came later, nanoseconds of receive time. */
    LAG_NANOS,
    /** Largest of those times, nanoseconds. */
    LAG_MAX_NANOS
}
