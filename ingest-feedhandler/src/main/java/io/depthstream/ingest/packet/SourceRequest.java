package io.depthstream.ingest.packet;

import java.util.List;
import java.util.Map;

/**
 * What a live source is asked to receive, and how.
 *
 * @param lines              1 to {@link NioPacketSource#MAX_LINES}; a line's place is its index
 * @param receiveBufferBytes socket buffer asked for, where there is one
 * @param options            the kind's own, without the prefix {@code source.<kind>.}; what is not named has its default
 */
public record SourceRequest(List<LineAddress> lines, int receiveBufferBytes, Map<String, String> options) {

    /** Copies its arguments. */
    public SourceRequest {
        lines = List.copyOf(lines);
        options = Map.copyOf(options);
        if (lines.isEmpty() || lines.size() > NioPacketSource.MAX_LINES) {
            throw new IllegalArgumentException(lines.size() + " lines: expected 1 to " + NioPacketSource.MAX_LINES);
        }
    }

    /** An option's value, or what holds where it is not named. */
    public String option(final String name, final String otherwise) {
        return options.getOrDefault(name, otherwise);
    }
}
