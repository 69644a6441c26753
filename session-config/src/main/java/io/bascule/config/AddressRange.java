package io.bascule.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A numeric address, or a network in CIDR form such as {@code 10.1.0.0/16}. Names are never resolved. */
public final class AddressRange {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern NUMERIC =
            Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final InetAddress network;
    private final int prefixBits;

    private AddressRange(InetAddress network, int prefixBits) {
        this.network = network;
        this.prefixBits = prefixBits;
    }

    /** Parses an address or a network; empty if the text is neither. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Optional<InetAddress> network = numeric(address);
        if (network.isEmpty()) {
            return Optional.empty();
        }
        try {
            int bits = network.get().getAddress().length * Byte.SIZE;
            int prefixBits = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return prefixBits < 0 || prefixBits > bits
                    ? Optional.empty()
                    : Optional.of(new AddressRange(network.get(), prefixBits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The address that the text spells out in numbers; empty if it is a name, which is never looked up. */
    static Optional<InetAddress> numeric(String text) {
        if (!NUMERIC.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether the address lies in this range. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >>> (bit % Byte.SIZE);
            if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange that && prefixBits == that.prefixBits && network.equals(that.network);
    }

    @Override
    public int hashCode() {
        return network.hashCode() * 31 + prefixBits;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixBits;
    }
}
