package io.bascule.engine.service;

/**
 * What time brings about by itself: samples on a grid of one second, funding when it is due, expiry. Between two
 * entries of the log nothing changes but time, so samples are taken exactly, however late, at whatever entry comes
 * next; timers are wanted only while something moves by itself, when funding is due, and on the hour.
 */
public final class PriceClock {
    static final long SECOND_NS = 1_000_000_000L;

    /** How long after a start nothing moves by itself. */
    static final long START_GRACE_NS = 5_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long PAUSED = Long.MAX_VALUE;

    private final Reporter reporter;
    private final PriceDesk prices;
    private final FundingDesk funding;
    private final SettlementDesk settlement;
    private final LiquidationDesk liquidations;
    private final Runnable settle;
    /** Up to which full second everything is sampled; {@link #NEVER} before the first entry. */
    private long sampledNs = NEVER;

    private long startNs = NEVER;
    /** The last event when everything was taken anew: another one may have changed a book. No part of the state. */
    private long seenEventNumber = -1;

    /**
     * One that has seen no time.
     *
     * @param settle brings about what trades of elected orders do.
     */
    PriceClock(
            final Reporter reporter,
            final PriceDesk prices,
            final FundingDesk funding,
            final SettlementDesk settlement,
            final LiquidationDesk liquidations,
            final Runnable settle) {
        this.reporter = reporter;
        this.prices = prices;
        this.funding = funding;
        this.settlement = settlement;
        this.liquidations = liquidations;
        this.settle = settle;
    }

    long sampledNs() {
        return sampledNs;
    }

    /** When the venue was started, or {@link #PAUSED}, while the clock stands still; {@link #NEVER} while it runs. */
    long startNs() {
        return startNs;
    }

    void restore(final long newSampledNs, final long newStartNs) {
        sampledNs = newSampledNs;
        startNs = newStartNs;
    }

    /** Whether {@link #advanceTo} has something to do by now. */
    public boolean isDue(final long nowNs) {
        return sampledNs == NEVER || nowNs >= soonestNs();
    }

    /**
     * Time as an entry of the log has it, before the entry is applied: samples are taken, funding is paid, futures
     * expire.
     */
    public void advanceTo(final long nowNs) {
        if (sampledNs == NEVER) {
            sampledNs = floor(nowNs);
            startNs = NEVER;
        } else if (isDue(nowNs)) {
            reporter.begin(nowNs);
            if (startNs != NEVER) {
                sample(startNs, nowNs, true);
                startNs = NEVER;
            }
            prices.measure();
            sample(nowNs, nowNs, false);
            funding.sayMissed();
            prices.watchIndexes(nowNs);
            reporter.flush();
        }
    }

    /**
     * Nobody is connected any more: from here on it is as if the venue were down, until somebody is and {@link
     * #onStart} says so.
     */
    public void pause() {
        startNs = PAUSED;
    }

    /** Whether the clock stands still until {@link #onStart}. */
    public boolean isPaused() {
        return startNs == PAUSED;
    }

    /**
     * The venue has started: since the last entry it was down, and there was nothing to sample. What was published
     * before counts no more; everything else stays as it was for {@link #START_GRACE_NS}, so that what a replay of the
     * log came to can be compared with what was left.
     *
     * @return whether that changed anything.
     */
    public boolean onStart(final long nowNs) {
        seenEventNumber = -1;
        startNs = nowNs;
        reporter.begin(nowNs);
        final boolean isChanged = prices.onStart();
        reporter.flush();
        return isChanged;
    }

    private void sample(final long upToNs, final long nowNs, final boolean wasDown) {
        final long target = floor(upToNs);
        while (sampledNs < target) {
            final long untilNs = Math.min(target, nextStopNs());
            if (wasDown) {
                prices.decay(sampledNs, untilNs);
            } else {
                prices.sample(sampledNs, untilNs);
            }
            sampledNs = untilNs;
            funding.onTime(untilNs, nowNs);
            settlement.onTime(untilNs, nowNs);
        }
    }

    /**
     * A timer has fired, at a time that {@link #advanceTo} was told: marks move, elect stop orders, and lead accounts
     * down the liquidation ladder.
     */
    public void onTimer(final long nowNs) {
        if (startNs != NEVER) {
            return;
        }
        reporter.begin(nowNs);
        final long seen = reporter.lastEventNumber();
        prices.onTimer(nowNs);
        settle.run();
        reporter.flush();
        liquidations.onTick(nowNs);
        seenEventNumber = seen;
    }

    /** When the clock goes on: no timer is ever wanted before. */
    public long soonestNs() {
        if (startNs != NEVER) {
            return isPaused() ? Long.MAX_VALUE : startNs + START_GRACE_NS;
        }
        return sampledNs == NEVER ? Long.MAX_VALUE : sampledNs + SECOND_NS;
    }

    /** When a timer is wanted: at the next second while something moves by itself, else when funding is due. */
    public long nextNs() {
        if (startNs != NEVER || sampledNs == NEVER) {
            return soonestNs();
        }
        final boolean isMoving =
                seenEventNumber != reporter.lastEventNumber() || prices.isMoving(sampledNs) || liquidations.isMoving();
        return isMoving ? sampledNs + SECOND_NS : nextStopNs();
    }

    private long nextStopNs() {
        return Math.min(funding.nextNs(sampledNs), settlement.nextExpiryNs(sampledNs));
    }

    private static long floor(final long ns) {
        return ns - Math.floorMod(ns, SECOND_NS);
    }
}
