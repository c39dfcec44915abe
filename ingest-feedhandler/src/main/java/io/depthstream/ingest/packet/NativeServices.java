package io.depthstream.ingest.packet;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds what the module {@code ingest-feedhandler/afxdp} offers, where this process has it: it is compiled for a newer
 * JDK than the rest, so that it may be on the class path and still not be usable, or not be there at all. Any thread.
 */
public final class NativeServices {
    /** First Java release that the module runs on. */
    public static final int JAVA_RELEASE = 25;

    private NativeServices() {
    }

    /**
     * The first service of a kind.
     *
     * @param what names it in the reason, such as {@code thread pinning}
     * @throws UnavailableHereException if there is none, or this Java can't load it
     */
    public static <T> T find(final Class<T> kind, final String what) throws UnavailableHereException {
        final Iterator<T> services = ServiceLoader.load(kind).iterator();
        try {
            if (services.hasNext()) {
                return services.next();
            }
        } catch (final ServiceConfigurationError | LinkageError e) {
            throw missing(what, e);
        }
        throw missing(what, null);
    }

    /**
     * The provider of a kind of source.
     *
     * @throws UnavailableHereException if there is none, or this Java can't load it
     */
    public static PacketSourceProvider sourceProvider(final String kind) throws UnavailableHereException {
        try {
            for (final PacketSourceProvider provider : ServiceLoader.load(PacketSourceProvider.class)) {
                if (provider.kind().equals(kind)) {
                    return provider;
                }
            }
        } catch (final ServiceConfigurationError | LinkageError e) {
            throw missing(kind, e);
        }
        throw missing(kind, null);
    }

    private static UnavailableHereException missing(final String what, final Throwable cause) {
        final int running = Runtime.version().feature();
        return new UnavailableHereException(running < JAVA_RELEASE
            ? what + " needs Java " + JAVA_RELEASE + ", this is Java " + running
            : what + " needs ingest-feedhandler-afxdp on the class path, built with a JDK " + JAVA_RELEASE, cause);
    }
}
