package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.128.0/17, 10.1.127.1, false",
        "0.0.0.0/0, 192.0.2.1, true",
        "::1, ::1, true",
        "fe80::/10, fe80::1, true",
        "fe80::/10, 127.0.0.1, false"
    })
    void shouldContainTheAddressesOfItsNetwork(String range, String address, boolean contained)
            throws UnknownHostException {
        assertEquals(contained, AddressRange.parse(range).orElseThrow().contains(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.1.0.0/33", "10.1.0.0/-1", "10.1.0.0/x", "10.1.0.0.0", "1234567"})
    void shouldRefuseNamesAndImpossibleNetworks(String text) {
        // "1234567" is an address to the C library's inet_aton, and to Java: refused, because nobody means it.
        assertEquals(Optional.empty(), AddressRange.parse(text));
    }

    @Test
    void shouldEqualTheSameRange() {
        assertEquals(AddressRange.parse("10.1.0.0/16"), AddressRange.parse("10.1.0.0/16"));
        assertEquals(
                AddressRange.parse("10.1.0.0/16").orElseThrow().hashCode(),
                AddressRange.parse("10.1.0.0/16").orElseThrow().hashCode());
        assertEquals(
                "10.1.0.0/16", AddressRange.parse("10.1.0.0/16").orElseThrow().toString());
    }
}
