/** ClickHouse: the schema's migrations, and what they are applied with. */
package io.depthstream.clickhouse;
