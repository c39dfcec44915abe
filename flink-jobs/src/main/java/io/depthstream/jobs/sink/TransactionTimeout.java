package io.depthstream.jobs.sink;

import io.depthstream.jobs.config.ConfigException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Compares the configured transaction time-out with what the brokers allow, before the job starts.
 *
 * <p>Without this the first checkpoint of a running job fails with an {@code InvalidTxnTimeoutException} on a task
 * manager; here the operator reads the key to change.
 */
final class TransactionTimeout {

    private static final String BROKER_KEY = "transaction.max.timeout.ms";
    private static final Duration ASK_LIMIT = Duration.ofSeconds(15);

    private TransactionTimeout() {}

    /**
     * Passes where every broker allows the time-out, or doesn't tell its limit (an ACL may forbid reading it).
     *
     * @throws ConfigException naming key, value and the broker's limit; or that no broker answered
     */
    static void check(final String bootstrap, final int timeoutMillis) {
        final Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ASK_LIMIT.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ASK_LIMIT.toMillis());
        try (Admin admin = Admin.create(settings)) {
            final Collection<Node> brokers = admin.describeCluster().nodes().get(ASK_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            final List<ConfigResource> asked = brokers.stream()
                    .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                    .toList();
            for (final Config broker : admin.describeConfigs(asked).all()
                    .get(ASK_LIMIT.toMillis(), TimeUnit.MILLISECONDS).values()) {
                final ConfigEntry limit = broker.get(BROKER_KEY);
                if (limit != null && limit.value() != null) {
                    require(timeoutMillis, Long.parseLong(limit.value()));
                }
            }
        } catch (final ExecutionException failed) {
            if (!(failed.getCause() instanceof AuthorizationException)) {
                throw unreachable(bootstrap, failed.getCause());
            }
        } catch (final TimeoutException late) {
            throw unreachable(bootstrap, late);
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable(bootstrap, interrupted);
        }
    }

    private static void require(final int timeoutMillis, final long brokerLimitMillis) {
        if (timeoutMillis > brokerLimitMillis) {
            throw new ConfigException(List.of("sink.transactionTimeoutMillis: got " + timeoutMillis
                    + "; allowed: at most the broker's " + BROKER_KEY + ", which is " + brokerLimitMillis
                    + ": lower the key or raise it on the broker"));
        }
    }

    private static ConfigException unreachable(final String bootstrap, final Throwable cause) {
        return new ConfigException(List.of("kafka.bootstrap: got \"" + bootstrap + "\"; no answer within "
                + ASK_LIMIT.toSeconds() + " s (" + cause + "): is the broker up, is the address right?"));
    }
}
