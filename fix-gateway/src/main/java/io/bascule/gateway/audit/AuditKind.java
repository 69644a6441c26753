package io.bascule.gateway.audit;

/** What a record of the audit log is about. The names stand in the log, the codes in the queue. */
public enum AuditKind {
    /** The venue, or the log, was started. */
    START(1),
    /** The venue was stopped. */
    STOP(2),
    /** A session's numbers, as they were found at the start. */
    NUMBERS(3),
    /** A session's numbers were reset, or set otherwise than by counting a message. */
    SEQUENCE(4),
    /** A Logon was let in. */
    LOGON(5),
    /** A Logon was refused. */
    REFUSED(6),
    /** An address was blocked for its failed Logons. */
    BLOCKED(7),
    /** A session's connection ended. */
    LOGOFF(8),
    /** Bytes that were received. */
    IN(9),
    /** Bytes that were sent. */
    OUT(10),
    /** What an operator did. */
    OPERATOR(11),
    /** Something about the log itself: a file was deleted by its retention, records are missing. */
    LOG(12);

    private static final AuditKind[] BY_CODE = new AuditKind[values().length + 1];

    static {
        for (AuditKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;

    AuditKind(int code) {
        this.code = code;
    }

    /** What stands for it in the queue; never 0. */
    int code() {
        return code;
    }

    /** The kind of a code; null if there is none. */
    static AuditKind of(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
