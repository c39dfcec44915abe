package io.depthstream.jobs.config;

/** Which bars are published. */
public enum BarPublishing {
    /** Bars with a trade. */
    TRADED,
    /** Bars with a trade or a change of the touch. */
    ACTIVE,
    /** Every bar from a session's first event on, the empty ones too. */
    ALL
}
