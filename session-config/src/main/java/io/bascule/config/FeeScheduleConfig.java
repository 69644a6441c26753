package io.bascule.config;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fee tiers by traded volume, in force from a time on.
 *
 * @param effectiveTimeNs in nanoseconds since the epoch: in force from the first roll of the trading day at or after it
 * @param tiers by ascending volume
 */
public record FeeScheduleConfig(long effectiveTimeNs, List<Tier> tiers) {
    static final Set<String> SCHEDULE = Set.of("effective", "tiers");
    static final Set<String> TIER = Set.of("volume", "makerFee", "takerFee");

    private static final int MAX_TIERS = 16;

    /** Copies the list, so that the record is immutable. */
    public FeeScheduleConfig {
        tiers = List.copyOf(tiers);
    }

    /**
     * What an account pays from a volume on, where that is less than the instrument's own fee.
     *
     * @param volumeMicros traded in the last 30 days, in 1e-6 USD
     * @param makerFeeNanos fee of the resting side, in 1e-9 of notional; negative is a rebate
     * @param takerFeeNanos fee of the aggressing side, in 1e-9 of notional
     */
    public record Tier(long volumeMicros, long makerFeeNanos, long takerFeeNanos) {}

    static FeeScheduleConfig read(YamlReader reader) {
        reader.allowOnly(SCHEDULE);
        List<Tier> tiers = new ArrayList<>();
        long volume = -1;
        for (YamlReader each : reader.mappings("tiers")) {
            each.allowOnly(TIER);
            Tier tier = new Tier(
                    each.decimal("volume", 6, "0", "9000000000000"),
                    each.decimal("makerFee", 9, "-0.01", "0.01"),
                    each.decimal("takerFee", 9, "0", "0.01"));
            if (tier.volumeMicros <= volume) {
                each.refuse("volume", "more than the tier before");
            }
            volume = tier.volumeMicros;
            tiers.add(tier);
        }
        if (tiers.size() > MAX_TIERS) {
            reader.refuse("tiers", "at most " + MAX_TIERS);
        }
        return new FeeScheduleConfig(timeNs(reader), tiers);
    }

    private static long timeNs(YamlReader reader) {
        String form = "a UTC time of 2000 to 2200 such as 2027-01-01T00:00:00Z";
        String text = reader.text("effective", "2[01]\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", form);
        try {
            return text.isEmpty() ? 0 : Math.multiplyExact(Instant.parse(text).getEpochSecond(), 1_000_000_000L);
        } catch (DateTimeParseException e) {
            reader.refuse("effective", form);
            return 0;
        }
    }

    /** Whether a trade between any two tiers pays the venue something or nothing, with an instrument's own fees. */
    boolean paysFor(InstrumentConfig instrument) {
        long lowestMaker = instrument.makerFeeNanos();
        long lowestTaker = instrument.takerFeeNanos();
        for (Tier tier : tiers) {
            lowestMaker = Math.min(lowestMaker, tier.makerFeeNanos);
            lowestTaker = Math.min(lowestTaker, tier.takerFeeNanos);
        }
        return lowestMaker + lowestTaker >= 0;
    }
}
