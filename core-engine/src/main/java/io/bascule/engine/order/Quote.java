package io.bascule.engine.order;

/** A session's two-sided quote of one account in one instrument. Its sides are orders without a ClOrdID. */
public final class Quote {
    public final int accountId;
    public final int instrumentId;
    /** What all quotes of the session on the instrument's underlying trade counts there. */
    public final QuoteWindow window;
    /** Null: none at present. */
    public Order bid;
    /** Null: none at present. */
    public Order offer;
    /** QuoteID(117) of the mass quote that set it. */
    public final Text quoteId = new Text();
    /** QuoteEntryID(299) there. */
    public final Text entryId = new Text();

    public Quote(final int accountId, final int instrumentId, final QuoteWindow window) {
        this.accountId = accountId;
        this.instrumentId = instrumentId;
        this.window = window;
    }

    /** Whether a side of it is in the book. */
    public boolean isLive() {
        return bid != null || offer != null;
    }

    /** The order of a side, or null. */
    public Order order(final Side side) {
        return side == Side.BUY ? bid : offer;
    }

    /** Makes an open order a side of it. */
    public void take(final Order order) {
        order.quote = this;
        if (order.side == Side.BUY) {
            bid = order;
        } else {
            offer = order;
        }
    }

    /** An order of it has reached a terminal state. */
    public void ended(final Order order) {
        order.quote = null;
        if (bid == order) {
            bid = null;
        } else if (offer == order) {
            offer = null;
        }
    }
}
