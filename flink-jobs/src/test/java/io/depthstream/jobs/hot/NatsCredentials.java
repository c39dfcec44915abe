package io.depthstream.jobs.hot;

import io.nats.client.NKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * An operator, an account and a user of NATS, made as its tool {@code nsc} makes them: each token is signed by the one above.
 *
 * @param serverConfiguration file for a server that trusts the operator and knows the account
 * @param user                credentials file of a user of the account
 * @param stranger            credentials file of a user of another operator's account
 */
record NatsCredentials(Path serverConfiguration, Path user, Path stranger) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String LIMITS = "\"limits\":{\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,\"exports\":-1,"
            + "\"wildcards\":true,\"conn\":-1,\"leaf\":-1}";

    static NatsCredentials make(final Path folder) throws IOException, GeneralSecurityException {
        final SecureRandom random = new SecureRandom();
        final NKey operator = NKey.createOperator(random);
        final NKey account = NKey.createAccount(random);
        final Path configuration = Files.writeString(folder.resolve("nats.conf"), "operator: "
                + Files.writeString(folder.resolve("operator.jwt"), token(operator, operator, "\"type\":\"operator\"")) + "\nresolver: MEMORY\nresolver_preload: {\n  "
                + name(account) + ": " + token(operator, account, "\"type\":\"account\"," + LIMITS) + "\n}\n");
        return new NatsCredentials(configuration, user(folder.resolve("user.creds"), account, random),
                user(folder.resolve("stranger.creds"), NKey.createAccount(random), random));
    }

    private static Path user(final Path file, final NKey account, final SecureRandom random) throws IOException, GeneralSecurityException {
        final NKey user = NKey.createUser(random);
        return Files.writeString(file, "-----BEGIN NATS USER JWT-----\n"
                + token(account, user, "\"type\":\"user\",\"subs\":-1,\"data\":-1,\"payload\":-1") + "\n------END NATS USER JWT------\n\n"
                + "-----BEGIN USER NKEY SEED-----\n" + new String(user.getSeed()) + "\n------END USER NKEY SEED------\n");
    }

    private static String token(final NKey issuer, final NKey subject, final String claims) throws IOException, GeneralSecurityException {
        final String name = name(subject);
        final String head = encoded("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}") + "." + encoded("{\"jti\":\"" + name + "\",\"iat\":1,\"iss\":\""
                + name(issuer) + "\",\"name\":\"" + name + "\",\"sub\":\"" + name + "\",\"nats\":{" + claims + ",\"version\":2}}");
        return head + "." + BASE64.encodeToString(issuer.sign(head.getBytes(StandardCharsets.UTF_8)));
    }

    private static String name(final NKey key) throws IOException, GeneralSecurityException {
        return new String(key.getPublicKey());
    }

    private static String encoded(final String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
