package io.depthstream.ingest.packet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** No file makes a source throw, hang or read outside: it is refused when opened, or read to its end. */
class FileSourceFuzzTest {

    private static final int MAX_POLLS = 1_000_000;

    @FuzzTest
    void shouldReadAnyPcapToItsEnd(final byte[] bytes) throws IOException {
        withFile(bytes, path -> new PcapPacketSource(path, LineMap.all()));
    }

    @FuzzTest
    void shouldReadAnyPcapngToItsEnd(final byte[] bytes) throws IOException {
        withFile(bytes, path -> new PcapngPacketSource(path, LineMap.all()));
    }

    @FuzzTest
    void shouldReadAnyMessageFileToItsEnd(final byte[] bytes) throws IOException {
        withFile(bytes, path -> new ItchFilePacketSource(path, ItchFilePacketSource.DEFAULT_SESSION, 0));
    }

    @FuzzTest
    void shouldOpenOrRefuseAnyFile(final byte[] bytes) throws IOException {
        withFile(bytes, PacketSources::open);
    }

    private interface Opening {
        FilePacketSource open(Path path) throws IOException;
    }

    private static void withFile(final byte[] bytes, final Opening opening) throws IOException {
        final Path path = Files.createTempFile("fuzz", ".capture");
        try {
            Files.write(path, bytes);
            try (FilePacketSource source = opening.open(path)) {
                drain(source, bytes);
            } catch (final CaptureFormatException refused) {
                return;
            }
        } finally {
            Files.delete(path);
        }
    }

    private static void drain(final FilePacketSource source, final byte[] bytes) {
        final PacketHandler handler = new PacketHandler() {
            @Override
            public void onPacket(final int line, final DirectBuffer buffer, final int offset, final int length,
                    final long receiveTimeNanos) {
                buffer.boundsCheck(offset, length);
            }

            @Override
            public void onMalformed(final int line, final PacketFault fault, final DirectBuffer buffer,
                    final int offset, final int length) {
                buffer.boundsCheck(offset, length);
            }
        };
        int polls = 0;
        while (!source.exhausted()) {
            source.poll(handler, 16);
            if (polls++ > MAX_POLLS) {
                throw new AssertionError("no end after " + polls + " polls of " + ByteBuffer.wrap(bytes));
            }
        }
        if (source.bytesRead() > source.totalBytes()) {
            throw new AssertionError("read " + source.bytesRead() + " of " + source.totalBytes());
        }
    }
}
