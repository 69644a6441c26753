package io.bascule.engine.instrument;

/**
 * When the index of an underlying is believed.
 *
 * @param quorum sources that have to speak and agree, or the index is frozen.
 * @param stalenessNs a source that has been silent for so long does not count; 0: it counts for ever.
 * @param clampE6 how far from the median a source counts, and how far from the index a mark may be, in 1e-6.
 */
public record OracleRules(int quorum, long stalenessNs, long clampE6) {
    private static final int MAX_QUORUM = 100;
    private static final long MAX_STALENESS_NS = 86_400_000_000_000L;
    private static final long MAX_CLAMP_E6 = 1_000_000;

    /** Any one source is believed for ever, and counts within 1 % of the median. */
    public static final OracleRules ANY_SOURCE = new OracleRules(1, 0, 10_000);

    /** Null, or what is wrong with them. */
    public String problem() {
        final boolean isSane = quorum >= 1
                && quorum <= MAX_QUORUM
                && stalenessNs >= 0
                && stalenessNs <= MAX_STALENESS_NS
                && clampE6 > 0
                && clampE6 < MAX_CLAMP_E6;
        return isSane ? null : "oracle rules are out of range: " + this;
    }
}
