/**
 * Runs q tests kept in csv files as kdb+ shops keep them (k4unit's columns), on anything that evaluates q: the embedded
 * engine, or a kdb+ behind a connection.
 */
package io.depthstream.kdb.qtest;
