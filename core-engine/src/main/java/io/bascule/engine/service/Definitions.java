package io.bascule.engine.service;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.instrument.UnderlyingDefinition;
import java.util.ArrayList;
import java.util.List;

/** The configuration's records in a state's records: each pair of methods writes and reads the same fields. */
final class Definitions {
    private Definitions() {}

    /** Null if there are none. */
    static void write(final StateWriter out, final LimitsDefinition limits) {
        out.putBoolean(limits != null);
        if (limits == null) {
            return;
        }
        out.putInt(limits.maxOpenOrders());
        out.putInt(limits.maxRetainedEvents());
        out.putInt(limits.closedOrdersPerSession());
        out.putInt(limits.maxPreviewLegs());
    }

    static LimitsDefinition limits(final StateReader in) {
        return in.getBoolean() ? new LimitsDefinition(in.getInt(), in.getInt(), in.getInt(), in.getInt()) : null;
    }

    static void write(final StateWriter out, final UnderlyingDefinition underlying) {
        out.putString(underlying.name());
        out.putString(underlying.indexSymbol());
        out.putLong(underlying.initialIndexE8());
        out.putLong(underlying.jumpGuardE6());
        out.putInt(underlying.oracle().quorum());
        out.putLong(underlying.oracle().stalenessNs());
        out.putLong(underlying.oracle().clampE6());
    }

    static UnderlyingDefinition underlying(final StateReader in) {
        return new UnderlyingDefinition(
                in.getString(),
                in.getString(),
                in.getLong(),
                in.getLong(),
                new OracleRules(in.getInt(), in.getLong(), in.getLong()));
    }

    static void write(final StateWriter out, final InstrumentDefinition instrument) {
        out.putString(instrument.symbol());
        out.putString(instrument.underlying());
        out.putInt(instrument.kind().code());
        out.putLong(instrument.contractSizeE8());
        out.putLong(instrument.expiryNs());
        out.putLong(instrument.tickSizeE8());
        out.putLong(instrument.lotSizeE8());
        out.putLong(instrument.maxPriceE8());
        out.putLong(instrument.minOrderQtyE8());
        out.putLong(instrument.maxOrderQtyE8());
        out.putLong(instrument.maxPositionQtyE8());
        out.putLong(instrument.priceBandE6());
        out.putLong(instrument.marketProtectionE6());
        out.putLong(instrument.makerFeeNanos());
        out.putLong(instrument.takerFeeNanos());
        final FundingTerms funding = instrument.funding();
        out.putLong(funding.intervalNs());
        out.putLong(funding.gridNs());
        out.putLong(funding.impactNotionalMicros());
        out.putLong(funding.interestE9());
        out.putLong(funding.clampE9());
        out.putLong(funding.capE9());
    }

    static InstrumentDefinition instrument(final StateReader in) {
        return new InstrumentDefinition(
                in.getString(),
                in.getString(),
                kind(in),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                new FundingTerms(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong()));
    }

    static void write(final StateWriter out, final AccountDefinition account) {
        out.putString(account.name());
        out.putString(account.firm());
        account.openingUnits().forEach(out::putLong);
        out.putInt(account.maxOpenOrders());
    }

    static AccountDefinition account(final StateReader in) {
        final String name = in.getString();
        final String firm = in.getString();
        final List<Long> openingUnits = new ArrayList<>();
        for (int currency = 0; currency < Currency.count(); currency++) {
            openingUnits.add(in.getLong());
        }
        return new AccountDefinition(name, firm, openingUnits, in.getInt());
    }

    static void write(final StateWriter out, final SessionDefinition session) {
        out.putString(session.venueCompId());
        out.putString(session.counterpartyCompId());
        out.putBoolean(session.indexSource());
        out.putBoolean(session.marginOnReports());
        out.putStrings(session.accounts());
        out.putStrings(session.dropCopyAccounts());
        out.putLong(session.quoteProtection().windowNs());
        out.putLong(session.quoteProtection().quantityMicros());
        out.putLong(session.quoteProtection().deltaMicros());
        out.putInt(session.quoteProtection().trades());
        out.putInt(session.indexWeight());
    }

    static SessionDefinition session(final StateReader in) {
        return new SessionDefinition(
                in.getString(),
                in.getString(),
                in.getBoolean(),
                in.getBoolean(),
                in.getStrings(),
                in.getStrings(),
                new QuoteProtection(in.getLong(), in.getLong(), in.getLong(), in.getInt()),
                in.getInt());
    }

    private static InstrumentKind kind(final StateReader in) {
        final int code = in.getInt();
        final InstrumentKind kind = InstrumentKind.at(code);
        if (kind == null) {
            throw in.broken("there is no kind of instrument " + code);
        }
        return kind;
    }
}
