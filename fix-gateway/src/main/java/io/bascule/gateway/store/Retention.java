package io.bascule.gateway.store;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which segments are old enough to be deleted. Two things must be true of one: its newest record is older than the
 * retention, and on more days than that something was stored since. A clock that jumps ahead by a year makes
 * everything old by the first measure, but is one more day by the second. A record whose time lies further ahead than
 * the retention is of a clock that was wrong, and counts by the second measure alone.
 */
record Retention(int days) {
    static final int DEFAULT_DAYS = 8;

    /** The day of a time, in UTC, counted from 1970. */
    static long dayOf(long timeMs) {
        return Math.floorDiv(timeMs, TimeUnit.DAYS.toMillis(1));
    }

    /** How many of the oldest segments may be deleted; the newest one that has a record never is. */
    int expired(List<Segment> segments, long nowMs) {
        int newest = segments.size() - 1;
        if (newest > 0 && segments.get(newest).isEmpty()) {
            newest--;
        }
        int daysAfter = 0;
        for (int i = 1; i < segments.size(); i++) {
            daysAfter += begins(segments, i) ? 1 : 0;
        }
        int expired = 0;
        while (expired < newest
                && daysAfter > days
                && isOutside(nowMs - segments.get(expired).latestTimeMs())) {
            expired++;
            daysAfter -= begins(segments, expired) ? 1 : 0;
        }
        return expired;
    }

    private boolean isOutside(long ageMs) {
        return Math.abs(ageMs) > TimeUnit.DAYS.toMillis(days);
    }

    private static boolean begins(List<Segment> segments, int i) {
        Segment segment = segments.get(i);
        return !segment.isEmpty()
                && dayOf(segment.firstTimeMs()) != dayOf(segments.get(i - 1).latestTimeMs());
    }
}
