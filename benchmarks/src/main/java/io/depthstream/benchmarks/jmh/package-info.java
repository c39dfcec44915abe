/** JMH benchmarks of the hot path, one operation each; {@code bench jmh --gc} shows that they allocate nothing. */
package io.depthstream.benchmarks.jmh;
