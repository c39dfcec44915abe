package io.depthstream.kdb.value;

/** The type numbers of q, their letters, and what family each is of. Vectors are positive, atoms negative. */
public final class Type {
    public static final int LIST = 0;
    public static final int BOOL = 1;
    public static final int GUID = 2;
    public static final int BYTE = 4;
    public static final int SHORT = 5;
    public static final int INT = 6;
    public static final int LONG = 7;
    public static final int REAL = 8;
    public static final int FLOAT = 9;
    public static final int CHAR = 10;
    public static final int SYMBOL = 11;
    public static final int TIMESTAMP = 12;
    public static final int MONTH = 13;
    public static final int DATE = 14;
    public static final int DATETIME = 15;
    public static final int TIMESPAN = 16;
    public static final int MINUTE = 17;
    public static final int SECOND = 18;
    public static final int TIME = 19;
    public static final int ENUM = 20;
    public static final int TABLE = 98;
    public static final int DICT = 99;
    public static final int LAMBDA = 100;
    public static final int UNARY = 101;
    public static final int BINARY = 102;
    public static final int ITERATOR = 103;
    public static final int PROJECTION = 104;
    public static final int COMPOSITION = 105;
    public static final int EACH = 106;
    public static final int OVER = 107;
    public static final int SCAN = 108;
    public static final int PRIOR = 109;
    public static final int EACH_RIGHT = 110;
    public static final int EACH_LEFT = 111;

    private static final String LETTERS = " bg xhijefcspmdznuvts";
    private static final String[] NAMES = {"", "boolean", "guid", "", "byte", "short", "int", "long", "real", "float",
        "char", "symbol", "timestamp", "month", "date", "datetime", "timespan", "minute", "second", "time"};

    private Type() {
    }

    /** Returns the letter of a vector type, a space where there is none. */
    public static char letter(int type) {
        return type >= 0 && type < LETTERS.length() ? LETTERS.charAt(type) : ' ';
    }

    /** Returns the vector type a letter of either case names, or -1. */
    public static int ofLetter(char letter) {
        char lower = Character.toLowerCase(letter);
        return lower == ' ' ? -1 : LETTERS.indexOf(lower);
    }

    /** Returns the vector type a name such as {@code long} names, or -1. */
    public static int ofName(String name) {
        for (int i = 1; i < NAMES.length; i++) {
            if (!NAMES[i].isEmpty() && NAMES[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the name of a vector type, such as {@code long}. */
    public static String name(int type) {
        return type >= 0 && type < NAMES.length ? NAMES[type] : "";
    }

    /** Dates and times, whatever they are stored in. */
    public static boolean isTemporal(int type) {
        return type >= TIMESTAMP && type <= TIME;
    }

    /** Stored in doubles or floats. */
    public static boolean isFloating(int type) {
        return type == REAL || type == FLOAT || type == DATETIME;
    }

    /** Anything arithmetic works on: not symbols, not guids, not lists. */
    public static boolean isNumeric(int type) {
        return type == BOOL || type >= BYTE && type <= CHAR || isTemporal(type);
    }
}
