package io.bascule.gateway.mapping;

import io.bascule.gateway.encoding.MessageBody;
import quickfix.field.MsgType;
import quickfix.field.SecurityTradingStatus;

/** What may be done in an instrument: SecurityTradingStatus(326) and, where it is understood, SecurityStatus(965). */
enum TradingStatus {
    READY("17", "1"),
    /** Trading goes on. */
    RESUMED("3", "1"),
    /** Halted, but for what reduces risk. */
    REDUCE_ONLY("2", "3"),
    HALTED("2", "2"),
    EXPIRED("18", "2"),
    UNKNOWN("20", "");

    private static final int SECURITY_STATUS = 965;

    private final String securityTradingStatus;
    private final String securityStatus;

    TradingStatus(String securityTradingStatus, String securityStatus) {
        this.securityTradingStatus = securityTradingStatus;
        this.securityStatus = securityStatus;
    }

    void put(MessageBody body, Vocabulary vocabulary) {
        body.put(SecurityTradingStatus.FIELD, securityTradingStatus);
        boolean isSaid = !securityStatus.isEmpty()
                && vocabulary.hasTag(MsgType.SECURITY_STATUS, SECURITY_STATUS)
                && !vocabulary.value(SECURITY_STATUS, securityStatus, "").isEmpty();
        if (isSaid) {
            body.put(SECURITY_STATUS, securityStatus);
        }
    }
}
