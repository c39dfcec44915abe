package io.depthstream.jobs.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Implementations of a kind of store, found by {@link ServiceLoader} on the class path of the job and named. Those of the
 * suite and those that somebody adds are found alike.
 */
public final class Providers {

    private Providers() {}

    /**
     * All there are, by name.
     *
     * @throws IllegalStateException when two have the same name
     */
    public static <T> Map<String, T> find(final Class<T> kind, final Function<T, String> name) {
        final Map<String, T> found = new TreeMap<>();
        // By the loader of the kind: a cluster's threads may have another one.
        for (final T provider : ServiceLoader.load(kind, kind.getClassLoader())) {
            final T other = found.put(name.apply(provider), provider);
            if (other != null) {
                throw new IllegalStateException(kind.getSimpleName() + ": " + other.getClass().getName() + " and "
                        + provider.getClass().getName() + " have the same name, " + name.apply(provider));
            }
        }
        return Map.copyOf(found);
    }

    /**
     * Keys put together.
     *
     * @throws IllegalStateException when two are the same
     */
    public static List<ConfigKey<?>> together(final Collection<? extends Collection<ConfigKey<?>>> groups) {
        final List<ConfigKey<?>> all = new ArrayList<>();
        final Set<String> names = new HashSet<>();
        for (final Collection<ConfigKey<?>> group : groups) {
            for (final ConfigKey<?> key : group) {
                if (!names.add(key.name())) {
                    throw new IllegalStateException("configuration key " + key.name() + " is there twice");
                }
                all.add(key);
            }
        }
        return List.copyOf(all);
    }
}
