package io.depthstream.ingest.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses written in figures: a name in a feed's configuration would be looked up, and could hang or change. */
final class IpLiteral {

    private IpLiteral() {
    }

    /** Four or sixteen bytes of {@code 233.54.12.111} or {@code [ff02::1]}. */
    static byte[] parse(final String text) {
        final boolean six = text.startsWith("[") && text.endsWith("]");
        final String bare = six ? text.substring(1, text.length() - 1) : text;
        final boolean plausible = six ? bare.matches("[0-9a-fA-F:.]+") && bare.contains(":") : isIpv4(bare);
        if (!plausible) {
            throw new IllegalArgumentException("address \"" + text + "\": expected figures, such as 233.54.12.111 or [ff02::1]");
        }
        try {
            return InetAddress.getByName(bare).getAddress();
        } catch (final UnknownHostException e) {
            throw new IllegalArgumentException("address \"" + text + "\" is no IP address", e);
        }
    }

    private static boolean isIpv4(final String text) {
        final String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (final String part : parts) {
            if (!part.matches("\\d{1,3}") || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
