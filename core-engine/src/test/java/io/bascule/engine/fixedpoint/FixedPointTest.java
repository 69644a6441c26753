package io.bascule.engine.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FixedPointTest {
    @Property
    void shouldEqualExactArithmeticInEveryRounding(
            @ForAll final long a, @ForAll final long b, @ForAll @LongRange(min = 1) final long d) {
        check(a, b, d);
    }

    @Property
    void shouldEqualExactArithmeticWhereTheDivisorIsLarge(
            @ForAll @LongRange(min = -1_000_000_000_000_000L, max = 1_000_000_000_000_000L) final long a,
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) final long b,
            @ForAll @LongRange(min = 1_000_000_000L) final long d) {
        check(a, b, d);
    }

    @Test
    void shouldRoundAsNamed() {
        assertEquals(-3, FixedPoint.mulDivFloor(-5, 1, 2));
        assertEquals(-2, FixedPoint.mulDivCeil(-5, 1, 2));
        assertEquals(-3, FixedPoint.mulDivAway(-5, 1, 2));
        assertEquals(-3, FixedPoint.mulDivHalfUp(-5, 1, 2));
        assertEquals(3, FixedPoint.mulDivHalfUp(5, 1, 2));
        assertEquals(2, FixedPoint.mulDivFloor(5, 1, 2));
    }

    @Test
    void shouldRefuseADivisorThatIsNotPositive() {
        assertThrows(ArithmeticException.class, () -> FixedPoint.mulDivFloor(1, 1, 0));
        assertThrows(ArithmeticException.class, () -> FixedPoint.mulDivFloor(1, 1, -1));
        assertThrows(ArithmeticException.class, () -> FixedPoint.mulDivFloor(Long.MIN_VALUE, 1, 1));
    }

    private static void check(final long a, final long b, final long d) {
        compare(a, b, d, RoundingMode.FLOOR, FixedPoint::mulDivFloor);
        compare(a, b, d, RoundingMode.CEILING, FixedPoint::mulDivCeil);
        compare(a, b, d, RoundingMode.UP, FixedPoint::mulDivAway);
        compare(a, b, d, RoundingMode.DOWN, FixedPoint::mulDivTowardsZero);
        compare(a, b, d, RoundingMode.HALF_UP, FixedPoint::mulDivHalfUp);
        compare(a, b, d, RoundingMode.HALF_EVEN, FixedPoint::mulDivHalfEven);
    }

    private static void compare(
            final long a, final long b, final long d, final RoundingMode mode, final Operation operation) {
        final BigInteger exact = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                .divide(BigDecimal.valueOf(d), 0, mode)
                .toBigIntegerExact();
        final boolean far = exact.abs().bitLength() > 63 || a == Long.MIN_VALUE || b == Long.MIN_VALUE;
        if (far) {
            assertThrows(ArithmeticException.class, () -> operation.apply(a, b, d));
        } else if (exact.abs().bitLength() < 63) {
            assertEquals(exact.longValueExact(), operation.apply(a, b, d), a + " * " + b + " / " + d + " " + mode);
        }
    }

    @FunctionalInterface
    private interface Operation {
        long apply(long a, long b, long d);
    }
}
