package io.bascule.engine.service;

import static io.bascule.engine.order.OrderRequest.ABSENT;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.MatchPlan;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.Order;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.SpecialTerms;
import io.bascule.engine.order.StopTrigger;

/**
 * What several orders of one account, one after the other, would come to. Previews, batches, combinations and quotes
 * ask it, so that a preview says what the batch then gets. It changes nothing but its own copies and the plan.
 */
final class Basket {
    /** The most entries of a basket. */
    static final int MAX_ENTRIES = PreviewRequest.MAX_LEGS;

    private final Registry registry;
    private final OrderDesk desk;
    private final RiskCheck riskCheck;
    private final Order[] named = new Order[MAX_ENTRIES];
    private final Order[] hypotheticalOrders = new Order[MAX_ENTRIES];
    /** The least of what the entries allow initial margin to be behind them. */
    private long limitMicros;
    /** Instruments in which entries trade, by bit. */
    private long traded;
    /** Whether an entry is of an underlying whose index is frozen. */
    private boolean isFrozen;

    private final Holdings current = new Holdings();
    private final Holdings next = new Holdings();
    /** Of the last entry. */
    final Terms terms = new Terms();
    /** Of the last entry, or of {@link #judge}. */
    final LegOutcome outcome = new LegOutcome();

    private PortfolioMargin margin;
    private Account account;
    private SessionState session;
    private int count;
    private int restingCount;
    private long imBefore;
    private long initialMarginMicros;
    private long contributionMicros;
    /** Lots of the order that the last entry names which no entry before it has hit. */
    private long unplanned;

    Basket(final Registry registry, final OrderDesk desk, final RiskCheck riskCheck) {
        this.registry = registry;
        this.desk = desk;
        this.riskCheck = riskCheck;
        for (int i = 0; i < hypotheticalOrders.length; i++) {
            hypotheticalOrders[i] = new Order();
            hypotheticalOrders[i].special = new SpecialTerms();
        }
    }

    /** Begins with what the account has. */
    void begin(final Account ofAccount, final SessionState ofSession) {
        account = ofAccount;
        session = ofSession;
        count = 0;
        restingCount = 0;
        limitMicros = Long.MAX_VALUE;
        traded = 0;
        isFrozen = false;
        final PortfolioMargin inForce = registry.margin(ofAccount);
        if (margin == null || !margin.isOf(registry.rules)) {
            margin = new PortfolioMargin(registry.rules, registry.openInterest, ofAccount.id());
        }
        riskCheck.plan.begin();
        imBefore = inForce.initialMarginMicros(ofAccount.holdings());
        reset();
    }

    /** Back to what the account has; the entries so far stay named. */
    void reset() {
        margin.copyFrom(registry.margin(account));
        current.copyFrom(account.holdings(), registry.instruments.size());
        next.copyFrom(current, registry.instruments.size());
        initialMarginMicros = imBefore;
        contributionMicros = 0;
    }

    /**
     * Tries one entry out behind those before it. An entry that is refused leaves no trace.
     *
     * @param together whether the margin is judged of all entries at the end, by {@link #judge}, and not of each.
     * @return {@link RejectReason#NONE}, or why it would be refused.
     */
    RejectReason add(final OrderRequest request, final EntryAction action, final boolean together) {
        final Order order = action == EntryAction.ADD ? null : desk.resolve(request, session);
        named[count] = order;
        unplanned = order == null ? 0 : riskCheck.plan.unplannedLots(order);
        outcome.clear();
        outcome.reason = read(request, action, order);
        count++;
        if (outcome.reason == RejectReason.NONE && together && action != EntryAction.DELETE && dependsOnEntries()) {
            outcome.reason = RejectReason.UNSUPPORTED_VALUE;
        }
        if (outcome.reason == RejectReason.NONE) {
            if (action == EntryAction.DELETE) {
                withdraw(order);
            } else if (order != null && terms.onlyReduces(order, orderLotsByThen(order))) {
                reduce(order);
            } else {
                tryOut(order, together);
            }
        }
        take(action);
        return outcome.reason;
    }

    /** What an accepted entry made becomes what the next one meets. */
    private void take(final EntryAction action) {
        if (outcome.reason != RejectReason.NONE) {
            contributionMicros = 0;
            named[count - 1] = null; // it leaves no trace: another may still be about that order
            return;
        }
        contributionMicros = outcome.initialMarginMicros - initialMarginMicros;
        initialMarginMicros = outcome.initialMarginMicros;
        current.copyInstrument(next, terms.instrument.id());
        if (action != EntryAction.DELETE) {
            isFrozen |= terms.instrument.underlying().isFrozen();
            if (terms.isSpecial && terms.asked.maxInitialMarginMicros != ABSENT) {
                limitMicros = Math.min(limitMicros, terms.asked.maxInitialMarginMicros);
            }
            traded |= outcome.filledLots > 0 ? 1L << (terms.instrument.id() - 1) : 0;
            restHypothetically();
        }
    }

    /** Whether the trades of entries before might elect a stop order, which was not tried out so. */
    private boolean dependsOnEntries() {
        return terms.isStop
                && terms.asked.stopTrigger == StopTrigger.LAST
                && (traded >> (terms.instrument.id() - 1) & 1) != 0;
    }

    /** Takes an order of the account away. */
    void withdraw(final Order order) {
        outcome.clear();
        terms.instrument = registry.instrument(order.instrumentId);
        riskCheck.remove(current, next, order);
        takeNext();
        initialMarginMicros = outcome.initialMarginMicros;
        current.copyInstrument(next, order.instrumentId);
    }

    /** Margin.md's rule on the net effect of all entries; what is missing is in the outcome. */
    RejectReason judge() {
        outcome.clear();
        final long excess = margin.excessMicros(current, initialMarginMicros);
        if (!riskCheck.isFrozenOut(isFrozen, initialMarginMicros, imBefore, outcome)) {
            riskCheck.isRefused(excess, initialMarginMicros, imBefore, outcome);
        }
        if (initialMarginMicros > limitMicros) {
            outcome.reason = RejectReason.MAX_INITIAL_MARGIN;
            outcome.shortfallMicros = 0;
        }
        return outcome.reason;
    }

    /** The order that the last entry would replace or cancel, or null. */
    Order lastNamed() {
        return named[count - 1];
    }

    /** Lots of an order that entries fill. */
    long hitLots(final Order order) {
        return riskCheck.plan.filledLots(order);
    }

    /** What the last entry adds to initial margin. */
    long lastContributionMicros() {
        return contributionMicros;
    }

    /** What the entries make of the account's holdings. */
    Holdings holdings() {
        return current;
    }

    /** The margin of {@link #holdings}. */
    PortfolioMargin margin() {
        return margin;
    }

    private RejectReason read(final OrderRequest request, final EntryAction action, final Order order) {
        if (action != EntryAction.ADD) {
            final RejectReason addressing = readNamed(request, order);
            if (addressing != RejectReason.NONE) {
                return addressing;
            }
        }
        if (action == EntryAction.DELETE) {
            return RejectReason.NONE;
        }
        if (!session.hasRoomFor(count + 1)) { // those before use one each
            return RejectReason.SESSION_LIMIT;
        }
        return desk.readTerms(request, order, order == null ? 0 : orderLotsByThen(order), terms);
    }

    private RejectReason readNamed(final OrderRequest request, final Order order) {
        if (order == null || order.accountId != account.id()) {
            return request.fault == RejectReason.NONE ? RejectReason.UNKNOWN_ORDER : request.fault;
        }
        final RejectReason addressing = desk.addressing(request, order);
        if (addressing != RejectReason.NONE) {
            return addressing;
        }
        for (int earlier = 0; earlier < count; earlier++) {
            if (named[earlier] == order) {
                return RejectReason.DUPLICATE_ENTRY;
            }
        }
        return unplanned == 0 ? RejectReason.TOO_LATE : RejectReason.NONE; // 0: entries before have filled it
    }

    private void tryOut(final Order replaced, final boolean together) {
        if (replaced != null) {
            terms.lots = Math.max(0, terms.lots - filledByThen(replaced));
            terms.waits &= terms.lots > 0; // 0: the replace ends the order
        }
        final int sessionId = replaced == null ? session.id : replaced.sessionId;
        riskCheck.apply(account, sessionId, current, next, terms, replaced, outcome);
        if (outcome.reason != RejectReason.NONE) {
            return;
        }
        takeNext();
        if (!together && terms.lots > 0 && isRefused()) {
            riskCheck.undo(replaced, unplanned);
            margin.tryOut(terms.instrument, current);
        } else if (terms.waits) {
            riskCheck.park(next, terms, outcome);
            takeNext();
        }
    }

    private boolean isRefused() {
        if (terms.forbids(outcome.initialMarginMicros)) {
            outcome.reason = RejectReason.MAX_INITIAL_MARGIN;
            return true;
        }
        final long initialMargin = outcome.initialMarginMicros;
        return riskCheck.isFrozenOut(
                        terms.instrument.underlying().isFrozen(), initialMargin, initialMarginMicros, outcome)
                || riskCheck.isRefused(
                        margin.excessMicros(next, initialMargin), initialMargin, initialMarginMicros, outcome);
    }

    /** Quantity of an order once the entries so far have had what they take from it without a trade. */
    private long orderLotsByThen(final Order order) {
        final MatchPlan plan = riskCheck.plan;
        return order.orderLots - (order.leavesLots - plan.unplannedLots(order) - plan.filledLots(order));
    }

    /** Lots of an order that are filled once the entries so far are. */
    private long filledByThen(final Order order) {
        return order.cumLots + riskCheck.plan.filledLots(order);
    }

    private void takeNext() {
        margin.tryOut(terms.instrument, next);
        outcome.initialMarginMicros = margin.initialMarginMicros(next);
    }

    /** A lower quantity and nothing else: the order keeps its place, and no check can refuse it. */
    private void reduce(final Order order) {
        final long left = Math.min(unplanned, Math.max(0, terms.lots - filledByThen(order)));
        riskCheck.reduce(current, next, order, unplanned - left);
        takeNext();
        terms.lots = left;
        outcome.keptLots = left;
    }

    private void restHypothetically() {
        if (outcome.restingLots == 0 || terms.waits) {
            return;
        }
        final Order order = hypotheticalOrders[restingCount++];
        order.accountId = account.id();
        order.sessionId = session.id;
        order.instrumentId = terms.instrument.id();
        order.side = terms.side;
        order.limitTicks = terms.limitTicks;
        order.leavesLots = outcome.restingLots;
        order.planStamp = 0;
        terms.describe(order.special);
        order.special.show(order.leavesLots);
        riskCheck.plan.rest(order);
    }
}
