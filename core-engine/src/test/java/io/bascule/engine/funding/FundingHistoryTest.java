package io.bascule.engine.funding;

import static io.bascule.engine.instrument.FundingTerms.HOUR_NS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class FundingHistoryTest {
    private final FundingHistory history = new FundingHistory();

    @Test
    void shouldKeepAWeekTheNewestFirst() {
        for (int hour = 1; hour <= 200; hour++) {
            history.add(hour, 10L * hour);
        }
        assertEquals(168, history.size());
        assertEquals(200, history.timeNs(0));
        assertEquals(33, history.timeNs(167));
        assertEquals(330, history.rateE9(167));
        assertThrows(IndexOutOfBoundsException.class, () -> history.rateE9(168));
    }

    @Test
    void shouldTakeTheMeanOfADayOrOfWhatThereIs() {
        assertEquals(0, history.meanE9());
        history.add(HOUR_NS, 100);
        history.add(2 * HOUR_NS, -200);
        assertEquals(-50, history.meanE9());
        for (int hour = 3; hour < 27; hour++) {
            history.add(hour * HOUR_NS, 7);
        }
        assertEquals(7, history.meanE9());
    }

    @Test
    void shouldTakeTheMeanOfADayWhateverTheInterval() {
        for (long day = 1; day <= 3; day++) {
            history.add(day * 24 * HOUR_NS, 90 * day);
            history.add(day * 24 * HOUR_NS + 8 * HOUR_NS, 30);
            history.add(day * 24 * HOUR_NS + 16 * HOUR_NS, 60);
        }
        assertEquals((270 + 30 + 60) / 3, history.meanE9());
        assertEquals((30 + 60 + 12) / 3, history.meanAfterE9(1, 12, 8 * HOUR_NS));
        assertEquals(12, history.meanAfterE9(3, 12, 8 * HOUR_NS));
    }

    @Test
    void shouldForeseeTheMeanAfterHoursAtARate() {
        assertEquals(900, history.meanAfterE9(3, 900, HOUR_NS));
        for (int hour = 1; hour <= 30; hour++) {
            // the last 20 of the day at 240, 4 at 1,000,000
            history.add(hour * HOUR_NS, hour <= 10 ? 1_000_000 : 240);
        }
        assertEquals((20 * 240 + 4 * 900) / 24, history.meanAfterE9(4, 900, HOUR_NS));
        assertEquals(900, history.meanAfterE9(24, 900, HOUR_NS));
        assertEquals(900, history.meanAfterE9(168, 900, HOUR_NS));
        assertEquals(history.meanE9(), history.meanAfterE9(0, 900, HOUR_NS));
    }
}
