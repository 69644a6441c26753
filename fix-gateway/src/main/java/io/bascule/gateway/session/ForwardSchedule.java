package io.bascule.gateway.session;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.concurrent.TimeUnit;
import quickfix.ConfigError;
import quickfix.DayConverter;
import quickfix.FieldConvertError;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSchedule;
import quickfix.SessionSettings;

/**
 * The hours of a session, all in UTC and the same each week: daily, daily on some days, weekly, or without an end. Its
 * numbers begin at 1 when the hours end, so what is sent to it before the next ones begin is the next ones' already,
 * and waits there. Hours that end as others begin, as those of a whole week, have no gap.
 *
 * <p>A session's time only goes forward. A clock that was set back between two starts says a time before the numbers
 * began, perhaps of the week before: that is no reason to begin them again, neither now nor when the clock reaches the
 * same boundary once more.
 */
final class ForwardSchedule implements SessionSchedule {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final int DAYS = 7;
    private static final long WEEK_MS = DAYS * DAY_MS;

    /** What the milliseconds since 1970, modulo a week, count from: Thursday, where Sunday is 1. */
    private static final int FIRST_DAY = 5;

    private final List<Hours> hours;

    private ForwardSchedule(List<Hours> hours) {
        this.hours = hours;
    }

    /** One stretch of a week. */
    private record Hours(long startMs, long lengthMs) {
        boolean include(long nowMs) {
            return Math.floorMod(nowMs - startMs, WEEK_MS) < lengthMs;
        }

        /** When they ended last. */
        long lastEndMs(long nowMs) {
            return nowMs - Math.floorMod(nowMs - startMs - lengthMs, WEEK_MS);
        }
    }

    /**
     * The schedule of a session's settings: QuickFIX/J's keys.
     *
     * @throws ConfigError if they are none
     */
    static ForwardSchedule of(SessionID sessionId, SessionSettings settings) throws ConfigError {
        try {
            if (settings.isSetting(sessionId, Session.SETTING_NON_STOP_SESSION)
                    && settings.getBool(sessionId, Session.SETTING_NON_STOP_SESSION)) {
                return new ForwardSchedule(List.of());
            }
            long startMs = timeMs(settings.getString(sessionId, Session.SETTING_START_TIME));
            long endMs = timeMs(settings.getString(sessionId, Session.SETTING_END_TIME));
            if (settings.isSetting(sessionId, Session.SETTING_START_DAY)) {
                long first = dayMs(settings.getString(sessionId, Session.SETTING_START_DAY)) + startMs;
                long last = dayMs(settings.getString(sessionId, Session.SETTING_END_DAY)) + endMs;
                return new ForwardSchedule(List.of(new Hours(first, length(first, last, WEEK_MS))));
            }
            List<Hours> daily = new ArrayList<>();
            for (long dayMs : daysMs(sessionId, settings)) {
                daily.add(new Hours(dayMs + startMs, length(startMs, endMs, DAY_MS)));
            }
            return new ForwardSchedule(daily);
        } catch (FieldConvertError e) {
            throw new ConfigError(e);
        }
    }

    private static List<Long> daysMs(SessionID sessionId, SessionSettings settings)
            throws ConfigError, FieldConvertError {
        List<Long> days = new ArrayList<>();
        if (settings.isSetting(sessionId, Session.SETTING_WEEKDAYS)) {
            for (String day :
                    settings.getString(sessionId, Session.SETTING_WEEKDAYS).split(",", -1)) {
                days.add(dayMs(day.strip()));
            }
        } else {
            for (int day = 0; day < DAYS; day++) {
                days.add(day * DAY_MS);
            }
        }
        return days;
    }

    /** From one moment to the next time that another comes: the whole period, if they are the same. */
    private static long length(long fromMs, long toMs, long periodMs) {
        long length = Math.floorMod(toMs - fromMs, periodMs);
        return length == 0 ? periodMs : length;
    }

    private static long timeMs(String text) {
        return TimeUnit.SECONDS.toMillis(LocalTime.parse(text).toSecondOfDay());
    }

    private static long dayMs(String text) throws ConfigError {
        return Math.floorMod(DayConverter.toInteger(text) - FIRST_DAY, DAYS) * DAY_MS;
    }

    /** Whether numbers that began at {@code created} are still those of the session at {@code now}. */
    @Override
    public boolean isSameSession(Calendar now, Calendar created) {
        return now.before(created) || lastEndMs(now.getTimeInMillis()) == lastEndMs(created.getTimeInMillis());
    }

    private long lastEndMs(long nowMs) {
        long last = Long.MIN_VALUE;
        for (Hours one : hours) {
            last = Math.max(last, one.lastEndMs(nowMs));
        }
        return last;
    }

    /** Whether the session may be logged on at a time. */
    boolean isOpen(long nowMs) {
        for (Hours one : hours) {
            if (one.include(nowMs)) {
                return true;
            }
        }
        return hours.isEmpty();
    }

    @Override
    public boolean isNonStopSession() {
        return hours.isEmpty();
    }

    /**
     * Always: outside of its hours QuickFIX/J would begin the numbers anew whenever a message took one. Who logs on
     * outside of them is turned away in front of the session.
     */
    @Override
    public boolean isSessionTime() {
        return true;
    }

    @Override
    public String toString() {
        return hours.toString();
    }
}
