package io.depthstream.kdb.ipc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.kx.c;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.text.SourceText;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages byte by byte: round trips of every type, kdb+'s own bytes, the official client's, and hostile ones. */
class MessageBytesTest {
    private static final List<String> VALUES = List.of("1b", "0x0a", "5h", "6i", "7", "8e", "9.5", "\"a\"", "`abc", "`",
        "2020.01.30D10:00", "2020.01m", "2020.01.30", "2020.01.30T10:00:00.000", "0D01", "10:00", "10:00:00", "10:00:00.000",
        "\"G\"$\"01234567-89ab-cdef-0123-456789abcdef\"", "0N", "0W", "-0W", "0Nh", "0Ni", "0n", "0w", "0Np", "101b", "0x0102",
        "1 2h", "1 2i", "1 2", "1 2e", "1 2f", "\"abc\"", "`a`b``c", "2020.01.30D10:00 0Np", "2020.01 2020.02m",
        "2020.01.30 0Nd", "10:00 11:00", "0D01 0D02", "2?0Ng", "()", "0#0", "0#`", "\"\"", "(1;`a;\"x\";(1 2;`b`c))",
        "`a`b!1 2", "([]a:1 2;b:`x`y)", "([k:`a`b]v:1 2f)", "{x+y}", "(+)", "neg", "::", "(+/)", "{x+y}[1]", "(1+)",
        "'[neg;abs]", "{x}'", "`s#1 2 3");

    private final Engine q = new Engine();

    @Test
    void shouldReadBackEveryTypeInBothByteOrders() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (String source : VALUES) {
                Value value = q.eval(source);
                Value back = Decoder.message(Messages.encode(value, Messages.SYNC, order));
                assertTrue(Order.match(value, back), source + " in " + order + " comes back as " + SourceText.of(back));
            }
        }
    }

    @Test
    void shouldSendAPrimitiveWithoutANumberAsALambdaThatDoesTheSame() {
        assertEquals("1 2 3", SourceText.of(q.eval("(-9!-8!deltas)1 3 6")));
        assertEquals("2 1", SourceText.of(q.eval("(-9!-8!count each)(1 2;enlist 3)")));
    }

    @Test
    void shouldWriteTheBytesThatKdbWrites() {
        assertEquals("010000000d000000fa01000000", hex("1i"));
        assertEquals("010000000e00000006000100000001000000".length(), hex("enlist 1i").length());
        assertEquals("0100000012000000060001000000" + "01000000", hex("enlist 1i"));
        assertEquals("010000000f0000000a00" + "01000000" + "61", hex("enlist\"a\""));
        assertEquals("010000000b000000f56100", hex("`a"));
        assertEquals("0100000021000000630b00020000006100620006000200000002000000" + "03000000", hex("`a`b!2 3i"));
        assertEquals("010000000a0000006500", hex("::"));
        assertEquals("0100000015000000640" + "00a0005000000" + "7b782b797d", hex("{x+y}"));
    }

    private String hex(String source) {
        return HexFormat.of().formatHex(Messages.encode(q.eval(source), Messages.ASYNC));
    }

    @Test
    void shouldUnderstandTheOfficialClientAndBeUnderstoodByIt() throws Exception {
        c client = new c();
        Object table = client.deserialize(Messages.encode(q.eval("([]sym:`a`b;px:1.5 2.5;n:3 4)"), Messages.RESPONSE));
        assertArrayEquals(new String[] {"sym", "px", "n"}, ((c.Flip) table).x);
        assertArrayEquals(new double[] {1.5, 2.5}, (double[]) ((c.Flip) table).y[1]);
        byte[] bytes = client.serialize(Messages.SYNC, new Object[] {"f", new long[] {1, 2}, new String[] {"x", "y"}, 3.5}, false);
        assertEquals("(`f;1 2;`x`y;3.5)", SourceText.of(Decoder.message(bytes)));
    }

    @Test
    void shouldCompressAsTheOfficialClientDoesAndReadIt() throws Exception {
        c client = new c();
        long[] items = new long[5_000];
        Arrays.setAll(items, i -> i % 17);
        byte[] theirs = client.serialize(Messages.SYNC, items, true);
        byte[] plain = client.serialize(Messages.SYNC, items, false);
        assertTrue(theirs.length < plain.length / 2, "the client did not compress");
        assertTrue(Order.match(Decoder.message(plain), Decoder.message(theirs)));
        assertArrayEquals(items, (long[]) client.deserialize(Compression.compress(plain)));
    }

    @Test
    void shouldReadBackCompressedMessagesOfAnyContent() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] message = Messages.encode(q.eval("(" + random.nextInt(20_000) + ")?" + (1 + random.nextInt(40)) + "h"), Messages.ASYNC,
                random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            assertTrue(Order.match(Decoder.message(message), Decoder.message(Compression.compress(message))), "seed " + seed + " round " + round);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "01000000ffffff7f0700ffffff7f",
        "010000000e00000007" + "00ffffff7f",
        "010000000e00000000" + "00ffffff7f",
        "010000000e00000007" + "00ffffffff",
        "010000000e0000000b" + "0001000000",
        "0100000009000000" + "f9",
        "0100000008000000",
        "02000000090000000a",
        "0100010011000000ffffff7f0000000000",
        "01000100110000000000001000ff000000",
        "010000000a0000006263",
        "010000000a0000006200",
        "01000000090000006c",
        "0100000012000000" + "0a000100000061" + "000000",
    })
    void shouldRefuseBytesThatLieAboutThemselves(String bytes) {
        QError error = assertThrows(QError.class, () -> Decoder.message(HexFormat.of().parseHex(bytes)));
        assertEquals("badmsg", error.getMessage());
    }

    @Test
    void shouldRefuseNestingDeeperThanTheLimit() {
        int depth = Decoder.MOST_NESTING + 10;
        ByteBuffer bytes = ByteBuffer.allocate(Messages.HEADER + 6 * depth + 6).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {1, 0, 0, 0}).putInt(bytes.capacity());
        for (int i = 0; i < depth; i++) {
            bytes.put((byte) 0).put((byte) 0).putInt(1);
        }
        bytes.put((byte) 0).put((byte) 0).putInt(0);
        assertEquals("badmsg", assertThrows(QError.class, () -> Decoder.message(bytes.array())).getMessage());
    }

    @Test
    void shouldRefuseEveryTruncation() {
        byte[] whole = Messages.encode(q.eval("([]a:1 2;b:(\"x\";`y);c:(1 2;`z))"), Messages.ASYNC);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length >= Messages.HEADER) {
                ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length);
            }
            assertThrows(QError.class, () -> Decoder.message(cut), "cut after " + length);
        }
    }

    @Test
    void shouldSignalTheErrorInAnAnswer() {
        assertEquals("length", assertThrows(QError.class, () -> Decoder.message(Messages.error("length"))).getMessage());
    }

    @Test
    void shouldKeepTheNullOfEveryWidth() {
        assertTrue(Order.match(Atom.ofInt(Integer.MIN_VALUE), Decoder.message(Messages.encode(q.eval("0Ni"), 0))));
    }
}
