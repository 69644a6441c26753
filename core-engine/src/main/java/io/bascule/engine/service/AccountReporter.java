package io.bascule.engine.service;

import static io.bascule.engine.fixedpoint.FixedPoint.E16_PER_MICRO;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.fixedpoint.FixedPoint;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.margin.UnderlyingParameters;
import io.bascule.engine.order.RejectReason;

/**
 * Answers what is asked of accounts: the requirement and its figures, the collateral, the positions. An
 * acknowledgement says how many reports follow; they come by account and instrument, all of one moment. It changes
 * nothing. A session may ask of the accounts that it acts for or gets copies of.
 */
final class AccountReporter {
    /** USD in 1e-8 of a USD micro. */
    private static final long E8_PER_MICRO = 100;

    private final Registry registry;
    private final VenueListener listener;
    private final AccountReport report = new AccountReport();

    AccountReporter(final Registry registry, final VenueListener listener) {
        this.registry = registry;
        this.listener = listener;
    }

    void answer(final AccountInquiry inquiry, final SessionState session, final long timestampNs) {
        report.inquiry = inquiry;
        report.timestampNs = timestampNs;
        report.isAcknowledgement = true;
        report.reportIndex = 0;
        report.rejectReason = check(inquiry, session);
        final boolean isAnswered = report.rejectReason == RejectReason.NONE && inquiry.mode != InquiryMode.UNSUBSCRIBE;
        report.reportCount = isAnswered ? visit(inquiry, session, false) : 0;
        if (!listener.canReport(report.reportCount + 1)) {
            report.rejectReason = RejectReason.VENUE_BUSY;
            report.reportCount = 0;
        }
        listener.onAccountReport(report);
        if (report.reportCount > 0) {
            report.isAcknowledgement = false;
            visit(inquiry, session, true);
        }
    }

    private RejectReason check(final AccountInquiry inquiry, final SessionState session) {
        if (inquiry.fault != RejectReason.NONE) {
            return inquiry.fault;
        }
        final Account account = registry.account(inquiry.accountId);
        final boolean isForeign = inquiry.accountId == 0
                ? !inquiry.accountName.isEmpty()
                : account == null || !isEntitled(session, account);
        if (isForeign) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        final boolean isUnknown = inquiry.instrumentId == 0
                ? !inquiry.symbol.isEmpty()
                : registry.instrument(inquiry.instrumentId) == null;
        return isUnknown ? RejectReason.UNKNOWN_SYMBOL : RejectReason.NONE;
    }

    private boolean isEntitled(final SessionState session, final Account account) {
        if (!account.isActive()) {
            return false;
        }
        for (final SessionState copy : registry.copies.get(account.id() - 1)) {
            if (copy == session) {
                return true;
            }
        }
        return session.actsFor(account.id());
    }

    /** Counts the reports, or says them. */
    private int visit(final AccountInquiry inquiry, final SessionState session, final boolean isReporting) {
        int count = 0;
        for (int i = 0; i < registry.accounts.size(); i++) {
            final Account account = registry.accounts.get(i);
            final boolean isWanted = inquiry.accountId == 0 || inquiry.accountId == account.id();
            if (isWanted && isEntitled(session, account)) {
                count += inquiry.kind == InquiryKind.POSITIONS
                        ? visitPositions(inquiry, account, isReporting)
                        : visit(inquiry, account, isReporting);
            }
        }
        return count;
    }

    private int visit(final AccountInquiry inquiry, final Account account, final boolean isReporting) {
        if (isReporting) {
            registry.margin(account).figures(account.holdings(), report.margin);
            if (inquiry.kind == InquiryKind.COLLATERAL) {
                describeCollateral(registry, account, report.collateralUnits, report.haircutsE6);
            }
            say(account);
        }
        return 1;
    }

    /** What the account has of each currency, and by how much each is cut short, by the currency's index. */
    static void describeCollateral(
            final Registry registry, final Account account, final long[] units, final long[] haircutsE6) {
        for (int c = 0; c < Currency.count(); c++) {
            final Currency currency = Currency.at(c);
            units[c] = account.holdings().cashUnits(currency);
            haircutsE6[c] = currency.isCoin() ? haircutE6(registry, currency) : 0;
        }
    }

    private static long haircutE6(final Registry registry, final Currency coin) {
        for (final UnderlyingParameters parameters : registry.rules.parameters().underlyings()) {
            if (parameters.name().equals(coin.name())) {
                return parameters.haircutE6();
            }
        }
        return 0;
    }

    private int visitPositions(final AccountInquiry inquiry, final Account account, final boolean isReporting) {
        int count = 0;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final Instrument instrument = registry.instruments.get(i);
            final boolean isWanted = inquiry.instrumentId == 0 || inquiry.instrumentId == instrument.id();
            if (isWanted && account.holdings().lots(instrument.id()) != 0) {
                count++;
                if (isReporting) {
                    describe(account, instrument);
                    say(account);
                }
            }
        }
        return count;
    }

    private void describe(final Account account, final Instrument instrument) {
        final Holdings holdings = account.holdings();
        final PortfolioMargin margin = registry.margin(account);
        final int id = instrument.id();
        report.instrumentId = id;
        report.positionE8 = instrument.qtyE8(holdings.lots(id));
        report.entryPxE8 = entryPxE8(instrument, Math.abs(holdings.lots(id)), Math.abs(holdings.costUnits(id)));
        report.markE8 = instrument.markE8();
        report.dayMarkE8 = instrument.dayMarkE8();
        report.liquidationPxE8 = LiquidationPrice.find(margin, holdings, instrument);
        report.fundingPaidUnits = holdings.fundingUnits(id);
        report.settlement = instrument.settlement();
    }

    /** What the position cost a unit, rounded half up. */
    private static long entryPxE8(final Instrument instrument, final long lots, final long costUnits) {
        if (costUnits == 0) {
            return 0;
        }
        return instrument.isInverse()
                ? FixedPoint.mulDivHalfUp(
                        instrument.usdNotionalMicros(1, lots),
                        instrument.settlement().unitsPerWhole() * E8_PER_MICRO,
                        costUnits)
                : FixedPoint.mulDivHalfUp(costUnits, E16_PER_MICRO, instrument.qtyE8(lots));
    }

    private void say(final Account account) {
        report.accountId = account.id();
        report.reportIndex++;
        listener.onAccountReport(report);
    }
}
