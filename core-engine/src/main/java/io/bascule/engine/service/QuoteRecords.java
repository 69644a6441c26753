package io.bascule.engine.service;

import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.Quote;
import io.bascule.engine.order.QuoteWindow;
import io.bascule.engine.order.Side;

/** A session's quotes in a state's records. Only those with a side in the book: the others say nothing. */
final class QuoteRecords {
    private QuoteRecords() {}

    static void write(final StateWriter out, final SessionState session) {
        out.begin(StateRecord.QUOTES);
        out.putText(session.lastQuoteId.bytes(), session.lastQuoteId.length());
        for (final Quote quote : session.quotes()) {
            if (quote.isLive()) {
                out.putInt(quote.instrumentId);
                out.putInt(quote.accountId);
                out.putLong(orderId(quote.bid));
                out.putLong(orderId(quote.offer));
                out.putText(quote.quoteId.bytes(), quote.quoteId.length());
                out.putText(quote.entryId.bytes(), quote.entryId.length());
            }
        }
        out.putInt(StateSaver.NO_MORE);
        for (final QuoteWindow window : session.quoteWindows()) {
            if (!window.isUnused()) {
                out.putInt(window.underlyingId);
                out.putLong(window.startNs);
                out.putLong(window.quantityMicros);
                out.putLong(window.deltaMicros);
                out.putInt(window.trades);
                out.putBoolean(window.tripped);
            }
        }
        out.putInt(StateSaver.NO_MORE);
        out.end();
    }

    /** Makes orders that are loaded and in their books the sides of quotes. */
    static void read(final StateReader in, final Registry registry, final SessionState session) {
        in.begin(StateRecord.QUOTES);
        in.getText(session.lastQuoteId);
        int instrumentId = in.getCount(registry.instruments.size());
        while (instrumentId != StateSaver.NO_MORE) {
            final Instrument instrument = registry.instrument(instrumentId);
            final Quote quote = session.quote(in.getCount(registry.accounts.size()), instrument);
            take(in, quote, Side.BUY, registry.ordersById.get(in.getLong()), session);
            take(in, quote, Side.SELL, registry.ordersById.get(in.getLong()), session);
            in.getText(quote.quoteId);
            in.getText(quote.entryId);
            instrumentId = in.getCount(registry.instruments.size());
        }
        int underlyingId = in.getCount(registry.underlyings.size());
        while (underlyingId != StateSaver.NO_MORE) {
            final QuoteWindow window = session.quoteWindow(underlyingId);
            window.startNs = in.getLong();
            window.quantityMicros = in.getLong();
            window.deltaMicros = in.getLong();
            window.trades = in.getInt();
            window.tripped = in.getBoolean();
            underlyingId = in.getCount(registry.underlyings.size());
        }
        in.end();
    }

    private static void take(
            final StateReader in, final Quote quote, final Side side, final Order order, final SessionState session) {
        if (order == null) {
            return; // the hash tells whether there was none
        }
        final boolean fits = order.isOpen()
                && order.sessionId == session.id
                && order.accountId == quote.accountId
                && order.instrumentId == quote.instrumentId
                && order.side == side;
        if (!fits) {
            throw in.broken("order " + order.orderId + " is no side of a quote of session " + session.id);
        }
        quote.take(order);
    }

    private static long orderId(final Order order) {
        return order == null ? 0 : order.orderId;
    }
}
