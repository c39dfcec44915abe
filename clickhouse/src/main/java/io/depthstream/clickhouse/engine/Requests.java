package io.depthstream.clickhouse.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the parameters of a request to ClickHouse's HTTP interface. */
final class Requests {

    private static final String PARAMETER = "param_";

    private Requests() {}

    /** The parameters of a URL's query; of one given twice the last counts. */
    static Map<String, String> parameters(final String rawQuery) {
        final Map<String, String> parameters = new LinkedHashMap<>();
        if (rawQuery != null) {
            for (final String pair : rawQuery.split("&")) {
                final int equals = pair.indexOf('=');
                parameters.put(decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** Of a request's parameters those of the statement, by their names there. */
    static Map<String, String> queryParameters(final Map<String, String> request) {
        final Map<String, String> parameters = new LinkedHashMap<>();
        request.forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) {
                parameters.put(name.substring(PARAMETER.length()), value);
            }
        });
        return parameters;
    }

    private static String decode(final String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
