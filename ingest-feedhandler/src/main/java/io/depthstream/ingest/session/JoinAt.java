package io.depthstream.ingest.session;

/** Where the first session of a run begins. Every later session begins at 1. */
public enum JoinAt {
    /** At the first number seen on any line: joins in mid-day without calling the morning a gap. */
    FIRST_SEEN,
    /** At 1: what was missed is a hole, to be recovered or declared. */
    SESSION_START
}
