package io.depthstream.jobs.config;

/** Compression of the producer, as Kafka names it in lower case. */
public enum Compression {
    /** None. */
    NONE,
    /** LZ4: cheap in the task. */
    LZ4,
    /** Zstandard: smaller and dearer. */
    ZSTD,
    /** Snappy. */
    SNAPPY,
    /** Gzip: only where a reader knows nothing else. */
    GZIP
}
