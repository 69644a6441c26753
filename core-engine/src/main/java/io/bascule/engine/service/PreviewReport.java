package io.bascule.engine.service;

import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.OrdStatus;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.PreviewStatus;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Text;

/** A MarginPreviewReport. Mutable and reused. Quantities and prices in 1e-8, money in USDC micros. */
public final class PreviewReport {
    public int sessionId;
    public long timestampNs;
    /** Last event of the state that it was computed at. */
    public long eventNumber;
    /** Counts previews from 1. */
    public long previewId;

    public int accountId;
    public PreviewStatus status = PreviewStatus.INVALID;
    /** Of an invalid request; {@link RejectReason#NONE} otherwise. */
    public RejectReason rejectReason = RejectReason.NONE;

    public final MarginFigures before = new MarginFigures();
    public final MarginFigures after = new MarginFigures();
    public final Text previewReqId = new Text();
    public final Text accountName = new Text();

    public int legCount;
    public final Leg[] legs = new Leg[PreviewRequest.MAX_LEGS];
    public int positionCount;
    /** Instruments in which the account holds or would hold a position, by id. */
    public final PositionLine[] positions = new PositionLine[PreviewRequest.MAX_LEGS * 2];

    public PreviewReport() {
        for (int i = 0; i < legs.length; i++) {
            legs[i] = new Leg();
        }
        for (int i = 0; i < positions.length; i++) {
            positions[i] = new PositionLine();
        }
    }

    /** What would become of one hypothetical order. */
    public static final class Leg {
        public int instrumentId;
        public OrdStatus ordStatus = OrdStatus.REJECTED;
        public RejectReason rejectReason = RejectReason.NONE;
        public long cumQtyE8;
        public long leavesQtyE8;
        public long avgPxE8;
        /** Price of the last simulated fill; 0 without one. */
        public long worstPxE8;
        /**
         * Average price against the mid before, in 1e-4 bps, a cost positive; {@link OrderRequest#ABSENT} if unknown.
         */
        public long slippageBpsE4;

        public long feeMicros;
        /** Initial margin with the leg less without it. */
        public long marginContributionMicros;

        public long shortfallMicros;
        public final Text clOrdId = new Text();
    }

    /** A position before and after. */
    public static final class PositionLine {
        public int instrumentId;
        public long beforeE8;
        public long afterE8;
        /** Mark at which equity would equal maintenance margin, all else unchanged; ABSENT: none. */
        public long liquidationPxE8;
    }
}
