package io.bascule.engine.instrument;

/**
 * When the index of an underlying is believed.
 *
 * @param quorum sources that have to speak and agree, or the index is frozen.
 * @param stalenessNs a source that has been silent for so long does not count; 0: it counts for ever.
 * @param clampE6 how far from the median a source counts, and how far from the index a mark may be, in 1e-6.
 */
public record OracleRules(int quorum, long stalenessNs, long clampE6) {
    /** Any one source is believed for ever, and counts within 1 % of the median. */
    public static final OracleRules ANY_SOURCE = new OracleRules(1, 0, 10_000);
}
