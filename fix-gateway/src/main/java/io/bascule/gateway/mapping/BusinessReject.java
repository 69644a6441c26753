package io.bascule.gateway.mapping;

/** A message that the gateway itself answers with a BusinessMessageReject (35=j). */
public class BusinessReject extends Exception {
    private static final long serialVersionUID = 1L;

    private final int businessRejectReason;

    /**
     * A refusal.
     *
     * @param businessRejectReason BusinessRejectReason(380), before the dialect's fallback
     * @param text Text(58)
     */
    public BusinessReject(int businessRejectReason, String text) {
        // It is an answer, not a failure: no stack trace on the event loop.
        super(text, null, false, false);
        this.businessRejectReason = businessRejectReason;
    }

    /** BusinessRejectReason(380). */
    public int businessRejectReason() {
        return businessRejectReason;
    }
}
