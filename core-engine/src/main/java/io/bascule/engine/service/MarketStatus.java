package io.bascule.engine.service;

/** Trading in an underlying's instruments, or in one of them, goes on otherwise: an event. Mutable and reused. */
public final class MarketStatus {
    /** What has come. */
    public enum Kind {
        /** The index has no quorum: orders that add risk are refused, nobody is liquidated. */
        INDEX_FROZEN(1),
        /** The index has thawed: liquidation may begin in a minute. */
        INDEX_THAWED(2),
        /** A future has expired: trading is over. */
        EXPIRED(3),
        /** A future's positions were closed at its settlement price. */
        SETTLED(4);

        private final byte code;

        Kind(final int code) {
            this.code = (byte) code;
        }

        /** The value on the wire. */
        public byte code() {
            return code;
        }
    }

    public long eventNumber;
    public long timestampNs;
    public Kind kind;
    public int underlyingId;
    /** 0: of all instruments of the underlying. */
    public int instrumentId;
    /** The index as it stands; of a settlement its price. */
    public long priceE8;
}
