package io.depthstream.kdb.value;

/** Reading and writing of guids as text. */
public final class Guid {
    private Guid() {
    }

    /** Returns 8-4-4-4-12 hexadecimal digits. */
    public static String text(long high, long low) {
        return new java.util.UUID(high, low).toString();
    }

    /** Returns a vector of one, the null guid where the text is not one. */
    public static GuidVec parse(String text) {
        if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            java.util.UUID uuid = java.util.UUID.fromString(text);
            return new GuidVec(new long[] {uuid.getMostSignificantBits()}, new long[] {uuid.getLeastSignificantBits()});
        }
        return new GuidVec(new long[1], new long[1]);
    }
}
