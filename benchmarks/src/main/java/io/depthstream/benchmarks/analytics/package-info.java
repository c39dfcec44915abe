/** How fast the analytics are computed, and what a symbol holds. */
package io.depthstream.benchmarks.analytics;
