package io.bascule.gateway.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    private static final Pattern NUMBER = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)");

    @ParameterizedTest
    @CsvSource({
        "60000.5, 6000050000000",
        "0.00000001, 1",
        "-1.5, -150000000",
        "1, 100000000",
        "1., 100000000",
        ".5, 50000000",
        "007, 700000000",
        "-0, 0",
        "1.0000000000000000, 100000000",
        "92233720368.54775799, 9223372036854775799",
    })
    void shouldParseWhatCanBeRepresented(String text, long expectedE8) {
        assertEquals(expectedE8, Decimal.parse(text, Decimal.E8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "-.", "+1", "1e5", " 1", "1 ", "1,5", "1.2.3", "--1", "NaN", "1-", "٣"})
    void shouldCallTextThatIsNoNumberMalformed(String text) {
        assertEquals(Decimal.MALFORMED, Decimal.parse(text, Decimal.E8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000001", "1.123456789", "-0.0000000010", "5.00000000000001"})
    void shouldRefuseMoreDecimalsThanTheScaleHolds(String text) {
        assertEquals(Decimal.TOO_PRECISE, Decimal.parse(text, Decimal.E8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"92233720368.54775808", "92233720369", "-100000000000", "99999999999999999999999999999"})
    void shouldRefuseWhatALongCannotHold(String text) {
        assertEquals(Decimal.TOO_LARGE, Decimal.parse(text, Decimal.E8));
    }

    @Property
    void shouldReadBackWhatItWrites(
            @ForAll @LongRange(min = -Decimal.MAX_VALUE, max = Decimal.MAX_VALUE) long value,
            @ForAll @IntRange(max = 9) int decimals) {
        assertEquals(value, Decimal.parse(Decimal.format(value, decimals), decimals));
    }

    @Property
    void shouldWriteWhatBigDecimalWrites(@ForAll long value, @ForAll @IntRange(max = 9) int decimals) {
        BigDecimal expected = BigDecimal.valueOf(value, decimals);
        String text = value == 0 ? "0" : expected.stripTrailingZeros().toPlainString();
        assertEquals(text, Decimal.format(value, decimals));
    }

    /** Any short text over the characters of numbers: the same verdict and value as an exact oracle. */
    @Property(tries = 5_000)
    void shouldAgreeWithBigDecimal(
            @ForAll @StringLength(max = 24) @CharRange(from = '0', to = '9') @Chars({'.', '-', '0', '0'}) String text) {
        long parsed = Decimal.parse(text, Decimal.E8);
        if (!NUMBER.matcher(text).matches()) {
            assertEquals(Decimal.MALFORMED, parsed);
            return;
        }
        BigDecimal scaled = new BigDecimal(text).movePointRight(Decimal.E8).stripTrailingZeros();
        boolean precise = scaled.scale() <= 0;
        boolean small = scaled.abs().compareTo(BigDecimal.valueOf(Decimal.MAX_VALUE)) <= 0;
        if (precise && small) {
            assertEquals(scaled.longValueExact(), parsed);
        } else if (!precise && !small) {
            assertEquals(false, Decimal.isValue(parsed));
        } else {
            assertEquals(precise ? Decimal.TOO_LARGE : Decimal.TOO_PRECISE, parsed);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000000000, 8000000, 125", "1, 8, 0.125", "-10, 3, -3.3333", "5, 3, 1.6666", "0, 7, 0"})
    void shouldCutOffQuotients(long numerator, long denominator, String expected) {
        assertEquals(expected, Decimal.quotient(numerator, denominator, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 19700101-00:00:00.000",
        "1795176000123456789, 3, 20261120-12:00:00.123",
        "1795176000123456789, 6, 20261120-12:00:00.123456",
        "1795176000123456789, 9, 20261120-12:00:00.123456789",
        "1795219199999999999, 0, 20261120-23:59:59",
    })
    void shouldWriteTimestamps(long timestampNs, int fractionDigits, String expected) {
        byte[] text = new byte[Timestamps.MAX_LENGTH];
        int length = new Timestamps().write(timestampNs, fractionDigits, text, 0);
        assertEquals(expected, new String(text, 0, length, StandardCharsets.ISO_8859_1));
    }
}
