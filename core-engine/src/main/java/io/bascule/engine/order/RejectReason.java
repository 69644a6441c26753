package io.bascule.engine.order;

/** Why a request was refused. The gateway maps it to OrdRejReason(103), CxlRejReason(102) and Text(58). */
public enum RejectReason {
    NONE(0),
    UNKNOWN_SYMBOL(1),
    UNKNOWN_ACCOUNT(2),
    UNKNOWN_ORDER(3),
    TOO_LATE(4),
    DUPLICATE_CL_ORD_ID(5),
    CL_ORD_ID_TOO_LONG(6),
    PRICE_MISSING(7),
    PRICE_NOT_POSITIVE(8),
    PRICE_PRECISION(9),
    PRICE_OFF_TICK(10),
    PRICE_OUT_OF_RANGE(11),
    PRICE_OUTSIDE_BAND(12),
    PRICE_NOT_ALLOWED(13),
    QUANTITY_MISSING(14),
    QUANTITY_NOT_POSITIVE(15),
    QUANTITY_PRECISION(16),
    QUANTITY_OFF_LOT(17),
    QUANTITY_OUT_OF_RANGE(18),
    INSUFFICIENT_MARGIN(19),
    POSITION_LIMIT(20),
    OPEN_ORDER_LIMIT(21),
    VENUE_BUSY(22),
    SIDE_MISMATCH(23),
    SYMBOL_MISMATCH(24),
    ACCOUNT_MISMATCH(25),
    ORD_TYPE_MISMATCH(26),
    UNSUPPORTED_VALUE(27),
    PRICE_JUMP(28),
    BATCH_REJECTED(29),
    TOO_MANY_LEGS(30),
    SESSION_LIMIT(31),
    TOO_MANY_REPORTS(32),
    STOP_PX_MISSING(33),
    STOP_PX_NOT_ALLOWED(34),
    STOP_PX_INVALID(35),
    EXPIRE_TIME_MISSING(36),
    EXPIRE_TIME_NOT_ALLOWED(37),
    EXPIRE_TIME_PASSED(38),
    DISPLAY_QTY_INVALID(39),
    MIN_QTY_INVALID(40),
    EXEC_INST_INVALID(41),
    WOULD_TRADE(42),
    WOULD_INCREASE_POSITION(43),
    MAX_INITIAL_MARGIN(44),
    SELF_MATCH_INVALID(45),
    QUANTITY_TOO_SMALL(46),
    NO_LIQUIDITY(47),
    INDEX_FROZEN(50),
    INSTRUMENT_EXPIRED(51),
    NO_ENTRIES(60),
    COUNT_MISMATCH(61),
    RESPONSE_LEVEL(62),
    DUPLICATE_ENTRY(63),
    UNKNOWN_ACTION(64),
    QUOTE_CROSSED(65),
    QUOTES_PROTECTED(66),
    UNKNOWN_QUOTE(67),
    TOO_FEW_LEGS(68),
    CL_ORD_ID_MISSING(69);

    private static final RejectReason[] BY_CODE = new RejectReason[128];

    static {
        for (final RejectReason value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final byte code;

    RejectReason(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's where FIX has one. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static RejectReason of(final int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
