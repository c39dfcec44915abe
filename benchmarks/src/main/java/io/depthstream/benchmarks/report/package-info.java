/** What every benchmark tells: its figures, the machine they were taken on, the seed and the command. */
package io.depthstream.benchmarks.report;
