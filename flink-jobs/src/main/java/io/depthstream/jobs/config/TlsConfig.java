package io.depthstream.jobs.config;

import java.io.Serializable;

/**
 * PEM files for TLS connections to hot stores; read where the job runs, when it connects.
 *
 * @param trust       certificates the store's is checked with; empty for the JVM's own
 * @param certificate own certificate chain, or empty
 * @param key         private key to it, PKCS 8; empty where the certificate is
 */
public record TlsConfig(String trust, String certificate, String key) implements Serializable {

    static TlsConfig read(final ConfigReader in) {
        final TlsConfig tls = new TlsConfig(
                in.get(ConfigKeys.HOT_TRUST), in.get(ConfigKeys.HOT_CERTIFICATE), in.get(ConfigKeys.HOT_KEY));
        if (in.sound() && tls.certificate.isEmpty() != tls.key.isEmpty()) {
            in.error(ConfigKeys.HOT_KEY.name() + " and " + ConfigKeys.HOT_CERTIFICATE.name()
                    + ": only one is given; allowed: both or neither");
        }
        return tls;
    }
}
