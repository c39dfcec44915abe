package io.depthstream.schemas.gate;

/**
 * One broken rule.
 *
 * @param path    schema and field, such as {@code TopOfBook.askShares}
 * @param version released version it breaks with, such as 1; 0 when it concerns no version
 * @param rule    what was done and whom it hurts, in plain words
 */
public record Violation(String path, int version, String rule) {

    /** {@code TopOfBook.askShares: field removed …}: one line for a build log. */
    @Override
    public String toString() {
        return path + ": " + rule;
    }
}
