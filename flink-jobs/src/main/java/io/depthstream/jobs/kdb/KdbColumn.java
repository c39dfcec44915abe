package io.depthstream.jobs.kdb;

import com.kx.c;
import java.time.Instant;
import java.util.Arrays;

/**
 * One column of a message to kdb+, in the Java form that the client sends as the column's type. One thread.
 *
 * <p>Appending needs the method of the column's own type; any other throws {@link UnsupportedOperationException}.
 */
abstract class KdbColumn {

    private static final int FIRST_ROWS = 64;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    int rows;

    /** A column of a type as {@code meta} names it: p, n, s, j, i, f, b, or blank for lists. */
    static KdbColumn of(final char type) {
        return switch (type) {
            case 'p' -> new Times();
            case 's' -> new Symbols();
            case 'n' -> new Spans();
            case 'f' -> new Floats();
            case 'j' -> new Longs();
            case 'i' -> new Ints();
            case 'b' -> new Flags();
            case ' ' -> new Nested();
            default -> throw new IllegalArgumentException("column type " + type + " is not one this job sends");
        };
    }

    /** Appends a long, a length of time, or a time in nanoseconds since the epoch, of which 0 or less is not known: null. */
    void add(final long value) {
        throw new UnsupportedOperationException(getClass().getSimpleName());
    }

    /** Appends an int. */
    void add(final int value) {
        throw new UnsupportedOperationException(getClass().getSimpleName());
    }

    /** Appends a double. */
    void add(final double value) {
        throw new UnsupportedOperationException(getClass().getSimpleName());
    }

    /** Appends a boolean. */
    void add(final boolean value) {
        throw new UnsupportedOperationException(getClass().getSimpleName());
    }

    /** Appends a symbol, or a vector to a column of lists. */
    void add(final Object value) {
        throw new UnsupportedOperationException(getClass().getSimpleName());
    }

    /** Forgets the rows from the given one on. */
    final void truncate(final int to) {
        rows = Math.min(rows, to);
    }

    /** The rows as an array of their number. */
    abstract Object array();

    static final class Times extends KdbColumn {
        private Instant[] values = new Instant[FIRST_ROWS];

        @Override
        void add(final long nanos) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, 2 * rows);
            }
            values[rows++] = nanos <= 0
                    ? Instant.MIN
                    : Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
        }

        @Override
        Object array() {
            return Arrays.copyOf(values, rows);
        }
    }

    static final class Spans extends KdbColumn {
        private c.Timespan[] values = new c.Timespan[FIRST_ROWS];

        @Override
        void add(final long nanos) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, 2 * rows);
            }
            values[rows++] = new c.Timespan(nanos);
        }

        @Override
        Object array() {
            return Arrays.copyOf(values, rows);
        }
    }

    static final class Floats extends KdbColumn {
        private double[] values = new double[FIRST_ROWS];

        @Override
        void add(final double value) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, 2 * rows);
            }
            values[rows++] = value;
        }

        @Override
        Object array() {
            return Arrays.copyOf(values, rows);
        }
    }

    static final class Symbols extends KdbColumn {
        private String[] values = new String[FIRST_ROWS];

        @Override
        void add(final Object symbol) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, 2 * rows);
            }
            values[rows++] = (String) symbol;
        }

        @Override
        Object array() {
            return Arrays.copyOf(values, rows);
        }
    }

    static final class Longs extends KdbColumn {
        private long[] values = new long[FIRST_ROWS];

        @Override
        void add(final long value) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, 2 * rows);
            }
            values[rows++] = value;
        }

        @Override
        Object array() {
            return Arrays.copyOf(values, rows);
        }
    }

    static final class Ints extends KdbColumn {
        private int[] values = new int[FIRST_ROWS];

        @Override
        void add(final int value) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, 2 * rows);
            }
            values[rows++] = value;
        }

        @Override
        Object array() {
            return Arrays.copyOf(values, rows);
        }
    }

    static final class Flags extends KdbColumn {
        private boolean[] values = new boolean[FIRST_ROWS];

        @Override
        void add(final boolean value) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, 2 * rows);
            }
            values[rows++] = value;
        }

        @Override
        Object array() {
            return Arrays.copyOf(values, rows);
        }
    }

    static final class Nested extends KdbColumn {
        private Object[] values = new Object[FIRST_ROWS];

        @Override
        void add(final Object vector) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, 2 * rows);
            }
            values[rows++] = vector;
        }

        @Override
        Object array() {
            return Arrays.copyOf(values, rows);
        }
    }
}
