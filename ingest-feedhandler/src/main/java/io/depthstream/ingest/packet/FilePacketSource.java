package io.depthstream.ingest.packet;

/** Packets of a file: it ends, it knows how far it is, and it counts what it passed over. */
public interface FilePacketSource extends PacketSource, ReplayProgress {

    /** Counters of the records read so far; any thread may read. */
    CounterSet<CaptureCounter> counters();
}
