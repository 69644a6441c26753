package io.bascule.engine.pricing;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.instrument.Underlying;
import java.util.Arrays;

/**
 * The last publication of each source for one underlying, and the index made of them (margin.md, Index): the weighted
 * median of the sources that are not silent, each clamped to the median.
 *
 * <p>There is a quorum while enough sources speak and agree: so many are within the clamp of the median; a quorum of
 * one needs nobody to agree. Without it the index is frozen: it stays where it is, whatever is published. It thaws
 * after {@link #THAW_NS} of quorum without a break, and nobody may be liquidated for {@link #GRACE_NS} more. While it
 * is frozen there is no jump guard: a market that has moved further than the guard comes back through the quorum.
 *
 * <p>Where sources are never stale, the initial index holds until one publishes; otherwise an index is frozen until its
 * quorum has published, and again after every start.
 */
public final class IndexBoard {
    /** How long there must have been a quorum before a frozen index moves. */
    public static final long THAW_NS = 30_000_000_000L;
    /** How long after that nobody is liquidated. */
    public static final long GRACE_NS = 60_000_000_000L;
    /** Time of a publication that counts as silent, and of a quorum that there is not. */
    public static final long NEVER_NS = Long.MIN_VALUE;

    private final Underlying underlying;
    private final WeightedMedian median = new WeightedMedian();
    private int[] sourceIds = new int[4];
    private long[] pricesE8 = new long[4];
    private long[] weights = new long[4];
    private long[] publishedNs = new long[4];
    private int count;
    private long quorumSinceNs = NEVER_NS;
    private long mayLiquidateFromNs = NEVER_NS;
    private boolean agrees;

    public IndexBoard(final Underlying underlying) {
        this.underlying = underlying;
        underlying.frozen(!isNeverStale());
    }

    /** Whether the price is further from the index than the jump guard allows; of a frozen index none is. */
    public boolean isJump(final long priceE8) {
        final long allowedE8 = FixedPoint.mulDivFloor(
                underlying.indexE8(), underlying.definition().jumpGuardE6(), E6);
        return !isFrozen() && Math.abs(priceE8 - underlying.indexE8()) > allowedE8;
    }

    /** Forgets a source; the index stays where it is until the next publication or timer. */
    public void remove(final int sourceId) {
        for (int slot = 0; slot < count; slot++) {
            if (sourceIds[slot] == sourceId) {
                count--;
                final int behind = count - slot;
                System.arraycopy(sourceIds, slot + 1, sourceIds, slot, behind);
                System.arraycopy(pricesE8, slot + 1, pricesE8, slot, behind);
                System.arraycopy(weights, slot + 1, weights, slot, behind);
                System.arraycopy(publishedNs, slot + 1, publishedNs, slot, behind);
                return;
            }
        }
    }

    /** Takes a publication and moves the index, unless it is frozen. */
    public void publish(final int sourceId, final long weight, final long priceE8, final long nowNs) {
        put(sourceId, weight, priceE8, nowNs);
        reprice(nowNs);
    }

    /** Takes the index anew of the sources that are not silent by now: one that has fallen silent moves it, too. */
    public void reprice(final long nowNs) {
        advanceTo(nowNs);
        if (!isFrozen() && median.count() > 0) {
            final long middleE8 = median.medianE8();
            median.clamp(middleE8, rules().clampE6());
            underlying.indexE8(median.medianE8());
            underlying.confidenceE6(median.spreadE6(underlying.indexE8()));
        }
    }

    /** Notices silence by now, and freezes an index that has lost its quorum; its price stays as it is. */
    public void freezeIfSilent(final long nowNs) {
        collect(nowNs);
        if (!agrees) {
            quorumSinceNs = NEVER_NS;
            underlying.frozen(true);
        }
    }

    private void advanceTo(final long nowNs) {
        collect(nowNs);
        if (!agrees) {
            quorumSinceNs = NEVER_NS;
            underlying.frozen(true);
            return;
        }
        if (!isFrozen()) {
            return;
        }
        if (quorumSinceNs == NEVER_NS) {
            quorumSinceNs = nowNs;
        }
        if (nowNs - quorumSinceNs >= THAW_NS) {
            quorumSinceNs = NEVER_NS;
            underlying.frozen(false);
            mayLiquidateFromNs = nowNs + GRACE_NS;
        }
    }

    /**
     * The venue has started, or its leader has changed: what was published before counts no more, if it ever ages.
     *
     * @return whether it does.
     */
    public boolean onStart() {
        if (!isNeverStale()) {
            Arrays.fill(publishedNs, 0, count, NEVER_NS);
            quorumSinceNs = NEVER_NS;
            underlying.frozen(true);
        }
        return !isNeverStale();
    }

    /** Whether the index stands still for want of a quorum: nothing that adds risk is accepted, nobody liquidated. */
    public boolean isFrozen() {
        return underlying.isFrozen();
    }

    /** Whether anybody may be liquidated: not while frozen, nor for {@link #GRACE_NS} after that. */
    public boolean mayLiquidate(final long nowNs) {
        return !isFrozen() && nowNs >= mayLiquidateFromNs;
    }

    /** Whether time alone may freeze or thaw the index: somebody has to look each second. */
    public boolean isWatched() {
        return !isNeverStale() && (!isFrozen() || quorumSinceNs != NEVER_NS);
    }

    /** Since when a frozen index has had a quorum; {@link #NEVER_NS}: it has none, or is not frozen. */
    public long quorumSinceNs() {
        return quorumSinceNs;
    }

    /** From when on anybody may be liquidated, unless the index is frozen. */
    public long mayLiquidateFromNs() {
        return mayLiquidateFromNs;
    }

    /** Takes a saved state; the sources are restored by themselves, and the index by itself. */
    public void restore(final boolean isFrozen, final long newQuorumSinceNs, final long newMayLiquidateFromNs) {
        underlying.frozen(isFrozen);
        quorumSinceNs = newQuorumSinceNs;
        mayLiquidateFromNs = newMayLiquidateFromNs;
    }

    /** Takes a source's last publication and leaves the index where it is: it is restored by itself. */
    public void restoreSource(final int sourceId, final long weight, final long priceE8, final long atNs) {
        put(sourceId, weight, priceE8, atNs);
    }

    /** Number of sources that have published. */
    public int sourceCount() {
        return count;
    }

    /** Session of a source, by its order of first publication. */
    public int sourceId(final int n) {
        return sourceIds[n];
    }

    /** Last price of a source. */
    public long sourcePriceE8(final int n) {
        return pricesE8[n];
    }

    /** Weight of a source at its last publication. */
    public long sourceWeight(final int n) {
        return weights[n];
    }

    /** When a source published last; {@link #NEVER_NS}: before the last start. */
    public long sourcePublishedNs(final int n) {
        return publishedNs[n];
    }

    /** What becomes of a source's last publication by now. */
    public SourceStatus sourceStatus(final int n, final long nowNs) {
        if (!isLive(n, nowNs)) {
            return SourceStatus.SILENT;
        }
        collect(nowNs);
        final long middleE8 = median.medianE8();
        final long allowedE8 = FixedPoint.mulDivFloor(middleE8, rules().clampE6(), E6);
        return Math.abs(pricesE8[n] - middleE8) > allowedE8 ? SourceStatus.CLAMPED : SourceStatus.COUNTS;
    }

    /** Whether a source's last publication counts. */
    public boolean isLive(final int n, final long nowNs) {
        return isNeverStale() || (publishedNs[n] != NEVER_NS && nowNs - publishedNs[n] < rules().stalenessNs());
    }

    private boolean isNeverStale() {
        return rules().stalenessNs() == 0;
    }

    private OracleRules rules() {
        return underlying.definition().oracle();
    }

    private void collect(final long nowNs) {
        final OracleRules rules = rules();
        median.clear();
        for (int n = 0; n < count; n++) {
            median.add(pricesE8[n], isLive(n, nowNs) ? weights[n] : 0);
        }
        if (count == 0 && isNeverStale()) {
            agrees = true; // the initial index holds
        } else if (rules.quorum() <= 1) {
            agrees = median.count() > 0;
        } else {
            agrees = median.count() >= rules.quorum()
                    && median.countWithin(median.medianE8(), rules.clampE6()) >= rules.quorum();
        }
    }

    private void put(final int sourceId, final long weight, final long priceE8, final long nowNs) {
        int slot = 0;
        while (slot < count && sourceIds[slot] != sourceId) {
            slot++;
        }
        if (slot == count) {
            if (count == sourceIds.length) {
                sourceIds = Arrays.copyOf(sourceIds, count * 2);
                pricesE8 = Arrays.copyOf(pricesE8, count * 2);
                weights = Arrays.copyOf(weights, count * 2);
                publishedNs = Arrays.copyOf(publishedNs, count * 2);
            }
            sourceIds[count++] = sourceId;
        }
        pricesE8[slot] = priceE8;
        weights[slot] = weight;
        publishedNs[slot] = nowNs;
    }
}
