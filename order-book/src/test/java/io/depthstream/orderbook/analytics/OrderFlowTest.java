package io.depthstream.orderbook.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The cases of Cont, Kukanov and Stoikov (2014), section 2.1, one by one. */
class OrderFlowTest {
    private final OrderFlow flow = new OrderFlow();

    OrderFlowTest() {
        assertEquals(0, flow.quote(100, 50, 102, 70));
    }

    @Test
    void shouldCountWhatIsAddedToABid() {
        assertEquals(25, flow.quote(100, 75, 102, 70));
    }

    @Test
    void shouldCountAllOfABetterBid() {
        assertEquals(30, flow.quote(101, 30, 102, 70));
    }

    @Test
    void shouldTakeAwayAllOfABidThatGoes() {
        assertEquals(-50, flow.quote(99, 500, 102, 70));
    }

    @Test
    void shouldTakeAwayWhatIsAddedToAnAskAndAddWhatLeavesIt() {
        assertEquals(-10, flow.quote(100, 50, 102, 80));
        assertEquals(60, flow.quote(100, 50, 102, 20));
        assertEquals(-40, flow.quote(100, 50, 101, 40));
        assertEquals(40, flow.quote(100, 50, 103, 90));
        assertEquals(-10 + 60 - 40 + 40, flow.total());
    }

    @Test
    void shouldTreatAnEmptySideAsInfinitelyFar() {
        assertEquals(-50, flow.quote(0, 0, 102, 70));
        assertEquals(40, flow.quote(90, 40, 102, 70));
        assertEquals(70, flow.quote(90, 40, 0, 0));
        assertEquals(-5, flow.quote(90, 40, 500, 5));
    }

    @Test
    void shouldLetNothingFlowAcrossSessions() {
        flow.clear();
        assertEquals(0, flow.quote(1, 1, 2, 1));
        assertEquals(0, flow.total());
    }

    @Test
    void shouldGoOnFromASavedState() {
        final OrderFlow other = new OrderFlow();
        other.load(Longs.of(flow::save).source());
        assertEquals(flow.quote(101, 10, 102, 1), other.quote(101, 10, 102, 1));
        assertEquals(flow.total(), other.total());
    }
}
