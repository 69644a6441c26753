package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.Text;

/** Says what limits accounts have and how much of them is used (CL, CM). Changes nothing. */
final class LimitsDesk {
    private final Registry registry;
    private final KillSwitches switches;
    private final LadderStates states;
    private final VenueListener listener;
    private final LimitsReport report = new LimitsReport();

    LimitsDesk(
            final Registry registry,
            final KillSwitches switches,
            final LadderStates states,
            final VenueListener listener) {
        this.registry = registry;
        this.switches = switches;
        this.states = states;
        this.listener = listener;
    }

    /** Returns false if there is no such account, or so many that they cannot be said at once. */
    boolean answer(
            final SessionState session,
            final long msgSeqNum,
            final int accountId,
            final Text requestId,
            final long timestampNs) {
        final int total = count(accountId);
        if (total == 0 || !listener.canReport(total)) {
            return false;
        }
        report.sessionId = session.id;
        report.msgSeqNum = msgSeqNum;
        report.timestampNs = timestampNs;
        report.requestId.set(requestId);
        report.total = total;
        int said = 0;
        for (int i = 0; i < registry.accounts.size(); i++) {
            final Account account = registry.accounts.get(i);
            if (isMeant(account, accountId)) {
                describe(account);
                report.last = ++said == total;
                listener.onLimits(report);
            }
        }
        return true;
    }

    private int count(final int accountId) {
        int count = 0;
        for (int i = 0; i < registry.accounts.size(); i++) {
            count += isMeant(registry.accounts.get(i), accountId) ? 1 : 0;
        }
        return count;
    }

    private static boolean isMeant(final Account account, final int accountId) {
        return account.isActive() && (accountId == 0 || account.id() == accountId);
    }

    private void describe(final Account account) {
        final Holdings holdings = account.holdings();
        final PortfolioMargin margin = registry.margin(account);
        final LadderState state = states.find(account.id());
        report.accountId = account.id();
        report.level = switches.level(account);
        report.stage = state == null ? LadderStage.HEALTHY : state.stage;
        report.openOrders = holdings.openOrders();
        report.maxOpenOrders = account.definition().maxOpenOrders();
        report.initialMicros = margin.initialMarginMicros(holdings);
        report.maintenanceMicros = margin.maintenanceMarginMicros(holdings);
        report.equityMicros = margin.equityMicros(holdings);
        report.excessMicros = margin.excessMicros(holdings, report.initialMicros);
        report.positionCount = 0;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            if (instrument.isListed()) {
                describe(instrument, holdings, report.positionCount++);
            }
        }
    }

    private void describe(final Instrument instrument, final Holdings holdings, final int at) {
        final int id = instrument.id();
        report.instrumentIds[at] = id;
        report.levels[at] = switches.instrument(id);
        report.longQtysE8[at] = instrument.qtyE8(Math.max(0, holdings.lots(id) + holdings.buyLots(id)));
        report.shortQtysE8[at] = instrument.qtyE8(Math.max(0, holdings.sellLots(id) - holdings.lots(id)));
        report.maxQtysE8[at] = instrument.qtyE8(instrument.maxPositionLots());
    }
}
