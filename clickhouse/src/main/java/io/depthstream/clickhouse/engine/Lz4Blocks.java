package io.depthstream.clickhouse.engine;

import com.clickhouse.data.ClickHouseCityHash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/**
 * ClickHouse's compressed blocks: CityHash128 of the rest, method byte, compressed size with this head, size, LZ4 data;
 * integers little-endian.
 */
final class Lz4Blocks {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int HASH_BYTES = 16;
    private static final int HEAD_BYTES = 9;
    private static final byte LZ4 = (byte) 0x82;

    private Lz4Blocks() {}

    /** Bytes as compressed blocks; none for none. */
    // The client checks the hash by this class; deprecated there is only that it is public.
    @SuppressWarnings("deprecation")
    static byte[] of(final byte[] bytes) {
        final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
        final ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + HASH_BYTES + HEAD_BYTES);
        for (int at = 0; at < bytes.length; at += BLOCK_BYTES) {
            final int length = Math.min(BLOCK_BYTES, bytes.length - at);
            final byte[] block = new byte[HASH_BYTES + HEAD_BYTES + compressor.maxCompressedLength(length)];
            final int compressed = compressor.compress(bytes, at, length, block, HASH_BYTES + HEAD_BYTES);
            final ByteBuffer head = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
            head.put(HASH_BYTES, LZ4).putInt(HASH_BYTES + 1, HEAD_BYTES + compressed).putInt(HASH_BYTES + 5, length);
            final long[] hash = ClickHouseCityHash.cityHash128(block, HASH_BYTES, HEAD_BYTES + compressed);
            head.putLong(0, hash[0]).putLong(8, hash[1]);
            out.write(block, 0, HASH_BYTES + HEAD_BYTES + compressed);
        }
        return out.toByteArray();
    }
}
