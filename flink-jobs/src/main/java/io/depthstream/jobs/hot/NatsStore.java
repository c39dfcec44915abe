package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.ConfigKey;
import io.depthstream.jobs.config.HotConfig;
import java.util.List;
import java.util.function.Consumer;

/** Core NATS: a subject a symbol for states, status and trades. Its address alone turns it on. */
public final class NatsStore implements HotStoreProvider {

    static final String NAME = "nats";

    static final ConfigKey<String> URI = ConfigKey.ofText(
            "hot.natsUri", "", "((nats|tls)://[^,\\s]+(,(nats|tls)://[^,\\s]+)*)?",
            "empty, or nats:// or tls:// addresses separated by commas, where needed with user:password@",
            "NATS servers fed from the operator too; empty: none.").withCredentials();
    static final ConfigKey<String> CREDENTIALS = ConfigKey.ofFile(
            "hot.natsCredentials", "empty or a file", "NATS credentials file (.creds) with JWT and seed.");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return List.of(URI, CREDENTIALS);
    }

    @Override
    public boolean wanted(final HotConfig config) {
        return HotStoreProvider.super.wanted(config) || !config.get(URI).isEmpty();
    }

    @Override
    public void check(final HotConfig config, final Consumer<String> errors) {
        if (config.get(URI).isEmpty()) {
            errors.accept(URI.name() + ": empty, and hot.kind names " + NAME + "; allowed: " + URI.allowed());
        }
    }

    @Override
    public HotLink link(final HotConfig config, final String name) {
        return new NatsLink(config, name);
    }
}
