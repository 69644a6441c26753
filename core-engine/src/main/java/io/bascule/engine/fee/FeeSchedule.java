package io.bascule.engine.fee;

import java.util.List;

/**
 * Fee tiers by volume, in force from a time on. The lower of an instrument's own fee and the tier's is charged, so an
 * instrument's fees are the most that anybody pays.
 *
 * @param effectiveTimeNs from when on; a schedule takes effect at the first roll of the trading day at or after it.
 * @param tiers by ascending volume; an account below the first has the instrument's own fees.
 */
public record FeeSchedule(long effectiveTimeNs, List<FeeTier> tiers) {
    /** Tiers that a schedule may have. */
    public static final int MAX_TIERS = 16;

    private static final long MAX_FEE_NANOS = 100_000_000;

    /** Without tiers: everybody pays the instrument's own fees. */
    public static final FeeSchedule NONE = new FeeSchedule(0, List.of());

    public FeeSchedule {
        tiers = List.copyOf(tiers);
    }

    /** Null, or what is wrong with it. */
    public String problem() {
        if (tiers.size() > MAX_TIERS) {
            return "a fee schedule has at most " + MAX_TIERS + " tiers";
        }
        long volume = -1;
        for (final FeeTier tier : tiers) {
            final boolean isSane = tier.volumeMicros() > volume
                    && Math.abs(tier.makerFeeNanos()) <= MAX_FEE_NANOS
                    && tier.takerFeeNanos() >= 0
                    && tier.takerFeeNanos() <= MAX_FEE_NANOS;
            if (!isSane) {
                return "a fee tier is out of range, or its volume is not above the one before: " + tier;
            }
            volume = tier.volumeMicros();
        }
        return null;
    }

    /**
     * Whether a trade between any two tiers pays the venue something or nothing: else two accounts could trade with
     * each other for the rebate.
     *
     * @param makerFeeNanos the instrument's own.
     * @param takerFeeNanos the instrument's own.
     */
    public boolean paysFor(final long makerFeeNanos, final long takerFeeNanos) {
        long lowestMaker = makerFeeNanos;
        long lowestTaker = takerFeeNanos;
        for (final FeeTier tier : tiers) {
            lowestMaker = Math.min(lowestMaker, tier.makerFeeNanos());
            lowestTaker = Math.min(lowestTaker, tier.takerFeeNanos());
        }
        return lowestMaker + lowestTaker >= 0;
    }

    /** The tier of a volume: from 1, 0 if it is below the first. */
    public int tierOf(final long volumeMicros) {
        int tier = 0;
        while (tier < tiers.size() && volumeMicros >= tiers.get(tier).volumeMicros()) {
            tier++;
        }
        return tier;
    }

    /** What a maker of a tier pays, in 1e-9 of notional. */
    public long makerFeeNanos(final int tier, final long ownFeeNanos) {
        return tier == 0
                ? ownFeeNanos
                : Math.min(ownFeeNanos, tiers.get(tier - 1).makerFeeNanos());
    }

    /** What a taker of a tier pays, in 1e-9 of notional. */
    public long takerFeeNanos(final int tier, final long ownFeeNanos) {
        return tier == 0
                ? ownFeeNanos
                : Math.min(ownFeeNanos, tiers.get(tier - 1).takerFeeNanos());
    }
}
