/** The {@code ./depthstream chaos} commands. */
package io.depthstream.chaos.cli;
