package io.depthstream.schemas;

/** Bits of {@code Event.flags}. Bits without a name here are reserved: writers leave them 0, readers ignore them. */
public final class EventFlags {

    /** The execution counts towards volume (ITCH: Printable 'Y', and every Order Executed without a price). */
    public static final int FLAG_PRINTABLE = 1;

    /** The order is attributed to a market participant, whose MPID is in {@code codes} (ITCH Add Order 'F'). */
    public static final int FLAG_ATTRIBUTED = 1 << 1;

    private EventFlags() {
    }

    /** Whether {@link #FLAG_PRINTABLE} is set. */
    public static boolean isPrintable(final int flags) {
        return (flags & FLAG_PRINTABLE) != 0;
    }

    /** Whether {@link #FLAG_ATTRIBUTED} is set. */
    public static boolean isAttributed(final int flags) {
        return (flags & FLAG_ATTRIBUTED) != 0;
    }
}
