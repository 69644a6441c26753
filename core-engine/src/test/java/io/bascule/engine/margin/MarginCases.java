package io.bascule.engine.margin;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.Side;
import java.util.ArrayList;
import java.util.List;

/** An account with USDC and ETH, a linear, an inverse and a dated contract of ETH, and SOL: with one term at a time. */
abstract class MarginCases {
    static final long E8 = 100_000_000L;
    static final long USD = 1_000_000L;
    static final long DAY_NS = 86_400_000_000_000L;
    static final int ETH = 1;
    static final int SOL = 2;
    static final int ETH_DATED = 3;
    static final int ETH_INVERSE = 4;

    final List<Underlying> underlyings = List.of(underlying(1, "ETH", 3_000), underlying(2, "SOL", 150));
    final List<Instrument> instruments = List.of(
            instrument(ETH, InstrumentKind.LINEAR_PERPETUAL, 0, 0),
            instrument(SOL, InstrumentKind.LINEAR_PERPETUAL, 0, 0),
            instrument(ETH_DATED, InstrumentKind.LINEAR_FUTURE, 0, 73 * DAY_NS - 1),
            instrument(ETH_INVERSE, InstrumentKind.INVERSE_PERPETUAL, 10 * E8, 0));
    final Holdings holdings = new Holdings();
    MarginParameters parameters = shocks(1_000_000 * USD).build();

    /** ETH 15 % and SOL 25 %, all moves. */
    static TestParameters shocks(final long baseMicros) {
        return new TestParameters()
                .shock("ETH", 150_000, 600_000, 800_000)
                .shock("SOL", 250_000, 300_000, 500_000)
                .moves(600_000, -250_000, 250_000, -500_000, 500_000, -750_000, 750_000, -1_000_000, 1_000_000)
                .deduction(20_000, baseMicros);
    }

    static TestParameters with(final UnderlyingParameters eth) {
        return new TestParameters()
                .add(eth)
                .shock("SOL", 250_000, 300_000, 500_000)
                .moves(0, -1_000_000, 1_000_000);
    }

    /** S_IM 15 %, S_MM 10 %. */
    static UnderlyingParameters eth(
            final long basisE6,
            final long basisYearE6,
            final long halfSpreadE6,
            final List<ImpactStep> impact,
            final long openInterestFloor,
            final long haircutE6) {
        return new UnderlyingParameters(
                "ETH",
                LiquidityClass.MAJOR,
                150_000,
                100_000,
                600_000,
                800_000,
                basisE6,
                basisYearE6,
                halfSpreadE6,
                impact,
                (openInterestFloor == 0 ? 9_000_000_000L : openInterestFloor) * USD,
                haircutE6,
                0);
    }

    MarginRules rules() {
        return new MarginRules(parameters, underlyings, instruments, 0);
    }

    PortfolioMargin margin() {
        final PortfolioMargin margin = new PortfolioMargin(rules());
        margin.refresh(holdings, 1);
        return margin;
    }

    MarginFigures figures() {
        final MarginFigures figures = new MarginFigures();
        margin().figures(holdings, figures);
        return figures;
    }

    /** Whole coins, or contracts, at a whole price; negative: sold. */
    void fill(final int id, final long quantity, final long price) {
        final Instrument instrument = instruments.get(id - 1);
        final long lots = quantity * E8 / instrument.definition().lotSizeE8();
        holdings.fill(
                instrument,
                lots > 0 ? Side.BUY : Side.SELL,
                Math.abs(lots),
                price * E8 / instrument.definition().tickSizeE8());
    }

    Instrument instrument(final int id, final InstrumentKind kind, final long contractSizeE8, final long expiryNs) {
        return new Instrument(
                id, definition(id, kind, contractSizeE8, expiryNs, 0), underlyings.get(id == SOL ? 1 : 0));
    }

    static InstrumentDefinition definition(
            final int id,
            final InstrumentKind kind,
            final long contractSizeE8,
            final long expiryNs,
            final long takerFeeNanos) {
        return new InstrumentDefinition(
                "I" + id,
                id == SOL ? "SOL" : "ETH",
                kind,
                contractSizeE8,
                expiryNs,
                1_000_000,
                kind == InstrumentKind.INVERSE_PERPETUAL ? E8 : id == SOL ? 100_000 : 1_000_000,
                1_000_000 * E8,
                E8,
                1_000 * E8,
                5_000 * E8,
                200_000,
                50_000,
                0,
                takerFeeNanos);
    }

    static Underlying underlying(final int id, final String name, final long index) {
        return new Underlying(id, new UnderlyingDefinition(name, name + "-INDEX", index * E8, 200_000));
    }

    /** Two accounts, and open interest of what the second holds in ETH. */
    final class Firm {
        final OpenInterest openInterest = new OpenInterest();
        private final List<Account> accounts = new ArrayList<>();

        Firm(final String first, final String second) {
            for (final String firm : List.of(first, second)) {
                accounts.add(new Account(
                        accounts.size() + 1,
                        new AccountDefinition("A" + accounts.size(), firm, List.of(0L, 0L, 0L), 10)));
            }
            openInterest.take(accounts, instruments);
        }

        void hold(final int accountId, final long ethLots) {
            accounts.get(accountId - 1).holdings().restore(ETH, ethLots, 0);
            openInterest.take(accounts, instruments);
        }
    }
}
