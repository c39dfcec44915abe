/** The {@code ./depthstream} command line. */
package io.depthstream.local.cli;
