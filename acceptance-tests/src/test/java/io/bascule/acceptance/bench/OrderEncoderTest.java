package io.bascule.acceptance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderEncoderTest {
    private final OrderEncoder encoder = new OrderEncoder("LOAD001");
    private final FixTime time = new FixTime();
    private final byte[] out = new byte[OrderEncoder.MAX_LENGTH];

    @Test
    void shouldWriteTheWholeMessage() {
        assertEquals(
                "8=FIX.4.4|9=153|35=D|34=7|49=LOAD001|52=20261120-13:14:15.016|56=BASCULE|11=B000000004|1=LOAD001-A|"
                        + "38=0.001|40=2|44=60000|54=1|55=BTC-PERP|59=1|60=20261120-13:14:15.016|10=080|",
                encode(4, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 44=60000|54=1|55=BTC-PERP|59=1",
        "5, 44=60000|54=2|55=BTC-PERP|59=3",
        "6, 44=60000.5|54=2|55=BTC-PERP|59=1",
        "7, 44=60000.5|54=1|55=BTC-PERP|59=3",
        "8, 44=60000|54=1|55=BTC-PERP|59=1"
    })
    void shouldRestBeforeItTakes(long orderNumber, String terms) {
        String message = encode(orderNumber, 1);
        assertEquals(terms, message.substring(message.indexOf("44="), message.indexOf("|60=")));
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "5, 9", "6, 10", "7, 99", "8, 100", "123456789, 999999", "999999999, 2147483647"})
    void shouldComputeLengthAndChecksum(long orderNumber, int msgSeqNum) {
        String message = encode(orderNumber, msgSeqNum).replace('|', '\u0001');
        int bodyAt = message.indexOf("35=");
        int trailerAt = message.length() - "10=000|".length();
        int sum = 0;
        for (int i = 0; i < trailerAt; i++) {
            sum += message.charAt(i);
        }
        assertEquals("9=" + (trailerAt - bodyAt) + '\u0001', message.substring(10, bodyAt));
        assertEquals(String.format("10=%03d\u0001", sum & 0xFF), message.substring(trailerAt));
    }

    @Test
    void shouldReadItsOwnClOrdIds() {
        byte[] bytes = "11=B000012345|".getBytes(StandardCharsets.US_ASCII);
        assertEquals(12_345, OrderEncoder.orderNumber(bytes, 3, 13));
        assertEquals(-1, OrderEncoder.orderNumber(bytes, 3, 12));
        assertEquals(-1, OrderEncoder.orderNumber(bytes, 4, 14));
    }

    private String encode(long orderNumber, int msgSeqNum) {
        time.set(Instant.parse("2026-11-20T13:14:15.016Z").toEpochMilli());
        int end = encoder.encode(orderNumber, msgSeqNum, time, out, 0);
        return new String(out, 0, end, StandardCharsets.US_ASCII).replace('\u0001', '|');
    }
}
