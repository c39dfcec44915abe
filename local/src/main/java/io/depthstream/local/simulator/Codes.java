package io.depthstream.local.simulator;

/** Short ASCII codes as ITCH has them: first character in the highest byte, padded with blanks. */
final class Codes {

    private Codes() {
    }

    /** A code of up to four characters. */
    static int four(final String code) {
        int packed = 0;
        for (int i = 0; i < 4; i++) {
            packed = (packed << 8) | (i < code.length() ? code.charAt(i) : ' ');
        }
        return packed;
    }
}
