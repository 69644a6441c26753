package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.AcceptorConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final AcceptorConfig CONFIG =
            new AcceptorConfig("127.0.0.1", 0, 16_384, 2_000, 5_000, 4, 2, 3, 60, 15, true);
    private static final InetAddress LOOPBACK = address(127, 0, 0, 1);
    private static final InetAddress NEIGHBOUR = address(127, 0, 0, 2);
    private static final InetAddress OTHER = address(10, 0, 0, 1);

    private long nowNs = Long.MAX_VALUE - 1;
    private final Admission admission = new Admission(CONFIG, () -> nowNs);

    @Test
    void shouldHaveRoomUntilTheCapIsReached() {
        for (int i = 0; i < 4; i++) {
            assertTrue(admission.hasRoom());
            assertTrue(admission.admit(LOOPBACK));
        }
        assertFalse(admission.hasRoom());

        admission.release(LOOPBACK);

        assertTrue(admission.hasRoom());
    }

    @Test
    void shouldCapEachAddressButTheExemptLoopback() {
        assertTrue(admission.admit(OTHER));
        assertTrue(admission.admit(OTHER));
        assertFalse(admission.admit(OTHER));
        assertTrue(admission.admit(NEIGHBOUR));

        admission.release(OTHER);

        assertTrue(admission.admit(OTHER));
    }

    @Test
    void shouldBlockAnAddressForItsFailuresWithinTheWindow() {
        fail(OTHER, 2);
        assertTrue(admits(OTHER));
        fail(OTHER, 1);

        assertFalse(admits(OTHER));
        assertTrue(admits(NEIGHBOUR));
        nowNs += TimeUnit.MINUTES.toNanos(15) - 1;
        assertFalse(admits(OTHER));
        nowNs += 1;
        assertTrue(admits(OTHER));
        fail(OTHER, 2);
        assertTrue(admits(OTHER));
    }

    @Test
    void shouldForgetFailuresOlderThanTheWindow() {
        for (int i = 0; i < 20; i++) {
            fail(OTHER, 1);
            nowNs += TimeUnit.SECONDS.toNanos(31);
        }
        assertTrue(admits(OTHER));

        fail(OTHER, 2);
        assertFalse(admits(OTHER));
    }

    @Test
    void shouldNeverBlockTheExemptLoopback() {
        fail(LOOPBACK, 100);
        fail(NEIGHBOUR, 100);

        assertTrue(admits(LOOPBACK));
        assertFalse(admits(NEIGHBOUR));
    }

    @Test
    void shouldForgetTheOldestAddressesSoThatMemoryIsBounded() {
        fail(OTHER, 3);
        assertFalse(admits(OTHER));
        for (int i = 0; i < 10_000; i++) {
            fail(address(11, 0, i >> 8, i & 0xFF), 1);
        }

        assertTrue(admits(OTHER));
    }

    private boolean admits(InetAddress address) {
        boolean admitted = admission.admit(address);
        if (admitted) {
            admission.release(address);
        }
        return admitted;
    }

    private void fail(InetAddress address, int times) {
        for (int i = 0; i < times; i++) {
            admission.failed(address);
        }
    }

    private static InetAddress address(int a, int b, int c, int d) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
