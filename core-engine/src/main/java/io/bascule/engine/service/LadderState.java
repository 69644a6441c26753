package io.bascule.engine.service;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.liquidation.MarginLevel;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.margin.PriceMovement;

/** Where one account stands on the ladder, and what its stage has to remember. */
final class LadderState {
    /** How long what deleveraging added to an account's margin is waived. */
    static final long WAIVER_NS = 3_600_000_000_000L;

    LadderStage stage = LadderStage.HEALTHY;
    /** Margin calls that stand. */
    int calls;
    /** An index of what it holds is frozen, or all of it is halted. */
    boolean held;
    /** Since when. */
    long heldSinceNs;
    /** When the next slice may come. */
    long nextSliceNs;
    /** Slices without a fill, one after the other. */
    int unfilled;
    /** 0: no auction. */
    long auctionId;

    long auctionStartNs;
    /** Until when {@link #waivedInitialMicros} and {@link #waivedMaintenanceMicros} do not count. */
    long waivedUntilNs;

    /** {@link #bit} of each underlying in which it lost a hedge. */
    long waivedUnderlyings;

    long waivedInitialMicros;
    long waivedMaintenanceMicros;
    /** Positions at entry of the unwind, by instrument; null outside of it. */
    long[] entryLots;

    // What the last look found that left a healthy account as it was; no part of the state: after a start all is looked
    // at, and another look at the same leaves it as it was again.
    private long seenPricesVersion = -1;
    private long seenHoldingsVersion = -1;
    private long seenUpToE9 = -1;

    // The figures that were taken last, waivers counted: taken anew when they are needed.
    long equityMicros;
    long maintenanceMicros;
    long initialMicros;
    long excessMicros;
    boolean hasPositions;

    /** An underlying in {@link #waivedUnderlyings}. */
    static long bit(final Underlying underlying) {
        return 1L << (underlying.id() - 1);
    }

    /** Remembers the positions at entry of the unwind. */
    void enterUnwind(final Holdings holdings, final int instrumentCount, final long nowNs) {
        entryLots = new long[instrumentCount + 1];
        for (int id = 1; id <= instrumentCount; id++) {
            entryLots[id] = holdings.lots(id);
        }
        nextSliceNs = nowNs;
        unfilled = 0;
    }

    /** A position at entry of the unwind; one that was opened since counts as it is. */
    long entryLots(final int instrumentId, final long heldLots) {
        final boolean wasHeld = entryLots != null && instrumentId < entryLots.length && entryLots[instrumentId] != 0;
        return wasHeld ? entryLots[instrumentId] : heldLots;
    }

    /** It is no longer held; the auction's clock stood meanwhile. */
    void resume(final long nowNs) {
        auctionStartNs += stage == LadderStage.AUCTION ? nowNs - heldSinceNs : 0;
        held = false;
        heldSinceNs = 0;
    }

    /** Forgets what a stage remembered. */
    void leave() {
        entryLots = null;
        unfilled = 0;
        nextSliceNs = 0;
        auctionId = 0;
        auctionStartNs = 0;
    }

    /**
     * A look has left a healthy account as it was.
     *
     * @param upToE9 the {@link PriceMovement} up to which another would too.
     */
    void saw(final Holdings holdings, final long pricesVersion, final long upToE9) {
        seenHoldingsVersion = holdings.version();
        seenPricesVersion = pricesVersion;
        seenUpToE9 = upToE9;
    }

    /**
     * Whether a look would leave the account as it is: healthy, without a clock, as the last found it, and at prices
     * that are the same or no further than they may be.
     */
    boolean isAsSeen(final Holdings holdings, final long pricesVersion, final long movementE9) {
        return stage == LadderStage.HEALTHY
                && !held
                && waivedUntilNs == 0
                && seenHoldingsVersion == holdings.version()
                && (movementE9 <= seenUpToE9 || seenPricesVersion == pricesVersion);
    }

    /** Whether there is nothing to remember. */
    boolean isInitial() {
        return stage == LadderStage.HEALTHY && calls == 0 && !held && waivedUntilNs == 0;
    }

    /** Takes an account's figures, with what is waived. */
    void take(final PortfolioMargin margin, final Holdings holdings) {
        equityMicros = margin.equityMicros(holdings);
        maintenanceMicros = Math.max(0, margin.maintenanceMarginMicros(holdings) - waivedMaintenanceMicros);
        initialMicros = Math.max(0, margin.initialMarginMicros(holdings) - waivedInitialMicros);
        excessMicros = margin.excessMicros(holdings, initialMicros);
    }

    void describe(final MarginCall call) {
        call.levelE6 = MarginLevel.levelE6(equityMicros, maintenanceMicros);
        call.equityMicros = equityMicros;
        call.maintenanceMicros = maintenanceMicros;
        call.initialMicros = initialMicros;
        call.shortfallMicros = Math.max(0, -excessMicros);
    }

    void write(final StateWriter out) {
        out.putByte(stage.code());
        out.putByte(calls);
        out.putBoolean(held);
        out.putLong(heldSinceNs);
        out.putLong(nextSliceNs);
        out.putInt(unfilled);
        out.putLong(auctionId);
        out.putLong(auctionStartNs);
        out.putLong(waivedUntilNs);
        out.putLong(waivedUnderlyings);
        out.putLong(waivedInitialMicros);
        out.putLong(waivedMaintenanceMicros);
        out.putInt(entryLots == null ? 0 : entryLots.length);
        for (int i = 0; entryLots != null && i < entryLots.length; i++) {
            out.putLong(entryLots[i]);
        }
    }

    void read(final StateReader in) {
        stage = LadderStage.of(in.getByte());
        if (stage == null) {
            throw in.broken("an account stands at a stage that is not known");
        }
        calls = in.getByte();
        held = in.getBoolean();
        heldSinceNs = in.getLong();
        nextSliceNs = in.getLong();
        unfilled = in.getInt();
        auctionId = in.getLong();
        auctionStartNs = in.getLong();
        waivedUntilNs = in.getLong();
        waivedUnderlyings = in.getLong();
        waivedInitialMicros = in.getLong();
        waivedMaintenanceMicros = in.getLong();
        final int length = in.getCount(Holdings.MAX_INSTRUMENTS + 1);
        entryLots = length == 0 ? null : new long[length];
        for (int i = 0; i < length; i++) {
            entryLots[i] = in.getLong();
        }
    }
}
