package io.bascule.engine.liquidation;

/**
 * What of an account's equity is lost, leg by leg, where its legs are closed at their bankruptcy prices (margin.md):
 * {@code share_i = equity · a_i}, {@code a_i} the MM of leg i alone over the sum of those; {@code price_i = mark_i -
 * sign(q_i)·share_i/|q_i|}. The shares add up to the equity to the unit, so the account is left with nothing.
 */
public final class BankruptcyShares {
    private final long[] sharesMicros;

    /**
     * Of an account's legs.
     *
     * @param equityMicros of any sign.
     * @param aloneMicros the MM of each leg by itself.
     * @param count of the legs, at least one.
     */
    public BankruptcyShares(final long equityMicros, final long[] aloneMicros, final int count) {
        sharesMicros = new long[count];
        ProRata.share(equityMicros, aloneMicros, count, sharesMicros);
    }

    /** Of a leg: what closing it at its bankruptcy price costs against closing it at mark. */
    public long shareMicros(final int leg) {
        return sharesMicros[leg];
    }

    /** What a leg is closed for: its signed value at mark less its share. */
    public long valueMicros(final int leg, final long valueAtMarkMicros) {
        return Math.subtractExact(valueAtMarkMicros, sharesMicros[leg]);
    }
}
