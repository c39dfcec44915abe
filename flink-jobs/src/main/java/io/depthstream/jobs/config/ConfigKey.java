package io.depthstream.jobs.config;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One configuration key: its name, default, what it allows, what it is for, and how its text becomes a value.
 *
 * @param name        dotted name, the same in the YAML file and after {@code --}
 * @param defaultText value where nothing is given, as text
 * @param allowed     what is allowed, in words, for error messages and the README's table
 * @param purpose     what it is for, one sentence
 * @param secret      whether a value may hold credentials, so that errors hide them
 * @param parser      text to value; throws {@link IllegalArgumentException} for what is not allowed
 * @param <T>         type of the value
 */
public record ConfigKey<T>(
        String name, String defaultText, String allowed, String purpose, boolean secret, Function<String, T> parser) {

    private static final String FILE = "[\\w .~/\\\\:@+,=-]*";
    private static final Pattern CREDENTIALS = Pattern.compile("//[^@/]*@");

    /** A whole number from {@code min} to {@code max}, of the unit given ("" for none). */
    public static ConfigKey<Integer> ofInt(
            final String name, final int value, final int min, final int max, final String unit, final String purpose) {
        final ConfigKey<Long> wide = ofLong(name, value, min, max, unit, purpose);
        return new ConfigKey<>(name, wide.defaultText, wide.allowed, purpose, false, text -> wide.parser.apply(text).intValue());
    }

    /** A whole number from {@code min} to {@code max}, of the unit given ("" for none). */
    public static ConfigKey<Long> ofLong(
            final String name, final long value, final long min, final long max, final String unit, final String purpose) {
        final String allowed = "whole number " + min + " to " + max + (unit.isEmpty() ? "" : " " + unit);
        return new ConfigKey<>(name, Long.toString(value), allowed, purpose, false, text -> {
            final long parsed = Long.parseLong(text);
            if (parsed < min || parsed > max) {
                throw new IllegalArgumentException(text);
            }
            return parsed;
        });
    }

    /** {@code true} or {@code false}. */
    public static ConfigKey<Boolean> ofFlag(final String name, final boolean value, final String purpose) {
        return new ConfigKey<>(name, Boolean.toString(value), "true or false", purpose, false, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    /** One of the constants of an enum, written in lower case with dashes. */
    public static <E extends Enum<E>> ConfigKey<E> ofChoice(final String name, final E value, final String purpose) {
        final E[] choices = value.getDeclaringClass().getEnumConstants();
        final StringBuilder allowed = new StringBuilder("one of");
        for (int i = 0; i < choices.length; i++) {
            allowed.append(i == 0 ? " " : ", ").append(dashed(choices[i]));
        }
        return new ConfigKey<>(name, dashed(value), allowed.toString(), purpose, false, text -> {
            for (final E choice : choices) {
                if (dashed(choice).equals(text)) {
                    return choice;
                }
            }
            throw new IllegalArgumentException(text);
        });
    }

    /** Text that matches a pattern as a whole; {@code allowed} says the pattern in words. */
    public static ConfigKey<String> ofText(
            final String name, final String value, final String regex, final String allowed, final String purpose) {
        final Pattern pattern = Pattern.compile(regex);
        return new ConfigKey<>(name, value, allowed, purpose, false, text -> {
            if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
    }

    /** Path of a file, or empty; {@code allowed} says which kind of file. */
    public static ConfigKey<String> ofFile(final String name, final String allowed, final String purpose) {
        return ofText(name, "", FILE, allowed, purpose);
    }

    /** The same key, its values hidden in errors as far as they are credentials. */
    public ConfigKey<T> withCredentials() {
        return new ConfigKey<>(name, defaultText, allowed, purpose, true, parser);
    }

    /** A value as it may be shown: credentials of a URI are replaced. */
    String shown(final String text) {
        return secret ? CREDENTIALS.matcher(text).replaceAll("//***@") : text;
    }

    private static String dashed(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
