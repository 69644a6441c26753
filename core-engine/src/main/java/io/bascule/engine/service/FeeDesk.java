package io.bascule.engine.service;

import static io.bascule.engine.fixedpoint.FixedPoint.NANOS;

import io.bascule.engine.account.Account;
import io.bascule.engine.fee.FeeSchedule;
import io.bascule.engine.fee.TradedVolume;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Instrument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What trades cost. Schedules take effect, and tiers are taken anew, at the roll of the trading day and at no other
 * time: within a day nobody's fees change. A trade of an account with itself earns no rebate and counts as no volume.
 */
final class FeeDesk {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long NO_DAY = Long.MIN_VALUE;

    /** As configured. */
    private List<FeeSchedule> schedules = List.of();

    private FeeSchedule inForce = FeeSchedule.NONE;
    /** By account index; null: it has never traded. */
    private final List<TradedVolume> volumes = new ArrayList<>();
    /** Tier by account index; 0: none. */
    private int[] tiers = new int[16];

    private long day = NO_DAY;

    /** Takes the schedules of another configuration; the one in force stays so until the day rolls. */
    void schedules(final List<FeeSchedule> newSchedules) {
        schedules = List.copyOf(newSchedules);
    }

    List<FeeSchedule> schedules() {
        return schedules;
    }

    FeeSchedule inForce() {
        return inForce;
    }

    long day() {
        return day;
    }

    /** Number of accounts that may have traded. */
    int accountCount() {
        return volumes.size();
    }

    /** Null if the account has never traded. */
    TradedVolume volume(final int accountId) {
        return accountId <= volumes.size() ? volumes.get(accountId - 1) : null;
    }

    /** The account's tier; 0: the instruments' own fees. */
    int tier(final int accountId) {
        return accountId <= tiers.length ? tiers[accountId - 1] : 0;
    }

    /** Takes a saved state; volumes come by themselves, then tiers. */
    void restore(final List<FeeSchedule> configured, final FeeSchedule newInForce, final long newDay) {
        schedules = configured;
        inForce = newInForce;
        day = newDay;
    }

    /** The volume of an account, which is made if it has none. */
    TradedVolume makeVolume(final int accountId) {
        while (volumes.size() < accountId) {
            volumes.add(null);
        }
        if (volumes.get(accountId - 1) == null) {
            volumes.set(accountId - 1, new TradedVolume());
        }
        return volumes.get(accountId - 1);
    }

    void restoreTier(final int accountId, final int tier) {
        if (tiers.length < accountId) {
            tiers = Arrays.copyOf(tiers, Math.max(accountId, tiers.length * 2));
        }
        tiers[accountId - 1] = tier;
    }

    /** The trading day has rolled: another schedule may be in force, and each account has the tier of its 30 days. */
    void rollDay(final long nowNs) {
        final long today = Math.floorDiv(nowNs, DAY_NS);
        final long passed = day == NO_DAY ? 1 : today - day;
        day = today;
        for (final FeeSchedule schedule : schedules) {
            if (schedule.effectiveTimeNs() <= nowNs && schedule.effectiveTimeNs() >= inForce.effectiveTimeNs()) {
                inForce = schedule;
            }
        }
        for (int i = 0; i < volumes.size(); i++) {
            final TradedVolume volume = volumes.get(i);
            if (volume != null) {
                volume.roll(passed);
                restoreTier(i + 1, inForce.tierOf(volume.volumeMicros()));
            }
        }
    }

    /** Rounded up, against the account. */
    long takerFeeUnits(final Instrument instrument, final int accountId, final long notionalUnits) {
        final long nanos =
                inForce.takerFeeNanos(tier(accountId), instrument.definition().takerFeeNanos());
        return FixedPoint.mulDivCeil(Math.abs(notionalUnits), nanos, NANOS);
    }

    /**
     * Rounded up, against the account; a rebate is rounded towards zero, and there is none against itself.
     *
     * @param takerAccountId whom it trades with.
     */
    long makerFeeUnits(
            final Instrument instrument, final int accountId, final int takerAccountId, final long notionalUnits) {
        final long nanos =
                inForce.makerFeeNanos(tier(accountId), instrument.definition().makerFeeNanos());
        final long charged = accountId == takerAccountId ? Math.max(nanos, 0) : nanos;
        return FixedPoint.mulDivCeil(Math.abs(notionalUnits), charged, NANOS);
    }

    /** Counts a trade for both sides, unless they are one. */
    void onTrade(final Account taker, final Account maker, final long usdNotionalMicros) {
        if (taker != maker) {
            makeVolume(taker.id()).add(usdNotionalMicros);
            makeVolume(maker.id()).add(usdNotionalMicros);
        }
    }
}
