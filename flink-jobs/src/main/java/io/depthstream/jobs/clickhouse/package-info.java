/** ClickHouse as a cold store: the derived topics as rows, in RowBinary, each batch under a token of its own. */
package io.depthstream.jobs.clickhouse;
