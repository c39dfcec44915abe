package io.depthstream.local.cli;

/** Where a dead letter lies, as {@code PARTITION:OFFSET}. */
record LetterId(int partition, long offset) {
    static LetterId parse(final String text) {
        final String[] parts = text.split(":", -1);
        if (parts.length == 2 && parts[0].matches("\\d{1,9}") && parts[1].matches("\\d{1,18}")) {
            return new LetterId(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        }
        throw new UsageException("dead letter " + text + ": must be PARTITION:OFFSET, such as 0:17");
    }
}
