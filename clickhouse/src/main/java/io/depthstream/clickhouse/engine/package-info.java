/**
 * The in-process ClickHouse ({@code libchdb}) behind a small HTTP front, for laptops and builds without a server. Runs in
 * a process of its own, so that it can be killed as a server can.
 */
package io.depthstream.clickhouse.engine;
