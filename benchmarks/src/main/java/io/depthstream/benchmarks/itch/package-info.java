/** Decoding and book building from a length-prefixed ITCH file, on one thread. */
package io.depthstream.benchmarks.itch;
