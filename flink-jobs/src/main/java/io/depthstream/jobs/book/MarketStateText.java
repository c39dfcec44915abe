package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.EventCodes.value;

import io.depthstream.schemas.codec.EventBatchReader;

/**
 * What the venue last said of trading in a symbol besides its trading state, as the text that every book record carries:
 * {@code name=value} parts in one order, blanks between them, empty where there is nothing to say.
 *
 * <p>An event of this sort comes a few times a day, a book record thousands of times a second: so the text is made when the
 * event comes, and the records only carry it. What is as on every ordinary day is left out: no short sale restriction, no halt.
 * Prices are in the record's scale, those of the circuit breaker in the venue's own of eight places. At most
 * {@value #MAX_CHARS} characters: a code has one, a number twenty. Pure; allocates.
 */
final class MarketStateText {
    /** Longest text: all six parts, every number at its longest. */
    static final int MAX_CHARS = 255;

    private static final String REG_SHO = "reg-sho";
    private static final String HALT = "halt";
    private static final String LULD = "luld";
    private static final String IPO = "ipo";
    private static final String MWCB = "mwcb";
    private static final String MWCB_LEVELS = "mwcb-levels";
    private static final String[] NAMES = {REG_SHO, HALT, LULD, IPO, MWCB, MWCB_LEVELS};
    /** Market centres in the order they are named in: NASDAQ, BX, PSX (ITCH 5.0, section 1.2.7). */
    private static final String MARKETS = "QBX";
    private static final String NO_RESTRICTION = "0";
    private static final String BLANK = " ";
    private static final char IS = '=';

    private MarketStateText() {
    }

    /** The text after the reader's present event; the same object where the event changes nothing of it. */
    static String after(final String text, final EventBatchReader event) {
        return switch (event.kind()) {
            case REG_SHO -> with(text, REG_SHO, NO_RESTRICTION.equals(event.codes()) ? "" : code(event.codes()));
            case OPERATIONAL_HALT -> with(text, HALT, halted(part(text, HALT), event.codes()));
            case LULD_COLLAR -> with(text, LULD,
                event.price() + ":" + value(event, 1) + ':' + value(event, 0) + ':' + value(event, 2));
            case IPO_QUOTING -> with(text, IPO, value(event, 0) + ":" + code(event.codes()) + ':' + event.price());
            case MWCB_BREACH -> with(text, MWCB, code(event.codes()));
            case MWCB_LEVELS -> with(text, MWCB_LEVELS, value(event, 0) + ":" + value(event, 1) + ':' + value(event, 2));
            default -> text;
        };
    }

    private static String code(final String codes) {
        return codes.isBlank() ? "" : codes.substring(0, 1);
    }

    /** The market centres that have halted the symbol, after one more says whether it does. */
    private static String halted(final String before, final String codes) {
        final StringBuilder after = new StringBuilder();
        final String market = EventCodes.part(codes, 0);
        for (int i = 0; i < MARKETS.length(); i++) {
            final String one = MARKETS.substring(i, i + 1);
            final boolean halts = one.equals(market) ? "H".equals(EventCodes.part(codes, 1)) : before.contains(one);
            after.append(halts ? one : "");
        }
        return after.toString();
    }

    private static String part(final String text, final String name) {
        for (final String part : text.split(BLANK)) {
            if (part.startsWith(name + IS)) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static String with(final String text, final String name, final String value) {
        if (part(text, name).equals(value)) {
            return text;
        }
        final StringBuilder changed = new StringBuilder(text.length() + name.length() + value.length() + 2);
        for (final String other : NAMES) {
            final String its = other.equals(name) ? value : part(text, other);
            if (!its.isEmpty()) {
                changed.append(changed.isEmpty() ? "" : BLANK).append(other).append(IS).append(its);
            }
        }
        return changed.toString();
    }
}
