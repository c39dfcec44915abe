package io.depthstream.kdb.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What stands on the command line.
 *
 * @param file the script or folder to load, null for none
 * @param port the port to listen on, 0 for none
 * @param timer milliseconds of the timer, 0 for none
 * @param megabytes of heap a query may fill, 0 for the default
 * @param users the file that says who may connect, null for everybody
 * @param expression to show before the end, null for none
 * @param quiet whether the banner is left out
 * @param rest all other words, {@code .z.x}
 */
public record Options(String file, int port, long timer, long megabytes, String users, String expression, boolean quiet, List<String> rest) {
    /** Options of kdb+ that change what a process lets others do, keeps or answers, and that are not there. */
    private static final Set<String> NOT_THERE = Set.of("-b", "-E", "-l", "-L", "-m", "-o", "-r", "-T", "-u", "-W", "-z");

    /**
     * Reads the words of a command line as kdb+ does: what it does not know is left to the script.
     *
     * @throws IllegalArgumentException when a word is out of its range, or an option of kdb+ is not there: to go on without it
     *     might let in whom it was to keep out
     */
    public static Options parse(String... words) {
        String file = null;
        int port = 0;
        long timer = 0;
        long megabytes = 0;
        String users = null;
        String expression = null;
        boolean quiet = false;
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            boolean more = i + 1 < words.length;
            switch (words[i]) {
                case "-p" -> port = more ? (int) number("-p", words[++i], 65_535) : 0;
                case "-t" -> timer = more ? number("-t", words[++i], Integer.MAX_VALUE) : 0;
                case "-w" -> megabytes = more ? number("-w", words[++i], 1 << 24) : 0;
                case "-U" -> users = file("-U", more ? words[++i] : "");
                case "-e" -> expression = more ? words[++i] : null;
                case "-q" -> quiet = true;
                default -> {
                    if (NOT_THERE.contains(words[i])) {
                        throw new IllegalArgumentException("'nyi: " + words[i] + " is an option of kdb+ that this stand-in does not have");
                    }
                    if (i == 0 && !words[i].startsWith("-")) {
                        file = words[i];
                    } else {
                        rest.add(words[i]);
                    }
                }
            }
        }
        return new Options(file, port, timer, megabytes, users, expression, quiet || expression != null, List.copyOf(rest));
    }

    private static String file(String option, String word) {
        if (word.isEmpty()) {
            throw new IllegalArgumentException(option + " wants a file");
        }
        return word;
    }

    private static long number(String option, String word, long most) {
        try {
            long value = Long.parseLong(word);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " wants a whole number, not " + word, e);
        }
        throw new IllegalArgumentException(option + " " + word + " is not between 0 and " + most);
    }
}
