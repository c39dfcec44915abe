package io.depthstream.ingest.packet;

import static io.depthstream.ingest.packet.Frames.ethernet;
import static io.depthstream.ingest.packet.Frames.hex;
import static io.depthstream.ingest.packet.Frames.ipv4;
import static io.depthstream.ingest.packet.Frames.ipv6;
import static io.depthstream.ingest.packet.Frames.join;
import static io.depthstream.ingest.packet.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class UdpFrameTest {

    private static final byte[] NONE = new byte[0];
    private final UdpFrame frame = new UdpFrame();

    @Test
    void shouldFindPayloadBehindEveryLinkHeader() {
        final byte[] ip = ipv4(udp("AB"));
        assertPayload("AB", LinkType.ETHERNET, ethernet("0800", ip));
        assertPayload("AB", LinkType.ETHERNET, ethernet("8100008d0800", ip));
        assertPayload("AB", LinkType.ETHERNET, ethernet("88a80001 8100008d 0800", ip));
        assertPayload("AB", LinkType.ETHERNET, ethernet("91000001 92000002 8100008d 0800", ip));
        assertPayload("AB", LinkType.LINUX_COOKED, join(hex("0001 0001 0006 d4aff7cb20d5 0000 0800"), ip));
        assertPayload("AB", LinkType.LINUX_COOKED, join(hex("0001 0001 0006 d4aff7cb20d5 0000 8100 008d 0800"), ip));
        assertPayload("AB", LinkType.LINUX_COOKED_2, join(hex("0800 0000 00000002 0001 00 06 d4aff7cb20d50000"), ip));
        assertPayload("AB", LinkType.RAW, ip);
        assertPayload("AB", LinkType.RAW_BSD, ip);
        assertPayload("AB", LinkType.IPV4, ip);
        assertPayload("AB", LinkType.LOOPBACK_BSD, join(hex("02000000"), ip));
        assertPayload("AB", LinkType.RAW, ipv6(17, NONE, udp("AB")));
        assertPayload("AB", LinkType.ETHERNET, ethernet("86dd", ipv6(17, NONE, udp("AB"))));
    }

    @Test
    void shouldStepOverIpOptionsAndExtensionHeaders() {
        assertPayload("AB", LinkType.RAW, ipv4(hex("94040000 01010101"), 0, 17, udp("AB")));
        final byte[] hopByHop = hex("2b00050200000100");
        final byte[] routing = hex("3c02000000000000 0000000000000000 0000000000000000");
        final byte[] destination = hex("3300010400000000");
        final byte[] authentication = hex("1104000000000000 0000000000000000 0000000000000000");
        assertPayload("AB", LinkType.RAW, ipv6(0, join(hopByHop, routing, destination, authentication), udp("AB")));
        assertPayload("AB", LinkType.RAW, ipv6(44, hex("1100 0000 00000001"), udp("AB")));
    }

    @Test
    void shouldLeaveEthernetPaddingOut() {
        assertPayload("AB", LinkType.ETHERNET, join(ethernet("0800", ipv4(udp("AB"))), new byte[18]));
        assertPayload("", LinkType.ETHERNET, join(ethernet("0800", ipv4(udp(""))), new byte[18]));
    }

    @Test
    void shouldPassOverFragmentsAndOtherProtocols() {
        assertKind(UdpFrame.Kind.FRAGMENT, ipv4(NONE, 0x2000, 17, udp("first")));
        assertKind(UdpFrame.Kind.FRAGMENT, ipv4(NONE, 0x00B9, 17, udp("last")));
        assertKind(UdpFrame.Kind.FRAGMENT, ipv6(44, hex("1100 0001 00000001"), udp("first")));
        assertKind(UdpFrame.Kind.FRAGMENT, ipv6(44, hex("1100 0008 00000001"), udp("last")));
        assertKind(UdpFrame.Kind.NOT_UDP, ipv4(NONE, 0, 6, new byte[20]));
        assertKind(UdpFrame.Kind.NOT_UDP, ipv6(58, NONE, new byte[20]));
        assertKind(UdpFrame.Kind.NOT_UDP, hex("ff"));
    }

    @Test
    void shouldCallContradictingHeadersBad() {
        final byte[] shortHeader = ipv4(udp("AB"));
        shortHeader[0] = 0x44;
        assertKind(UdpFrame.Kind.BAD_HEADER, shortHeader);
        final byte[] shortTotal = ipv4(udp("AB"));
        shortTotal[3] = 19;
        assertKind(UdpFrame.Kind.BAD_HEADER, shortTotal);
        final byte[] longUdp = ipv4(udp("AB"));
        longUdp[25] = 11;
        assertKind(UdpFrame.Kind.BAD_HEADER, longUdp);
        longUdp[25] = 7;
        assertKind(UdpFrame.Kind.BAD_HEADER, longUdp);
        final byte[] tags = hex("81000001".repeat(9) + "0800");
        assertEquals(UdpFrame.Kind.BAD_HEADER, parse(LinkType.ETHERNET, join(new byte[12], tags)));
        final byte[] endless = hex("0000000000000000".repeat(20));
        assertKind(UdpFrame.Kind.BAD_HEADER, ipv6(0, endless, udp("AB")));
    }

    @Test
    void shouldTakeTotalLengthOfZeroAsAllThatIsThere() {
        final byte[] offloaded = ipv4(udp("AB"));
        offloaded[2] = 0;
        offloaded[3] = 0;
        assertPayload("AB", LinkType.RAW, offloaded);
    }

    @Test
    void shouldSayThatEveryCutFrameIsSnapped() {
        final byte[] whole = ethernet("88a800018100008d0800", ipv4(hex("94040000"), 0, 17, udp("AB")));
        for (int length = 0; length < whole.length; length++) {
            final UdpFrame.Kind kind = frame.parse(LinkType.ETHERNET, new UnsafeBuffer(whole, 0, length), 0, length);
            assertEquals(UdpFrame.Kind.SNAPPED, kind, "length " + length);
        }
    }

    @Test
    void shouldReadNothingOutsideWhateverTheBytes() {
        final Random random = new Random(20_231_107);
        final byte[] seedFrame = ethernet("86dd", ipv6(0, hex("2b000502000001003c000000000000001100000000000000"), udp("AB")));
        for (int round = 0; round < 20_000; round++) {
            final byte[] broken = seedFrame.clone();
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            final int length = random.nextInt(broken.length + 1);
            final int link = new int[] {0, 1, 101, 113, 276}[random.nextInt(5)];
            frame.parse(link, new UnsafeBuffer(broken, 0, length), 0, length);
        }
    }

    private UdpFrame.Kind parse(final int linkType, final byte[] bytes) {
        return frame.parse(linkType, new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private void assertKind(final UdpFrame.Kind kind, final byte[] ip) {
        assertEquals(kind, parse(LinkType.RAW, ip));
    }

    private void assertPayload(final String text, final int linkType, final byte[] bytes) {
        assertEquals(UdpFrame.Kind.UDP, parse(linkType, bytes));
        assertEquals(text, new UnsafeBuffer(bytes).getStringWithoutLengthAscii(frame.payloadOffset(), frame.payloadLength()));
        assertEquals(Frames.PORT, frame.destinationPort());
    }
}
