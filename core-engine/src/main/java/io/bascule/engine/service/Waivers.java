package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.PortfolioMargin;

/**
 * What deleveraging has added to accounts' margin and does not count for an hour (margin.md, ADL): never more than what
 * the positions in that underlying still add, so that it ends with its cause.
 */
final class Waivers {
    private final Registry registry;
    private final Holdings without = new Holdings();

    Waivers(final Registry registry) {
        this.registry = registry;
    }

    /**
     * Lowers an account's waiver to what its cause adds to margin now; ends it with its hour, or at nothing.
     *
     * @return whether it ended.
     */
    boolean limit(final Account account, final LadderState state, final long nowNs) {
        if (state.waivedUntilNs == 0) {
            return false;
        }
        limitToCause(account, state);
        final boolean isGone = state.waivedInitialMicros == 0 && state.waivedMaintenanceMicros == 0;
        final boolean isOver = isGone || nowNs >= state.waivedUntilNs;
        if (isOver) {
            state.waivedUntilNs = 0;
            state.waivedUnderlyings = 0;
            state.waivedInitialMicros = 0;
            state.waivedMaintenanceMicros = 0;
        }
        return isOver;
    }

    private void limitToCause(final Account account, final LadderState state) {
        final PortfolioMargin margin = registry.margin(account);
        final long initial = margin.initialMarginMicros(account.holdings());
        final long maintenance = margin.maintenanceMarginMicros(account.holdings());
        without.copyFrom(account.holdings(), registry.instruments.size());
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            final boolean isCause = (state.waivedUnderlyings & LadderState.bit(instrument.underlying())) != 0;
            if (isCause && without.lots(instrument.id()) != 0) {
                without.restore(instrument.id(), 0, 0);
                margin.tryOut(instrument, without);
            }
        }
        final long initialAdded = Math.max(0, initial - margin.initialMarginMicros(without));
        final long maintenanceAdded = Math.max(0, maintenance - margin.maintenanceMarginMicros(without));
        margin.refresh(account.holdings(), margin.pricesVersion());
        state.waivedInitialMicros = Math.min(state.waivedInitialMicros, initialAdded);
        state.waivedMaintenanceMicros = Math.min(state.waivedMaintenanceMicros, maintenanceAdded);
    }
}
