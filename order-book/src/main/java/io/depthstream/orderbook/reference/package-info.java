/** The book as plainly as it can be written: the yardstick that the fast book is checked against. */
package io.depthstream.orderbook.reference;
