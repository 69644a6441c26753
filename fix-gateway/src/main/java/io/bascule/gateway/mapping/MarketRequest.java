package io.bascule.gateway.mapping;

import java.util.List;

/**
 * What a MarketDataRequest is about.
 *
 * @param instrumentIds each once
 * @param depth levels of a side
 * @param view bits of {@link MarketView}
 * @param hasParts whether it asks for the parts of prices, too
 * @param payments newest payments of funding that it asks for
 * @param isIncremental whether a subscription tells changes only, behind a first whole report
 */
record MarketRequest(
        List<Integer> instrumentIds, int depth, int view, boolean hasParts, int payments, boolean isIncremental) {
    /** One for as much as the bits of its view say, told whole. */
    static MarketRequest of(List<Integer> instrumentIds, int view) {
        return new MarketRequest(instrumentIds, 0, view, false, 0, false);
    }
}
