package io.bascule.gateway.mapping;

import java.util.List;

/**
 * What a MarketDataRequest is about.
 *
 * @param instrumentIds each once
 * @param depth levels of a side
 * @param view bits of {@link MarketView}
 * @param isIncremental whether a subscription tells changes only, behind a first whole report
 */
record MarketRequest(List<Integer> instrumentIds, int depth, int view, boolean isIncremental) {}
