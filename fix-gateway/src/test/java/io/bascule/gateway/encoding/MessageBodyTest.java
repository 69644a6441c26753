package io.bascule.gateway.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageBodyTest {
    private final MessageBody body = new MessageBody();

    @Test
    void shouldWriteFieldsInTheOrderInWhichTheyArePut() {
        body.begin("8")
                .put(55, "BTC-PERP")
                .put(54, (byte) '1')
                .put(38, 1_000)
                .putDecimal(44, -6_000_050_000_000L, Decimal.E8)
                .putIfKnown(1, "")
                .putIfKnown(11, new UnsafeBuffer("a\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
                .open(17)
                .append(7)
                .append("-")
                .append(Long.MIN_VALUE)
                .close();
        assertEquals("55=BTC-PERP|54=1|38=1000|44=-60000.5|11=a\u00e9|17=7--9223372036854775808|", text());
    }

    @Test
    void shouldForgetTheMessageBefore() {
        body.begin("8").put(55, "BTC-PERP").possResend();
        body.begin("9").put(1, 2);
        assertEquals("1=2|", text());
        assertEquals("9", body.msgType());
        assertEquals(false, body.isPossResend());
    }

    @Test
    void shouldGrowWithWhatIsPut() {
        String value = "x".repeat(5_000);
        body.begin("8");
        for (int i = 0; i < 100; i++) {
            body.put(58, value).put(20_050, i);
        }
        assertEquals(100 * (3 + 5_000 + 1 + 6 + 1) + 10 + 90 * 2, body.length());
    }

    @Test
    void shouldWriteTimeWithAsManyDigitsAsAskedFor() {
        Timestamps timestamps = new Timestamps();
        long timeNs = 1_795_176_000_123_456_789L;
        body.begin("8");
        for (int digits = 0; digits <= 9; digits += 3) {
            body.open(60).append(timestamps, timeNs, digits).close();
        }
        assertEquals(
                "60=20261120-12:00:00|60=20261120-12:00:00.123|60=20261120-12:00:00.123456"
                        + "|60=20261120-12:00:00.123456789|",
                text());
    }

    @Test
    void shouldSumBytesAsFixDoes() {
        Random random = new Random(3);
        for (int run = 0; run < 1_000; run++) {
            byte[] bytes = new byte[random.nextInt(5_000)];
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length + 1);
            int sum = 0;
            for (int i = from; i < bytes.length; i++) {
                sum += bytes[i] & 0xFF;
            }
            assertEquals(sum % 256, Checksum.of(bytes, from, bytes.length));
        }
    }

    private String text() {
        return new String(body.bytes(), 0, body.length(), StandardCharsets.ISO_8859_1).replace('\001', '|');
    }
}
