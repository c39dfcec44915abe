package io.depthstream.jobs.book.state;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The bytes of one {@link PendingInput} in keyed state, version 1: ranges, held batches, snapshot, in Java's
 * {@link DataOutputStream} terms. Rare and short-lived, so plain rather than small. Stateless.
 */
public final class PendingFormat {

    /** Version written. */
    public static final int VERSION = 1;

    private PendingFormat() {}

    /** The bytes of a symbol's pending input; a new array. */
    public static byte[] write(final PendingInput pending) {
        final ByteArrayOutputStream bytes =
                new ByteArrayOutputStream((int) (pending.heldBytes + pending.snapshotBytes) + 256);
        try {
            final DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            out.writeBoolean(pending.missing.touched());
            out.writeInt(pending.missing.count());
            for (int i = 0; i < pending.missing.count(); i++) {
                out.writeLong(pending.missing.from(i));
                out.writeLong(pending.missing.to(i));
            }
            out.writeInt(pending.held.size());
            for (final HeldBatch batch : pending.held) {
                write(out, batch);
            }
            out.writeInt(pending.snapshot.size());
            out.writeUTF(pending.snapshotPublisher);
            out.writeLong(pending.snapshotSequence);
            for (final HeldBatch part : pending.snapshot) {
                write(out, part);
            }
            return bytes.toByteArray();
        } catch (final IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws CorruptStateException when the bytes are nothing a known version wrote
     */
    public static PendingInput read(final String symbol, final byte[] value) {
        final PendingInput pending = new PendingInput();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            final int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new CorruptStateException("pending input has format version " + version
                        + "; this build reads version " + VERSION + ": restore with the build that wrote it");
            }
            final boolean touched = in.readBoolean();
            for (int left = count(in, value); left > 0; left--) {
                pending.missing.add(in.readLong(), in.readLong());
            }
            if (touched) {
                pending.missing.touch();
            }
            for (int left = count(in, value); left > 0; left--) {
                pending.hold(readBatch(in, symbol));
            }
            final int parts = count(in, value);
            pending.snapshotPublisher = in.readUTF();
            pending.snapshotSequence = in.readLong();
            for (int left = parts; left > 0; left--) {
                pending.stage(readBatch(in, symbol));
            }
            return pending;
        } catch (final IOException cut) {
            throw new CorruptStateException("pending input of " + value.length + " bytes ends in the middle of a field");
        }
    }

    private static int count(final DataInputStream in, final byte[] value) throws IOException {
        final int count = in.readInt();
        if (count < 0 || count > value.length) {
            throw new CorruptStateException(
                    "pending input claims " + count + " entries in " + value.length + " bytes; expected fewer");
        }
        return count;
    }

    private static void write(final DataOutputStream out, final HeldBatch batch) throws IOException {
        final RawBatch raw = batch.raw();
        out.writeUTF(raw.topic());
        out.writeInt(raw.partition());
        out.writeLong(raw.offset());
        out.writeLong(raw.timestampMillis());
        out.writeLong(batch.need());
        out.writeLong(batch.done());
        out.writeBoolean(batch.atGap());
        out.writeInt(raw.value().length);
        out.write(raw.value());
    }

    private static HeldBatch readBatch(final DataInputStream in, final String symbol) throws IOException {
        final String topic = in.readUTF().intern();
        final int partition = in.readInt();
        final long offset = in.readLong();
        final long timestamp = in.readLong();
        final long need = in.readLong();
        final long done = in.readLong();
        final boolean atGap = in.readBoolean();
        final int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new CorruptStateException(
                    "a pending batch claims " + length + " bytes; " + in.available() + " are left");
        }
        final byte[] value = in.readNBytes(length);
        return new HeldBatch(
                new RawBatch(symbol, value, topic, partition, offset, timestamp, RawFault.NONE), need, done, atGap);
    }
}
