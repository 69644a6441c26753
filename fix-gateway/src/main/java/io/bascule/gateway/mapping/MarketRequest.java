package io.bascule.gateway.mapping;

import java.util.List;

/**
 * What a MarketDataRequest is about.
 *
 * @param instrumentIds each once
 * @param depth levels of a side
 * @param view bits of {@link MarketView}
 */
record MarketRequest(List<Integer> instrumentIds, int depth, int view) {}
