package io.depthstream.clickhouse.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ClickHouse refuses a statement, in its own words; they name an error code where there is one. */
final class EngineException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");
    /** ClickHouse's own "unknown exception". */
    private static final int UNKNOWN = 1002;

    EngineException(final String message) {
        super(message);
    }

    /** The error code, such as 60 for an unknown table. */
    int code() {
        final Matcher found = CODE.matcher(getMessage());
        return found.find() ? Integer.parseInt(found.group(1)) : UNKNOWN;
    }
}
