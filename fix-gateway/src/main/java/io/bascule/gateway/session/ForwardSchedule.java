package io.bascule.gateway.session;

import java.util.Calendar;
import quickfix.ConfigError;
import quickfix.DefaultSessionScheduleFactory;
import quickfix.SessionID;
import quickfix.SessionSchedule;
import quickfix.SessionSettings;

/**
 * QuickFIX/J's schedule, but that a session's time only goes forward. A clock that was set back between two starts says
 * a time before the numbers began, perhaps of the week before: that is no reason to begin them again, neither now nor
 * when the clock reaches the same boundary once more.
 */
final class ForwardSchedule implements SessionSchedule {
    private final SessionSchedule schedule;

    private ForwardSchedule(SessionSchedule schedule) {
        this.schedule = schedule;
    }

    /** A schedule of a session's settings, as QuickFIX/J's factory makes it. */
    static SessionSchedule create(SessionID sessionId, SessionSettings settings) throws ConfigError {
        return new ForwardSchedule(new DefaultSessionScheduleFactory().create(sessionId, settings));
    }

    /** Whether numbers that began at {@code created} are still those of the session at {@code now}. */
    @Override
    public boolean isSameSession(Calendar now, Calendar created) {
        return now.before(created) || schedule.isSameSession(now, created);
    }

    @Override
    public boolean isNonStopSession() {
        return schedule.isNonStopSession();
    }

    @Override
    public boolean isSessionTime() {
        return schedule.isSessionTime();
    }

    @Override
    public String toString() {
        return schedule.toString();
    }
}
