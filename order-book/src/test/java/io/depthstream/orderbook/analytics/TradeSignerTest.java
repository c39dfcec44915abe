package io.depthstream.orderbook.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TradeSignerTest {
    private final TradeSigner signer = new TradeSigner();

    @Test
    void shouldBelieveTheVenueFirst() {
        assertEquals(-1, signer.trade(-1, 105, 100, 102));
        assertEquals(SignRule.VENUE, signer.rule());
    }

    @Test
    void shouldSignByTheSideOfTheMid() {
        assertEquals(1, signer.trade(0, 102, 100, 102));
        assertEquals(SignRule.QUOTE, signer.rule());
        assertEquals(-1, signer.trade(0, 100, 100, 102));
    }

    @Test
    void shouldSignATradeAtTheMidByTheLastMove() {
        assertEquals(0, signer.trade(0, 101, 100, 102));
        assertEquals(SignRule.NONE, signer.rule());
        signer.trade(1, 102, 100, 102);
        assertEquals(-1, signer.trade(0, 101, 100, 102));
        assertEquals(SignRule.TICK, signer.rule());
        assertEquals(-1, signer.trade(0, 101, 100, 102), "a zero tick keeps the last move");
    }

    @Test
    void shouldSignWithoutAQuoteByTheLastMove() {
        signer.trade(0, 100, 0, 0);
        assertEquals(1, signer.trade(0, 101, 0, 102));
        final TradeSigner other = new TradeSigner();
        other.load(Longs.of(signer::save).source());
        assertEquals(1, other.trade(0, 101, 0, 0));
    }
}
