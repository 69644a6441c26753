package io.bascule.config;

/**
 * When the index of an underlying is believed.
 *
 * @param quorum sources that have to publish and agree, or the index is frozen
 * @param stalenessSeconds how long a silent source counts; 0: for ever
 * @param sourceClampE6 how far from the median a source counts, and how far from the index a mark may be, in 1e-6
 */
public record OracleConfig(int quorum, int stalenessSeconds, long sourceClampE6) {
    /** Any one source, for ever. */
    public static final OracleConfig ANY_SOURCE = new OracleConfig(1, 0, 10_000);

    static OracleConfig read(YamlReader reader) {
        return new OracleConfig(
                reader.has("quorum") ? reader.whole("quorum", 1, 100) : ANY_SOURCE.quorum,
                reader.has("stalenessSeconds")
                        ? reader.whole("stalenessSeconds", 0, 86_400)
                        : ANY_SOURCE.stalenessSeconds,
                reader.has("sourceClamp")
                        ? reader.decimal("sourceClamp", 6, "0.000001", "0.999999")
                        : ANY_SOURCE.sourceClampE6);
    }
}
