package io.depthstream.ingest.feed;

/** What has become of a resync that was asked for. */
public enum ResyncState {
    /** Its snapshot has not come yet. */
    WAITING,
    /** The snapshot is published: books that it is not older than take it. */
    PUBLISHED,
    /** Every attempt at a snapshot failed; the log says why. */
    FAILED
}
