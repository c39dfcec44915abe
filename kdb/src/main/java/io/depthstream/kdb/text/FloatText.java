package io.depthstream.kdb.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floats as q writes them: C's {@code %g} with the precision of {@code \P}, 0 meaning all digits. */
public final class FloatText {
    private static final int ALL_DIGITS = 17;

    private FloatText() {
    }

    /** Writes a float without a type letter. */
    public static String of(double v, int precision) {
        if (Double.isNaN(v)) {
            return "0n";
        }
        if (Double.isInfinite(v)) {
            return v < 0 ? "-0w" : "0w";
        }
        if (v == 0) {
            return "0";
        }
        int digits = precision == 0 ? ALL_DIGITS : precision;
        if (v == Math.rint(v) && Math.abs(v) < Math.pow(10, Math.min(digits, 15))) {
            return Long.toString((long) v);
        }
        BigDecimal exact = precision == 0 ? new BigDecimal(Double.toString(v)) : new BigDecimal(v);
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= digits) {
            return scientific(rounded, exponent);
        }
        String plain = rounded.stripTrailingZeros().toPlainString();
        return plain;
    }

    private static String scientific(BigDecimal value, int exponent) {
        String digits = value.stripTrailingZeros().unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int size = Math.abs(exponent);
        return (value.signum() < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }

    /** Returns whether a text shows by itself that it is a float. */
    static boolean isPlainInteger(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == 'e' || c == 'n' || c == 'w') {
                return false;
            }
        }
        return true;
    }
}
