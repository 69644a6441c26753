package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.plain;

import java.util.ArrayList;
import java.util.List;

/** What a venue said of liquidations, as text. */
final class LadderTexts {
    private final List<String> texts = new ArrayList<>();

    void add(final LiquidationStep s) {
        texts.add(s.rule + " " + s.accountId
                + (s.counterpartyId == 0 ? "" : " with " + s.counterpartyId)
                + (s.instrumentId == 0
                        ? ""
                        : " " + plain(s.qtyE8) + " of " + s.instrumentId + " at " + plain(s.priceE8))
                + (s.amountUnits == 0 ? "" : " for " + s.amountUnits)
                + (s.feeMicros == 0 ? "" : " fee " + s.feeMicros));
    }

    void add(final MarginCall c) {
        texts.add("CALL " + c.accountId + " below " + c.thresholdE6 + " copies " + c.copies.count());
    }

    void add(final AuctionNotice a) {
        texts.add("R " + a.auctionId + " legs " + a.legCount);
    }

    /** Since the last call. */
    List<String> said() {
        final List<String> copy = List.copyOf(texts);
        texts.clear();
        return copy;
    }
}
