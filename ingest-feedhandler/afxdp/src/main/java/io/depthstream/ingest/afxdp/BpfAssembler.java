package io.depthstream.ingest.afxdp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Assembles eBPF instructions: eight bytes each, jumps to labels resolved at the end. Just what {@link XdpProgram} and
 * {@link GeneratorProgram} use.
 *
 * <p>Source: RFC 9669, BPF Instruction Set Architecture. Little-endian, as every machine this runs on. One thread.
 */
final class BpfAssembler {
    /** Bytes of an instruction. */
    static final int INSTRUCTION_BYTES = 8;

    private static final int LOAD_WIDE = 0x18;
    private static final int LOAD_MEMORY = 0x61;
    private static final int STORE_WORD = 0x63;
    private static final int STORE_WIDE = 0x7b;
    private static final int MOVE_IMMEDIATE = 0xb7;
    private static final int MOVE_REGISTER = 0xbf;
    private static final int ADD_IMMEDIATE = 0x07;
    private static final int ADD_REGISTER = 0x0f;
    private static final int SUBTRACT_REGISTER = 0x1f;
    private static final int MULTIPLY_REGISTER = 0x2f;
    private static final int SHIFT_RIGHT_IMMEDIATE = 0x77;
    private static final int AND_IMMEDIATE = 0x57;
    private static final int JUMP = 0x05;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_NOT_EQUAL = 0x55;
    private static final int JUMP_GREATER_REGISTER = 0x2d;
    private static final int JUMP_AT_LEAST_REGISTER = 0x3d;
    /** On 32 bits, so that an immediate with its highest bit set is not taken for a negative number. */
    private static final int JUMP_NOT_EQUAL_32 = 0x56;
    private static final int JUMP_EQUAL_32 = 0x16;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    private static final int MAP_DESCRIPTOR = 1;

    /** Bytes read by a load, as the size bits of its operation. */
    enum Width {
        BYTE(0x10), HALF(0x08), WORD(0x00), LONG(0x18);

        private final int bits;

        Width(final int bits) {
            this.bits = bits;
        }
    }

    private record Instruction(int operation, int target, int source, String label, int offset, int immediate) {
    }

    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();

    BpfAssembler label(final String name) {
        labels.put(name, instructions.size());
        return this;
    }

    BpfAssembler load(final Width width, final int target, final int source, final int offset) {
        return add(LOAD_MEMORY | width.bits, target, source, null, offset, 0);
    }

    BpfAssembler storeWord(final int target, final int offset, final int source) {
        return add(STORE_WORD, target, source, null, offset, 0);
    }

    BpfAssembler storeLong(final int target, final int offset, final int source) {
        return add(STORE_WIDE, target, source, null, offset, 0);
    }

    BpfAssembler move(final int target, final int source) {
        return add(MOVE_REGISTER, target, source, null, 0, 0);
    }

    BpfAssembler set(final int target, final int value) {
        return add(MOVE_IMMEDIATE, target, 0, null, 0, value);
    }

    BpfAssembler add(final int target, final int value) {
        return add(ADD_IMMEDIATE, target, 0, null, 0, value);
    }

    BpfAssembler addRegister(final int target, final int source) {
        return add(ADD_REGISTER, target, source, null, 0, 0);
    }

    BpfAssembler subtractRegister(final int target, final int source) {
        return add(SUBTRACT_REGISTER, target, source, null, 0, 0);
    }

    BpfAssembler multiplyRegister(final int target, final int source) {
        return add(MULTIPLY_REGISTER, target, source, null, 0, 0);
    }

    /** Shifts right by some bits, zeroes coming in. */
    BpfAssembler shiftRight(final int target, final int bits) {
        return add(SHIFT_RIGHT_IMMEDIATE, target, 0, null, 0, bits);
    }

    BpfAssembler and(final int target, final int mask) {
        return add(AND_IMMEDIATE, target, 0, null, 0, mask);
    }

    BpfAssembler jump(final String label) {
        return add(JUMP, 0, 0, label, 0, 0);
    }

    /** Jumps where a register is above another, both without sign. */
    BpfAssembler jumpIfAbove(final int left, final int right, final String label) {
        return add(JUMP_GREATER_REGISTER, left, right, label, 0, 0);
    }

    /** Jumps where a register is at least another, both without sign. */
    BpfAssembler jumpIfAtLeast(final int left, final int right, final String label) {
        return add(JUMP_AT_LEAST_REGISTER, left, right, label, 0, 0);
    }

    /** Jumps where a register, of which all 64 bits count, is nothing: what a look-up in a map may give. */
    BpfAssembler jumpIfNull(final int register, final String label) {
        return add(JUMP_EQUAL, register, 0, label, 0, 0);
    }

    /** Jumps where a register, of which all 64 bits count, is not nothing. */
    BpfAssembler jumpIfNotNull(final int register, final String label) {
        return add(JUMP_NOT_EQUAL, register, 0, label, 0, 0);
    }

    BpfAssembler jumpIfNot(final int register, final int value, final String label) {
        return add(JUMP_NOT_EQUAL_32, register, 0, label, 0, value);
    }

    BpfAssembler jumpIf(final int register, final int value, final String label) {
        return add(JUMP_EQUAL_32, register, 0, label, 0, value);
    }

    /** Loads a map by its file descriptor: two instructions. */
    BpfAssembler loadMap(final int target, final int descriptor) {
        add(LOAD_WIDE, target, MAP_DESCRIPTOR, null, 0, descriptor);
        return add(0, 0, 0, null, 0, 0);
    }

    BpfAssembler call(final int helper) {
        return add(CALL, 0, 0, null, 0, helper);
    }

    BpfAssembler exit() {
        return add(EXIT, 0, 0, null, 0, 0);
    }

    private BpfAssembler add(final int operation, final int target, final int source, final String label,
            final int offset, final int immediate) {
        instructions.add(new Instruction(operation, target, source, label, offset, immediate));
        return this;
    }

    /**
     * The program's bytes.
     *
     * @throws IllegalStateException if a jump names a label that is nowhere
     */
    byte[] assemble() {
        final ByteBuffer bytes =
            ByteBuffer.allocate(instructions.size() * INSTRUCTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < instructions.size(); at++) {
            final Instruction instruction = instructions.get(at);
            bytes.put((byte) instruction.operation)
                .put((byte) (instruction.source << 4 | instruction.target))
                .putShort((short) (instruction.label == null ? instruction.offset : distance(at, instruction.label)))
                .putInt(instruction.immediate);
        }
        return bytes.array();
    }

    private int distance(final int from, final String label) {
        final Integer to = labels.get(label);
        if (to == null) {
            throw new IllegalStateException("BPF jump to label " + label + ", which is nowhere");
        }
        return to - from - 1;
    }
}
