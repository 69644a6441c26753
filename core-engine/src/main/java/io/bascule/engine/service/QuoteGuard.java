package io.bascule.engine.service;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.QuoteWindow;
import java.util.ArrayList;
import java.util.List;

/** Market-maker protection: counts what quotes trade, and notes where that has reached a limit. */
final class QuoteGuard {
    private final Registry registry;
    private final List<QuoteWindow> tripped = new ArrayList<>();

    QuoteGuard(final Registry registry) {
        this.registry = registry;
    }

    /** A quote's order has traded. */
    void onTrade(final Order order, final long notionalMicros, final long timestampNs) {
        final QuoteProtection limits =
                registry.session(order.sessionId).definition.quoteProtection();
        final QuoteWindow window = order.quote.window;
        if (limits.windowNs() == 0 || window.tripped) {
            return;
        }
        if (window.startNs == 0 || timestampNs - window.startNs >= limits.windowNs()) {
            window.restart(timestampNs);
        }
        window.add(order.side, notionalMicros);
        if (limits.isReached(window)) {
            window.tripped = true;
            tripped.add(window);
        }
    }

    /** Whether quotes are to be pulled before the command ends. */
    boolean hasTripped() {
        return !tripped.isEmpty();
    }

    /** A window that has tripped in this command, each once. */
    QuoteWindow takeTripped() {
        return tripped.remove(tripped.size() - 1);
    }
}
