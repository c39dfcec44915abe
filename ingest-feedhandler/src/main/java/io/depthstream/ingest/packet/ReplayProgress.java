package io.depthstream.ingest.packet;

/** How far the reading of a file is, for a progress bar. Any thread may ask. */
public interface ReplayProgress {

    /** Bytes read from the file as it lies on disk, compressed bytes if it is compressed; never more than the total. */
    long bytesRead();

    /** Size of the file when it was opened. */
    long totalBytes();

    /** From 0 to 1; an empty file is done. */
    default double fraction() {
        final long total = totalBytes();
        return total == 0 ? 1.0 : (double) bytesRead() / total;
    }
}
