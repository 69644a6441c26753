package io.bascule.engine.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

final class CoverageTestsTest {
    /**
     * -2·ln[0.99^243·0.01^7 / (0.972^243·0.028^7)] = -2·(-2.442232 - 32.236191 + 6.901072 + 25.028856) = 5.49699,
     * beyond the 3.841 of χ²; of 6 it is 3.55.
     */
    @Test
    void shouldGiveKupiecsRatio() {
        assertEquals(5.49699, CoverageTests.kupiec(250, 7, 0.01), 1e-5);
        assertEquals(3.55, CoverageTests.kupiec(250, 6, 0.01), 0.01);
        assertEquals(0, CoverageTests.kupiec(200, 2, 0.01), 1e-12);
    }

    /**
     * Kupiec (1995), non-rejection regions of p = 1 % at 5 %, as printed in Jorion, Value at Risk, table 6-2: N < 7 of
     * 255, N < 11 of 510, N < 17 of 1,000; and margin.md: 6 of 250.
     */
    @Test
    void shouldAllowAsManyExceptionsAsKupiecsTable() {
        assertEquals(6, CoverageTests.most(250));
        assertEquals(6, CoverageTests.most(255));
        assertEquals(10, CoverageTests.most(510));
        assertEquals(16, CoverageTests.most(1_000));
    }

    /**
     * 0 0 1 1 0 0 0 1 1 0: three 00, two 01, two 11, two 10. Together π = 4/9: 5·ln(5/9) + 4·ln(4/9) = -6.182654. Apart
     * 2/5 and 2/4: 3·ln 0.6 + 2·ln 0.4 + 4·ln 0.5 = -6.137647. Ratio 2·(6.182654 - 6.137647) = 0.090014.
     */
    @Test
    void shouldGiveChristoffersensRatio() {
        assertEquals(0.090014, CoverageTests.christoffersen(hits(2, 3, 7, 8), 10), 1e-5);
    }

    @Test
    void shouldFindThatExceptionsCluster() {
        final BitSet together = new BitSet();
        together.set(100, 110);
        final BitSet apart = new BitSet();
        for (int n = 0; n < 10; n++) {
            apart.set(n * 100 + 50);
        }

        assertEquals(true, CoverageTests.christoffersen(together, 1_000) > CoverageTests.CHI_SQUARE_1);
        assertEquals(true, CoverageTests.christoffersen(apart, 1_000) < CoverageTests.CHI_SQUARE_1);
    }

    private static BitSet hits(final int... at) {
        final BitSet hits = new BitSet();
        for (final int n : at) {
            hits.set(n);
        }
        return hits;
    }
}
