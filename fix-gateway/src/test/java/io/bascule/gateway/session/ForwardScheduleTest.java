package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.ConfigError;
import quickfix.Dictionary;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SystemTime;

/** When a session may be logged on, and when its numbers begin anew. 2026-11-22 is a Sunday. */
class ForwardScheduleTest {
    private static final SessionID SESSION = new SessionID("FIX.4.4", "BASCULE", "DESK1");
    private static final String OFFICE = "StartTime=08:00:00 EndTime=17:00:00";
    private static final String OFFICE_DAYS = OFFICE + " Weekdays=Monday,Tuesday,Wednesday,Thursday,Friday";
    private static final String NIGHT = "StartTime=22:00:00 EndTime=21:30:00";
    private static final String DAY = "StartTime=00:00:00 EndTime=00:00:00";
    private static final String WEEK = DAY + " StartDay=Sunday EndDay=Sunday";
    private static final String TRADING_WEEK = "StartTime=22:00:00 EndTime=21:00:00 StartDay=Sunday EndDay=Friday";
    private static final String NON_STOP = "NonStopSession=Y";

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                OFFICE + " # 2026-11-22T07:59:59.999Z # false",
                OFFICE + " # 2026-11-22T08:00:00Z # true",
                OFFICE + " # 2026-11-22T16:59:59.999Z # true",
                OFFICE + " # 2026-11-22T17:00:00Z # false",
                OFFICE_DAYS + " # 2026-11-22T12:00:00Z # false",
                OFFICE_DAYS + " # 2026-11-23T12:00:00Z # true",
                OFFICE_DAYS + " # 2026-11-28T12:00:00Z # false",
                NIGHT + " # 2026-11-22T21:29:59Z # true",
                NIGHT + " # 2026-11-22T21:45:00Z # false",
                NIGHT + " # 2026-11-22T22:00:00Z # true",
                DAY + " # 2026-11-22T00:00:00Z # true",
                WEEK + " # 2026-11-22T00:00:00Z # true",
                TRADING_WEEK + " # 2026-11-22T21:59:59Z # false",
                TRADING_WEEK + " # 2026-11-22T22:00:00Z # true",
                TRADING_WEEK + " # 2026-11-27T20:59:59Z # true",
                TRADING_WEEK + " # 2026-11-27T21:00:00Z # false",
                NON_STOP + " # 2026-11-22T00:00:00Z # true"
            })
    void shouldBeOpenWithinItsHours(String keys, String now, boolean expected) throws Exception {
        assertEquals(expected, schedule(keys).isOpen(Instant.parse(now).toEpochMilli()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                OFFICE + " # 2026-11-22T09:00:00Z # 2026-11-22T16:59:59.999Z # true",
                OFFICE + " # 2026-11-22T09:00:00Z # 2026-11-22T17:00:00Z # false",
                OFFICE + " # 2026-11-22T17:00:00Z # 2026-11-22T23:00:00Z # true",
                OFFICE + " # 2026-11-22T17:00:00Z # 2026-11-23T16:00:00Z # true",
                OFFICE + " # 2026-11-22T17:00:00Z # 2026-11-23T17:00:00Z # false",
                OFFICE_DAYS + " # 2026-11-20T17:00:00Z # 2026-11-23T16:59:59Z # true",
                OFFICE_DAYS + " # 2026-11-20T17:00:00Z # 2026-11-23T17:00:00Z # false",
                NIGHT + " # 2026-11-22T21:00:00Z # 2026-11-22T21:31:00Z # false",
                NIGHT + " # 2026-11-22T21:31:00Z # 2026-11-23T21:00:00Z # true",
                DAY + " # 2026-11-22T23:59:59Z # 2026-11-23T00:00:00Z # false",
                WEEK + " # 2026-11-22T00:00:00Z # 2026-11-28T23:59:59Z # true",
                WEEK + " # 2026-11-22T00:00:00Z # 2026-11-29T00:00:00Z # false",
                WEEK + " # 2026-11-22T00:00:00Z # 2027-11-22T00:00:00Z # false",
                TRADING_WEEK + " # 2026-11-22T22:00:00Z # 2026-11-27T21:00:00Z # false",
                TRADING_WEEK + " # 2026-11-27T21:00:00Z # 2026-11-29T22:00:00Z # true",
                NON_STOP + " # 2026-01-01T00:00:00Z # 2036-01-01T00:00:00Z # true",
                WEEK + " # 2026-11-29T00:00:00Z # 2026-11-22T00:00:00Z # true"
            })
    void shouldBeginTheNumbersAnewWhenHoursEnd(String keys, String created, String now, boolean isSame)
            throws Exception {
        assertEquals(isSame, schedule(keys).isSameSession(calendar(now), calendar(created)));
    }

    @Test
    void shouldLetQuickfixNeverThinkThatItIsOutOfHours() throws Exception {
        assertTrue(schedule(OFFICE).isSessionTime());
        assertTrue(schedule(NON_STOP).isNonStopSession());
    }

    @Test
    void shouldRefuseKeysThatAreNoSchedule() {
        assertThrows(ConfigError.class, () -> schedule("StartTime=00:00:00"));
        assertThrows(ConfigError.class, () -> schedule(OFFICE + " Weekdays=Someday"));
    }

    private static ForwardSchedule schedule(String keys) throws ConfigError {
        Map<Object, Object> all = new HashMap<>();
        for (String key : keys.split(" ", -1)) {
            all.put(key.substring(0, key.indexOf('=')), key.substring(key.indexOf('=') + 1));
        }
        SessionSettings settings = new SessionSettings();
        settings.set(SESSION, new Dictionary("SESSION", all));
        return ForwardSchedule.of(SESSION, settings);
    }

    private static Calendar calendar(String instant) {
        return SystemTime.getUtcCalendar(Instant.parse(instant).toEpochMilli());
    }
}
