package io.bascule.engine.order;

/** OrderEntryAction(2429) of an entry of a batch. */
public enum EntryAction {
    ADD(1),
    MODIFY(2),
    DELETE(3);

    private final byte code;

    EntryAction(final int code) {
        this.code = (byte) code;
    }

    /** The value on the wire, and FIX's. */
    public byte code() {
        return code;
    }

    /** The constant of a code, or null if there is none. */
    public static EntryAction of(final int code) {
        return switch (code) {
            case 1 -> ADD;
            case 2 -> MODIFY;
            case 3 -> DELETE;
            default -> null;
        };
    }
}
