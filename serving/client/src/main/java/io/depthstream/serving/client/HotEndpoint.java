package io.depthstream.serving.client;

/**
 * A Redis that a hot publisher feeds.
 *
 * @param uri      {@code redis://} or {@code rediss://} address, credentials included
 * @param instance stream instance in its channel names: PRIMARY or REPLICA
 */
public record HotEndpoint(String uri, String instance) {}
