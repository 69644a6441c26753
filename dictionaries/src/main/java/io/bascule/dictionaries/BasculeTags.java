package io.bascule.dictionaries;

/** The user-defined tags and message types of the contract. Amounts are in USD; the dictionaries give the types. */
public final class BasculeTags {
    /** MsgType of MarginPreviewRequest. */
    public static final String MARGIN_PREVIEW_REQUEST = "U1";

    /** MsgType of MarginPreviewReport. */
    public static final String MARGIN_PREVIEW_REPORT = "U2";

    /** The requester's name for a preview. */
    public static final int PREVIEW_REQ_ID = 20001;

    /** The venue's name for a preview. */
    public static final int PREVIEW_ID = 20002;

    /** Outcome of a preview: 0 acceptable, 1 would be rejected, 2 invalid request. */
    public static final int PREVIEW_STATUS = 20003;

    /** Number of the event that the answer's state includes; text, because engines hold INT as 32 bits. */
    public static final int EVENT_NUMBER = 20004;

    /** 0 before the previewed orders, 1 after. */
    public static final int PREVIEW_STATE = 20005;

    /** The scenario that decides scan risk after the previewed orders. */
    public static final int WORST_SCENARIO_ID = 20006;

    /** Worst price of the simulated fills. */
    public static final int SIM_WORST_PX = 20007;

    /** Average price of the simulated fills against the mid before, in basis points. */
    public static final int SLIPPAGE_BPS = 20008;

    /** Initial margin with the order less initial margin without it. */
    public static final int MARGIN_CONTRIBUTION = 20009;

    /** Price at which the account would be liquidated; absent if there is none. */
    public static final int LIQUIDATION_PX = 20010;

    /** Number of instruments in a preview report. */
    public static final int NO_PREVIEW_INSTRUMENTS = 20011;

    /** Signed position before. */
    public static final int POSITION_BEFORE = 20012;

    /** Signed position after. */
    public static final int POSITION_AFTER = 20013;

    /** By how much initial margin exceeds initial-margin equity, on a margin refusal. */
    public static final int MARGIN_SHORTFALL = 20014;

    /** Initial margin of the account after the event. */
    public static final int INITIAL_MARGIN = 20015;

    /** Maintenance margin of the account after the event. */
    public static final int MAINTENANCE_MARGIN = 20016;

    /** Equity of the account after the event. */
    public static final int EQUITY = 20017;

    /** Equity over maintenance margin. */
    public static final int MARGIN_LEVEL = 20018;

    /** At Logon, overrides the session's setting: 0 off, 1 on. */
    public static final int CANCEL_ON_DISCONNECT = 20019;

    /** Refuse the order if the account's initial margin would exceed this. */
    public static final int MAX_INITIAL_MARGIN = 20020;

    /** Current funding rate, as a fraction per 8 hours. */
    public static final int FUNDING_RATE = 20021;

    /** Predicted funding rate, as a fraction per 8 hours. */
    public static final int PREDICTED_FUNDING_RATE = 20022;

    /** 0 each order by itself, 1 all or none. */
    public static final int BATCH_MODE = 20030;

    /** Why the venue made the order: 1 liquidation, 2 backstop, 3 takeover, 4 ADL, 5 settlement. */
    public static final int EXEC_CAUSE = 20040;

    /** Name of a funding payment. */
    public static final int FUNDING_PAYMENT_ID = 20041;

    /** Fraction by which a collateral is discounted. */
    public static final int HAIRCUT = 20042;

    /** Average entry price of a position. */
    public static final int ENTRY_PX = 20043;

    /** When the next funding payment is due. */
    public static final int NEXT_FUNDING_TIME = 20044;

    /** What triggers a stop: 1 mark, 2 index, 3 last. */
    public static final int STOP_TRIGGER = 20045;

    /** Whether a MarketDataRequest asks for what index and mark are made of, too. */
    public static final int PRICE_PARTS = 20050;

    /** How many of the newest payments of funding a MarketDataRequest asks for: 0 to 168. */
    public static final int FUNDING_PAYMENTS = 20051;

    /** Number of prices that index, mark and premium are made of. */
    public static final int NO_PRICE_PARTS = 20052;

    /**
     * 1 a source's index, 2 a source's price of the contract elsewhere, 3 index + 150 s average, 4 book, 5 median of
     * prices elsewhere or index + 30 s average, 6 impact bid, 7 impact ask.
     */
    public static final int PRICE_PART_TYPE = 20053;

    /** Price of a part. */
    public static final int PRICE_PART_PX = 20054;

    /** CompID of the source of a part. */
    public static final int PRICE_PART_SOURCE = 20055;

    /** What a source weighs in the median. */
    public static final int PRICE_PART_WEIGHT = 20056;

    /** What becomes of a source's price: 0 it counts, 1 clamped, 2 silent, it weighs nothing. */
    public static final int PRICE_PART_STATUS = 20057;

    /** When a source published last; absent: before the last start. */
    public static final int PRICE_PART_TIME = 20058;

    /**
     * 0 follows its sources, 1 frozen, 2 frozen until its quorum has lasted, 3 follows them, but nobody is liquidated
     * yet.
     */
    public static final int INDEX_STATUS = 20059;

    /** How far the furthest source that counts is from the index, as a fraction. */
    public static final int INDEX_CONFIDENCE = 20060;

    /** Mean of the premium samples since the last payment of funding, as a fraction. */
    public static final int MEAN_PREMIUM = 20061;

    /** Seconds between two payments of funding; each is this part of the rate for 8 hours. */
    public static final int FUNDING_INTERVAL = 20062;

    /** Mark of a dated future above its index, as a fraction per 365 days. */
    public static final int ANNUALISED_BASIS = 20063;

    /** Number of payments of funding that are told, the newest first. */
    public static final int NO_FUNDING_PAYMENTS = 20064;

    /** When a payment of funding was due. */
    public static final int FUNDING_TIME = 20065;

    /** Rate of a payment of funding, as a fraction per 8 hours; 0 of one that was missed. */
    public static final int PAID_FUNDING_RATE = 20066;

    private BasculeTags() {}
}
