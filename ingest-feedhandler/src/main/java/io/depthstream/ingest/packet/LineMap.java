package io.depthstream.ingest.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Tells by its destination which line a captured packet came by. Immutable.
 *
 * <p>Rules are tried in order; a packet that matches none is passed over. No allocation when asked.
 */
public final class LineMap {

    /** Answer for a packet of no line. */
    public static final int NO_LINE = -1;
    /** Most rules. */
    public static final int MAX_RULES = 64;

    private record Rule(byte[] address, int port, int line) {
    }

    private static final LineMap ALL = new LineMap(List.of(new Rule(null, 0, 0)));

    private final List<Rule> rules;
    private final Rule[] lookup;

    private LineMap(final List<Rule> rules) {
        this.rules = rules;
        this.lookup = rules.toArray(new Rule[0]);
    }

    /** Every UDP packet is of line 0. */
    public static LineMap all() {
        return ALL;
    }

    /**
     * Reads rules such as {@code 233.54.12.111:26477=0,26478=1}: an optional destination address in figures (IPv6 in
     * square brackets), a port or {@code *} for any, and the line.
     *
     * @throws IllegalArgumentException naming the rule that cannot be read
     */
    public static LineMap parse(final String text) {
        final String[] parts = text.split(",", -1);
        if (parts.length > MAX_RULES) {
            throw new IllegalArgumentException(parts.length + " line rules: expected at most " + MAX_RULES);
        }
        final List<Rule> rules = new ArrayList<>();
        for (final String part : parts) {
            rules.add(rule(part.trim()));
        }
        return new LineMap(List.copyOf(rules));
    }

    private static Rule rule(final String text) {
        try {
            final int equals = text.lastIndexOf('=');
            final int colon = text.lastIndexOf(':', equals);
            final int line = Integer.parseInt(text.substring(equals + 1));
            final String portText = text.substring(colon + 1, equals);
            final int port = "*".equals(portText) ? 0 : Integer.parseInt(portText);
            if (line < 0 || line > 15 || port < 0 || port > 65_535 || port == 0 && !"*".equals(portText)) {
                throw new IllegalArgumentException("out of range");
            }
            return new Rule(colon < 0 ? null : IpLiteral.parse(text.substring(0, colon)), port, line);
        } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("line rule \"" + text
                    + "\": expected [address:]port=line with port 1 to 65535 or * and line 0 to 15, "
                    + "such as 233.54.12.111:26477=0", e);
        }
    }

    /** Number of lines that the rules name: one above the highest. */
    public int lines() {
        return 1 + rules.stream().mapToInt(Rule::line).max().orElse(0);
    }

    /** Line of a packet to this destination, or {@link #NO_LINE}. */
    int lineOf(final DirectBuffer buffer, final int addressOffset, final int addressLength, final int port) {
        for (final Rule rule : lookup) {
            if ((rule.port == 0 || rule.port == port)
                    && (rule.address == null || matches(rule.address, buffer, addressOffset, addressLength))) {
                return rule.line;
            }
        }
        return NO_LINE;
    }

    private static boolean matches(
            final byte[] address, final DirectBuffer buffer, final int offset, final int length) {
        if (address.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer.getByte(offset + i) != address[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder();
        for (final Rule rule : rules) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(rule.address == null ? "" : Arrays.toString(rule.address) + ":")
                    .append(rule.port == 0 ? "*" : rule.port).append('=').append(rule.line);
        }
        return text.toString();
    }
}
