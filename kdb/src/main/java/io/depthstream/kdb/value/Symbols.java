package io.depthstream.kdb.value;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Every symbol has a number, the same for the life of the process, so that vectors of symbols are int arrays and two
 * symbols are equal when their numbers are. As in kdb+, a symbol is never forgotten; the number of them is limited.
 */
public final class Symbols {
    /** At most so many distinct symbols; past that, 'limit. */
    public static final int MOST = 20_000_000;

    private static final Map<String, Integer> NUMBERS = new HashMap<>();
    private static volatile String[] names = new String[1024];
    private static int count;

    static {
        intern("");
    }

    private Symbols() {
    }

    /** Returns the number of a name; the empty symbol, which is the null, is 0. */
    public static synchronized int intern(String name) {
        Integer known = NUMBERS.get(name);
        if (known != null) {
            return known;
        }
        if (count == MOST) {
            throw QError.limit();
        }
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
        }
        names[count] = name;
        NUMBERS.put(name, count);
        return count++;
    }

    /** Returns the name behind a number. */
    public static String name(int number) {
        return names[number];
    }

    /** Returns how many there are: numbers are below it. */
    public static synchronized int size() {
        return count;
    }
}
