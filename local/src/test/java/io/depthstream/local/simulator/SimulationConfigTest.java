package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SimulationConfigTest {

    @Test
    void shouldSayHowManyMessagesTheSymbolsNeed() {
        final String message = refusal(() -> SimulationConfig.fullDay().withMessages(1_000));
        assertEquals("a day of 8000 symbols needs at least 80500 messages, not 1000: "
            + "ask for more messages or fewer symbols", message);
    }

    @Test
    void shouldRefuseADayThatEndsAfterMidnight() {
        final String message = refusal(() -> SimulationConfig.fullDay().withEventTime(80_000_000_000_000L, 7_000_000_000_000L));
        assertTrue(message.startsWith("spanNanos must be at least 1 and end before midnight"), message);
    }

    @Test
    void shouldRefuseMoreSymbolsThanLocates() {
        assertEquals("symbols must be from 1 to 65000, not 70000",
            refusal(() -> SimulationConfig.fullDay().withSymbols(70_000)));
    }

    @Test
    void shouldFitACompressedDayToItsRate() {
        final SimulationConfig config = SimulationConfig.compressedDay(1, 20, 50_000);
        assertEquals(1_000_000, config.messages());
        assertEquals(8_000, config.symbols());
        assertEquals(20_000_000_000L, config.spanNanos());
    }

    @Test
    void shouldMakeTheShortestDayPossibleFromTheSlowestRate() {
        final SimulationConfig config = SimulationConfig.compressedDay(1, 1, 1);
        assertEquals(SimulationConfig.minimumMessages(1), config.messages());
        assertEquals(510_000_000_000L, config.spanNanos());
    }

    @Test
    void shouldHoldOneAndAHalfMillionOrdersAtThePeakOfAFullDay() {
        assertEquals(1_500_000, SimulationConfig.fullDay().peakLiveOrders());
        assertEquals(1_520_000, SimulationConfig.fullDay().withMessages(423_285_708).peakLiveOrders());
    }

    private static String refusal(final Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }
}
