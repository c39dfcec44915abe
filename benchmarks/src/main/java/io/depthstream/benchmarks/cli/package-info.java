/** The {@code bench} command and its sub-commands. */
package io.depthstream.benchmarks.cli;
