/** What it costs to receive packets by each kind of source, over the same wire. */
package io.depthstream.benchmarks.packets;
