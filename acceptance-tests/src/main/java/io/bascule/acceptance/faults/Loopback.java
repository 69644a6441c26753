package io.bascule.acceptance.faults;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses of this machine that a peer may come from: all of 127/8 are, on Linux. */
final class Loopback {
    private Loopback() {}

    /** 127.0.0.{@code last}. */
    static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }
}
