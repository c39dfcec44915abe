/**
 * SoupBinTCP 3.00, a stream of numbered messages over TCP, and GLIMPSE 5.0, the snapshot of the book that comes by it.
 *
 * <p>Sources: NASDAQ, SoupBinTCP 3.00; NASDAQ GLIMPSE 5.0. Tables: docs/protocol/soupbintcp.md, docs/protocol/glimpse.md.
 */
package io.depthstream.ingest.session.soup;
