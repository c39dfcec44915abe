package io.depthstream.jobs.config;

/** Which hot store the job feeds. */
public enum HotKind {
    /** None. */
    NONE,
    /** Redis: one hash and one channel a symbol. */
    REDIS
}
