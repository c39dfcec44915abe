/** For programs that follow the books of the hot path in Redis: one stream of states from a primary and a replica. */
package io.depthstream.serving.client;
