package io.depthstream.orderbook;

/** Receives the orders of one price level, first in time first. Must not change the book it is shown. */
@FunctionalInterface
public interface OrderVisitor {
    /** One resting order and the shares left of it. */
    void order(long orderRef, long shares);
}
