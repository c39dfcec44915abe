package io.depthstream.jobs.hot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for 127.0.0.1 that signs itself, made by the JDK's keytool, with its key, as PEM files.
 *
 * @param certificate file with the certificate
 * @param key         file with its private key, PKCS 8
 */
record TestCertificate(String certificate, String key) {

    private static final String PASSWORD = "not secret";

    /** Makes one; files begin with the name. */
    static TestCertificate make(final Path folder, final String name) throws IOException, InterruptedException, GeneralSecurityException {
        final Path store = folder.resolve(name + ".p12");
        final Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keystore",
                        store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", name, "-keyalg", "EC",
                        "-dname", "CN=" + name, "-ext", "SAN=ip:127.0.0.1,dns:localhost", "-validity", "2")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + "-keytool.log").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended " + keytool.exitValue() + "; see " + folder.resolve(name + "-keytool.log"));
        }
        final KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(
                pem(folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate(name).getEncoded()),
                pem(folder.resolve(name + ".key"), "PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(final Path file, final String kind, final byte[] encoded) throws IOException {
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + kind + "-----\n").toString();
    }
}
