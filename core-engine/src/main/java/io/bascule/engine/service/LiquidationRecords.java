package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;

/** The ladder, the fund and the kill switches in a state's records. */
final class LiquidationRecords {
    private final Registry registry;
    private final LiquidationDesk desk;
    private final KillSwitches switches;

    LiquidationRecords(final Registry registry, final LiquidationDesk desk, final KillSwitches switches) {
        this.registry = registry;
        this.desk = desk;
        this.switches = switches;
    }

    void write(final StateWriter out) {
        out.begin(StateRecord.LIQUIDATIONS);
        out.putLong(desk.log.liquidationId());
        out.putLong(desk.log.lastStepNs());
        out.putLong(desk.auctions.lastAuctionId);
        out.putLong(desk.fund.nextSliceNs);
        out.putLong(desk.fund.budget.capMicros());
        for (int id = 1; id <= Holdings.MAX_INSTRUMENTS; id++) {
            out.putLong(desk.fund.budget.usedMicros(id));
            out.putLong(desk.fund.entryLots[id]);
        }
        out.end();
        for (final Account account : registry.accounts) {
            out.begin(StateRecord.LADDER);
            final LadderState state = desk.states.find(account.id());
            final boolean isSaid = state != null && !state.isInitial();
            out.putBoolean(isSaid);
            if (isSaid) {
                state.write(out);
            }
            out.end();
        }
        out.begin(StateRecord.SWITCHES);
        switches.write(out, registry.accounts.size());
        out.end();
    }

    void read(final StateReader in) {
        in.begin(StateRecord.LIQUIDATIONS);
        desk.log.restore(in.getLong(), in.getLong());
        desk.auctions.lastAuctionId = in.getLong();
        desk.fund.nextSliceNs = in.getLong();
        final long capMicros = in.getLong();
        for (int id = 1; id <= Holdings.MAX_INSTRUMENTS; id++) {
            desk.fund.budget.restore(capMicros, id, in.getLong());
            desk.fund.entryLots[id] = in.getLong();
        }
        in.end();
        for (final Account account : registry.accounts) {
            in.begin(StateRecord.LADDER);
            if (in.getBoolean()) {
                desk.states.of(account).read(in);
            }
            in.end();
        }
        in.begin(StateRecord.SWITCHES);
        switches.read(in, registry.accounts.size());
        in.end();
    }
}
