package io.bascule.engine.service;

import static io.bascule.engine.fixedpoint.FixedPoint.E16_PER_MICRO;
import static io.bascule.engine.fixedpoint.FixedPoint.E6;
import static io.bascule.engine.fixedpoint.FixedPoint.E8;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.fee.FeeSchedule;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.UnderlyingDefinition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Definitions on their way in, and everything that speaks against them by themselves. What speaks against them in
 * view of the venue's state is {@link Configurator}'s.
 */
final class StagedConfiguration {
    /** Accounts and sessions that a venue may have. */
    static final int MAX_ACCOUNTS = 10_000;
    /** Fee schedules that may wait for their time. */
    static final int MAX_FEE_SCHEDULES = 64;

    private static final long MAX_TICK_E8 = 1_000_000_000_000L;
    private static final long E8_PER_MICRO = 100;
    private static final long MAX_FEE_NANOS = 100_000_000;

    long digest;
    long proposedEpoch;
    LimitsDefinition limits;
    final StagedParameters parameters = new StagedParameters();
    final Map<String, UnderlyingDefinition> underlyings = new HashMap<>();
    final List<UnderlyingDefinition> underlyingOrder = new ArrayList<>();
    final List<InstrumentDefinition> instruments = new ArrayList<>();
    final List<AccountDefinition> accounts = new ArrayList<>();
    final List<SessionDefinition> sessions = new ArrayList<>();
    final List<FeeSchedule> feeSchedules = new ArrayList<>();

    void begin(final long newProposedEpoch, final long newDigest) {
        proposedEpoch = newProposedEpoch;
        digest = newDigest;
        limits = null;
        parameters.clear();
        underlyings.clear();
        underlyingOrder.clear();
        instruments.clear();
        accounts.clear();
        sessions.clear();
        feeSchedules.clear();
    }

    void add(final UnderlyingDefinition underlying) {
        underlyings.put(underlying.name(), underlying);
        underlyingOrder.add(underlying);
    }

    /** Null, or the first thing that is wrong. */
    String problem() {
        if (limits == null) {
            return "limits are missing";
        }
        String problem = limitsProblem();
        if (problem == null && underlyings.size() != underlyingOrder.size()) {
            problem = "an underlying is defined twice";
        }
        for (int i = 0; problem == null && i < underlyingOrder.size(); i++) {
            problem = problem(underlyingOrder.get(i));
        }
        final Set<String> symbols = new HashSet<>();
        for (int i = 0; problem == null && i < instruments.size(); i++) {
            final InstrumentDefinition instrument = instruments.get(i);
            problem =
                    symbols.add(instrument.symbol()) ? problem(instrument) : instrument.symbol() + " is defined twice";
        }
        if (problem == null) {
            problem = feesProblem();
        }
        return problem == null ? accountsProblem() : problem;
    }

    /** A rebate is never more than what the other side pays, whatever their tiers. */
    private String feesProblem() {
        if (feeSchedules.size() > MAX_FEE_SCHEDULES) {
            return "more than " + MAX_FEE_SCHEDULES + " fee schedules";
        }
        for (final FeeSchedule schedule : feeSchedules) {
            if (schedule.problem() != null) {
                return schedule.problem();
            }
            for (final InstrumentDefinition instrument : instruments) {
                if (!schedule.paysFor(instrument.makerFeeNanos(), instrument.takerFeeNanos())) {
                    return instrument.symbol()
                            + ": a rebate of the fee schedule is larger than what the other side pays";
                }
            }
        }
        return null;
    }

    private String limitsProblem() {
        if (instruments.size() > Holdings.MAX_INSTRUMENTS || underlyingOrder.size() > Holdings.MAX_INSTRUMENTS) {
            return instruments.size() + " instruments: at most " + Holdings.MAX_INSTRUMENTS + " are allowed";
        }
        if (accounts.size() > MAX_ACCOUNTS || sessions.size() > MAX_ACCOUNTS) {
            return "more than " + MAX_ACCOUNTS + " accounts or sessions";
        }
        final boolean sane = limits.maxOpenOrders() > 0
                && limits.maxRetainedEvents() > 0
                && limits.closedOrdersPerSession() > 0
                && limits.maxPreviewLegs() > 0
                && limits.maxPreviewLegs() <= PreviewRequest.MAX_LEGS;
        return sane ? null : "a limit is out of range: " + limits;
    }

    private static String problem(final UnderlyingDefinition underlying) {
        final boolean sane = underlying.initialIndexE8() > 0
                && underlying.initialIndexE8() <= underlying.maxIndexE8()
                && underlying.jumpGuardE6() > 0;
        return sane ? underlying.oracle().problem() : "out of range: " + underlying;
    }

    private String problem(final InstrumentDefinition instrument) {
        final UnderlyingDefinition underlying = underlyings.get(instrument.underlying());
        if (underlying == null) {
            return instrument.symbol() + ": unknown underlying " + instrument.underlying();
        }
        final long lot = instrument.lotSizeE8();
        final String contract = instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
                ? inverseProblem(instrument)
                : linearProblem(instrument);
        if (contract != null) {
            return instrument.symbol() + contract;
        }
        if ((instrument.kind() == InstrumentKind.LINEAR_FUTURE) != instrument.expiryNs() > 0) {
            return instrument.symbol() + ": a dated future expires, and nothing else";
        }
        final boolean sane = instrument.minOrderQtyE8() >= lot
                && instrument.minOrderQtyE8() % lot == 0
                && instrument.maxOrderQtyE8() >= instrument.minOrderQtyE8()
                && instrument.maxOrderQtyE8() <= instrument.maxPositionQtyE8()
                && instrument.maxPriceE8() >= underlying.initialIndexE8()
                && instrument.priceBandE6() > 0
                && instrument.priceBandE6() < E6
                && instrument.marketProtectionE6() > 0
                && instrument.marketProtectionE6() <= instrument.priceBandE6()
                && Math.abs(instrument.makerFeeNanos()) <= MAX_FEE_NANOS
                && instrument.takerFeeNanos() >= 0
                && instrument.takerFeeNanos() <= MAX_FEE_NANOS
                && instrument.makerFeeNanos() + instrument.takerFeeNanos() >= 0;
        return sane ? instrument.funding().problem() : "out of range: " + instrument;
    }

    private static String linearProblem(final InstrumentDefinition instrument) {
        final long tick = instrument.tickSizeE8();
        final long lot = instrument.lotSizeE8();
        if (tick <= 0
                || tick > MAX_TICK_E8
                || lot <= 0
                || instrument.contractSizeE8() != 0
                || Math.multiplyHigh(tick, lot) != 0
                || tick * lot % E16_PER_MICRO != 0) {
            return ": tick × lot is not a whole number of USDC micros";
        }
        final long ticks = instrument.maxPriceE8() / tick;
        final long lots = instrument.maxPositionQtyE8() / lot;
        final long unit = tick * lot / E16_PER_MICRO;
        final boolean fits = ticks > 0
                && lots > 0
                && Math.multiplyHigh(ticks, lots) == 0
                && ticks * lots > 0
                && Math.multiplyHigh(ticks * lots, unit) == 0
                && ticks * lots * unit > 0
                && ticks * lots * unit <= Instrument.MAX_NOTIONAL_MICROS;
        return fits ? null : ": largest position at largest price passes 9 billion USDC";
    }

    /** A contract is whole and worth whole USD micros; the coins of the largest position fit even at one tick. */
    private static String inverseProblem(final InstrumentDefinition instrument) {
        final long tick = instrument.tickSizeE8();
        final long lot = instrument.lotSizeE8();
        final long size = instrument.contractSizeE8();
        if (!isCoin(instrument.underlying())) {
            return ": an inverse contract settles in BTC or ETH, its underlying";
        }
        if (tick <= 0 || tick > MAX_TICK_E8 || lot <= 0 || lot % E8 != 0 || size <= 0 || size % E8_PER_MICRO != 0) {
            return ": a lot is not whole contracts, or a contract not whole USD micros";
        }
        final long contracts = instrument.maxPositionQtyE8() / E8;
        final long usdMicros = size / E8_PER_MICRO;
        final boolean fits = instrument.maxPriceE8() >= tick
                && contracts > 0
                && Math.multiplyHigh(contracts, usdMicros) == 0
                && contracts * usdMicros > 0
                && contracts * usdMicros <= Instrument.MAX_NOTIONAL_MICROS
                && BigInteger.valueOf(contracts * usdMicros)
                                .multiply(BigInteger.valueOf(
                                        instrument.settlement().unitsPerWhole() * E8_PER_MICRO))
                                .divide(BigInteger.valueOf(tick))
                                .compareTo(BigInteger.valueOf(Instrument.MAX_NOTIONAL_MICROS))
                        <= 0;
        return fits
                ? null
                : ": largest position passes 9 billion USD, or 9e15 units of its coin at a price of one tick";
    }

    private static boolean isCoin(final String underlying) {
        for (int ordinal = 0; ordinal < Currency.count(); ordinal++) {
            final Currency currency = Currency.at(ordinal);
            if (currency.isCoin() && currency.name().equals(underlying)) {
                return true;
            }
        }
        return false;
    }

    private String accountsProblem() {
        final Set<String> names = new HashSet<>();
        final long[] deposits = new long[Currency.count()];
        for (final AccountDefinition account : accounts) {
            if (!names.add(account.name())
                    || account.openingUnits().stream().anyMatch(units -> units < 0)
                    || account.firm().isEmpty()
                    || account.maxOpenOrders() <= 0) {
                return "account " + account.name() + " is defined twice or out of range";
            }
            for (int currency = 0; currency < deposits.length; currency++) {
                final long most = Currency.at(currency).maxDepositsUnits();
                final long opening = account.openingUnits().get(currency);
                if (opening > most - deposits[currency]) {
                    return "opening balances in " + Currency.at(currency) + " sum to more than " + most + " units";
                }
                deposits[currency] += opening;
                if (deposits[currency] > 0
                        && currency > 0
                        && !underlyings.containsKey(Currency.at(currency).name())) {
                    return "there is no underlying " + Currency.at(currency) + " to value opening balances by";
                }
            }
        }
        final Set<String> compIds = new HashSet<>();
        for (final SessionDefinition session : sessions) {
            if (!compIds.add(session.venueCompId() + '>' + session.counterpartyCompId())) {
                return "session " + session.counterpartyCompId() + " is defined twice";
            }
            if (session.indexWeight() < 1 || session.indexWeight() > SessionDefinition.MAX_INDEX_WEIGHT) {
                return "session " + session.counterpartyCompId() + " has an index weight that is out of range";
            }
            if (!names.containsAll(session.accounts()) || !names.containsAll(session.dropCopyAccounts())) {
                return "session " + session.counterpartyCompId() + " names an unknown account";
            }
        }
        return null;
    }
}
