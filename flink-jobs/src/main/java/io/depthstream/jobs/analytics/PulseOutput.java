package io.depthstream.jobs.analytics;

/** Where pulses for the market's own operator go. */
@FunctionalInterface
public interface PulseOutput {

    /** Takes one pulse. */
    void pulse(MarketPulse pulse);
}
