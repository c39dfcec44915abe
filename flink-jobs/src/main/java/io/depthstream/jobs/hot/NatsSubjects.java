package io.depthstream.jobs.hot;

import java.nio.charset.StandardCharsets;

/**
 * NATS subjects {@code <venue>.<symbol>.orderbook}, {@code .trade} and {@code .status}, such as
 * {@code XNAS.AAPL.orderbook}.
 *
 * <p>A symbol may hold what a subject's token can't: dots, blanks, the wildcards {@code *} and {@code >}, control
 * characters. The rule: every byte of its UTF-8 form outside {@code A-Z a-z 0-9 - + = ^ # @ ! & $ / :} is written as
 * {@code _} and two capital hexadecimal digits, the underscore itself included; so {@code BRK.A} is {@code BRK_2EA}. It
 * is one to one: {@link #symbol} gives the symbol back. An empty symbol is {@code _}.
 */
public final class NatsSubjects {

    private static final String PLAIN = "-+=^#@!&$/:";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private NatsSubjects() {}

    /** The subject of a symbol's books. */
    public static String orderbook(final String venue, final String symbol) {
        return token(venue) + '.' + token(symbol) + ".orderbook";
    }

    /** The subject of a symbol's trades. */
    public static String trade(final String venue, final String symbol) {
        return token(venue) + '.' + token(symbol) + ".trade";
    }

    /** The subject of a symbol's trading state and quality. */
    public static String status(final String venue, final String symbol) {
        return token(venue) + '.' + token(symbol) + ".status";
    }

    /** Any text as one token of a subject. */
    public static String token(final String text) {
        if (text.isEmpty()) {
            return "_";
        }
        final StringBuilder token = new StringBuilder(text.length() + 4);
        for (final byte b : text.getBytes(StandardCharsets.UTF_8)) {
            final char c = (char) (b & 0xFF);
            if (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || PLAIN.indexOf(c) >= 0) {
                token.append(c);
            } else {
                token.append('_').append(HEX[c >> 4]).append(HEX[c & 0xF]);
            }
        }
        return token.toString();
    }

    /**
     * The text that {@link #token} made a token of.
     *
     * @throws IllegalArgumentException if it is no such token
     */
    public static String symbol(final String token) {
        if (token.equals("_")) {
            return "";
        }
        final byte[] bytes = new byte[token.length()];
        int length = 0;
        for (int i = 0; i < token.length(); i++) {
            final char c = token.charAt(i);
            if (c != '_') {
                bytes[length++] = (byte) c;
                continue;
            }
            if (i + 2 >= token.length()) {
                throw new IllegalArgumentException("token " + token + ": two hexadecimal digits must follow each underscore");
            }
            bytes[length++] = (byte) (Character.digit(token.charAt(i + 1), 16) << 4 | Character.digit(token.charAt(i + 2), 16));
            i += 2;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
