package io.depthstream.kdb.ipc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Who may connect, as {@code -U FILE} says it: a line {@code user:password} each, the password as it is, or its MD5 or SHA-1
 * in hexadecimal. Immutable.
 */
public final class UserFile {
    /** Lines of one file, at most. */
    static final int MOST_USERS = 10_000;
    private static final int MD5_DIGITS = 32;
    private static final int SHA1_DIGITS = 40;

    private final Map<String, String> passwords;

    private UserFile(Map<String, String> passwords) {
        this.passwords = passwords;
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it can't be read, a line has no colon, or there are more than {@value #MOST_USERS}
     */
    public static UserFile read(Path file) throws IOException {
        Map<String, String> passwords = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || passwords.size() == MOST_USERS) {
                throw new IOException(file + ": expected at most " + MOST_USERS + " lines user:password");
            }
            passwords.put(line.substring(0, colon), line.substring(colon + 1));
        }
        return new UserFile(passwords);
    }

    /** Returns whether a user is there with this password. Takes the same time whatever is wrong with the password. */
    boolean allows(String user, String password) {
        String wanted = passwords.get(user);
        if (wanted == null) {
            return false;
        }
        boolean same = equal(wanted, password);
        if (wanted.length() == MD5_DIGITS) {
            same |= equal(wanted.toLowerCase(Locale.ROOT), digest("MD5", password));
        } else if (wanted.length() == SHA1_DIGITS) {
            same |= equal(wanted.toLowerCase(Locale.ROOT), digest("SHA-1", password));
        }
        return same;
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.ISO_8859_1), b.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java machine has " + algorithm, e);
        }
    }
}
