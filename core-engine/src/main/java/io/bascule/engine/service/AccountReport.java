package io.bascule.engine.service;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.RejectReason;

/** What is said of an inquiry about accounts: first the acknowledgement, then a report each. Mutable and reused. */
public final class AccountReport {
    /** What was asked, by whom. */
    public AccountInquiry inquiry;

    /** The acknowledgement: no report yet, and maybe none to come. */
    public boolean isAcknowledgement;

    public RejectReason rejectReason = RejectReason.NONE;
    public long timestampNs;
    /** How many reports there are. */
    public int reportCount;
    /** Which of them this is, from 1. */
    public int reportIndex;

    public int accountId;
    /** Of a report about margin or collateral. */
    public final MarginFigures margin = new MarginFigures();

    /** By {@link Currency#index}, in its units; negative: owed. */
    public final long[] collateralUnits = new long[Currency.count()];
    /** By {@link Currency#index}. */
    public final long[] haircutsE6 = new long[Currency.count()];

    public int instrumentId;
    /** Signed. */
    public long positionE8;

    public long entryPxE8;
    public long markE8;
    /** Mark at the last 00:00 UTC. */
    public long dayMarkE8;
    /** {@link io.bascule.engine.order.OrderRequest#ABSENT}: no price liquidates the account. */
    public long liquidationPxE8;
    /** In settlement units; negative: received. */
    public long fundingPaidUnits;

    public Currency settlement;
}
