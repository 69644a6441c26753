package io.bascule.engine.fee;

/**
 * What one account has traded, by day: of the running day, and of the 30 before, which its tier is taken from. In USD
 * micros; beyond a long's range it stays at the largest.
 */
public final class TradedVolume {
    /** Days that a tier is taken from. */
    public static final int DAYS = 30;

    private final long[] days = new long[DAYS];
    private int newest;
    private long todayMicros;

    /** A trade, on either side of it. */
    public void add(final long notionalMicros) {
        todayMicros = saturated(todayMicros, notionalMicros);
    }

    /** The running day is over; so are as many more, in which nothing was traded. */
    public void roll(final long daysPassed) {
        for (long day = 0; day < Math.min(daysPassed, DAYS + 1L); day++) {
            newest = (newest + 1) % DAYS;
            days[newest] = todayMicros;
            todayMicros = 0;
        }
    }

    /** Of the 30 days before the running one. */
    public long volumeMicros() {
        long sum = 0;
        for (final long day : days) {
            sum = saturated(sum, day);
        }
        return sum;
    }

    /** Of the running day. */
    public long todayMicros() {
        return todayMicros;
    }

    /** Of a day before the running one, 0 yesterday. */
    public long dayMicros(final int ago) {
        return days[Math.floorMod(newest - ago, DAYS)];
    }

    /** Takes a saved state's running day. */
    public void restoreToday(final long micros) {
        todayMicros = micros;
    }

    /** Takes a saved state's day, 0 yesterday. */
    public void restoreDay(final int ago, final long micros) {
        days[Math.floorMod(newest - ago, DAYS)] = micros;
    }

    private static long saturated(final long a, final long b) {
        final long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
