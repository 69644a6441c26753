package io.bascule.engine.order;

/** MassOrderRequestStatus(2425): what became of a batch. */
public enum BatchOutcome {
    ACCEPTED(1),
    ACCEPTED_IN_PART(2),
    REJECTED(3);

    private final byte code;

    BatchOutcome(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's. */
    public byte code() {
        return code;
    }
}
