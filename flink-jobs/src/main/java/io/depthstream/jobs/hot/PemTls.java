package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** An {@link SSLContext} out of PEM files, for clients that take nothing else. */
final class PemTls {

    private static final char[] NO_PASSWORD = {};
    private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "EdDSA"};

    private PemTls() {}

    /**
     * A context with the files' certificates; without a trust file the JVM's, without a certificate none of its own.
     *
     * @throws IOException              if a file can't be read
     * @throws GeneralSecurityException if it holds no certificate or no PKCS 8 key
     */
    static SSLContext context(final TlsConfig tls) throws IOException, GeneralSecurityException {
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                tls.certificate().isEmpty() ? null : own(Path.of(tls.certificate()), Path.of(tls.key())),
                tls.trust().isEmpty() ? null : trusted(Path.of(tls.trust())), null);
        return context;
    }

    private static TrustManager[] trusted(final Path file) throws IOException, GeneralSecurityException {
        final KeyStore store = empty();
        int number = 0;
        for (final Certificate certificate : certificates(file)) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        final TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] own(final Path certificate, final Path key) throws IOException, GeneralSecurityException {
        final KeyStore store = empty();
        store.setKeyEntry("own", privateKey(key), NO_PASSWORD, certificates(certificate).toArray(new Certificate[0]));
        final KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        final KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(final Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static PrivateKey privateKey(final Path file) throws IOException, GeneralSecurityException {
        final String base64 = Files.readString(file, StandardCharsets.US_ASCII).replaceAll("-----[^-]+-----|\\s", "");
        final PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        for (final String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (final InvalidKeySpecException another) {
                continue;
            }
        }
        throw new InvalidKeySpecException(file + " holds no PKCS 8 private key (RSA, EC or EdDSA)");
    }
}
