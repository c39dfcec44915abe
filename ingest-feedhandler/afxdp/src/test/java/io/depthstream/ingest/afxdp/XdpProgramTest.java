package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.depthstream.ingest.packet.LineAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class XdpProgramTest {

    @Test
    void shouldEncodeInstructionsAsTheSpecificationSays() {
        final byte[] bytes = new BpfAssembler()
            .load(BpfAssembler.Width.WORD, 2, 1, 4)
            .load(BpfAssembler.Width.HALF, 3, 6, 12)
            .load(BpfAssembler.Width.BYTE, 3, 6, 23)
            .jumpIfNot(3, 0x0008, "end")
            .loadMap(1, 7)
            .call(51)
            .label("end")
            .exit()
            .assemble();

        assertEquals("6112040000000000" + "69630c0000000000" + "7163170000000000" + "5603030008000000"
            + "1811000007000000" + "0000000000000000" + "8500000033000000" + "9500000000000000",
            HexFormat.of().formatHex(bytes));
    }

    @Test
    void shouldRefuseAJumpToNowhere() {
        assertEquals("BPF jump to label end, which is nowhere", assertThrows(IllegalStateException.class,
            () -> new BpfAssembler().jump("end").assemble()).getMessage());
    }

    @Test
    void shouldGrowByTwoInstructionsForEachDestination() {
        final Destination a = Destination.of(0, LineAddress.parse("233.54.12.111:26477@eth0"));
        final Destination b = Destination.of(1, LineAddress.parse("233.54.12.112:26477@eth0"));

        final int one = XdpProgram.assemble(List.of(a), 3).length;
        final int two = XdpProgram.assemble(List.of(a, b), 3).length;

        assertEquals(2 * BpfAssembler.INSTRUCTION_BYTES, two - one);
    }
}
