package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.book.OrderBook;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.pricing.IndexBoard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Applies a staged configuration whole or not at all. What is new gets an id and, an account, its opening balance;
 * what is known takes its new parameters; what is gone is removed if nothing is held, owed or open in it.
 */
final class Configurator {
    private final Registry registry;
    private final Ledger ledger;
    private final StagedConfiguration staged = new StagedConfiguration();
    private final MarginDesk margins;
    private long digest;

    Configurator(final Registry registry, final Ledger ledger, final Reporter reporter, final VenueListener listener) {
        this.registry = registry;
        this.ledger = ledger;
        margins = new MarginDesk(registry, staged.parameters, reporter, listener);
    }

    MarginDesk margins() {
        return margins;
    }

    StagedConfiguration staged() {
        return staged;
    }

    long digest() {
        return digest;
    }

    /** Null when it was applied, or why it was refused; either way nothing is staged any more. */
    String end() {
        final String problem = apply();
        staged.begin(0, 0);
        return problem;
    }

    private String apply() {
        String problem = staged.problem();
        if (problem == null) {
            problem = conflict();
        }
        if (problem == null) {
            problem = margins.problem(staged.underlyings.keySet());
        }
        if (problem != null) {
            return problem;
        }
        if (registry.venueEpoch == 0) {
            registry.venueEpoch = staged.proposedEpoch;
        }
        final boolean[] hadEnough = margins.haveEnough();
        registry.limits = staged.limits;
        staged.underlyingOrder.forEach(this::apply);
        staged.instruments.forEach(this::apply);
        staged.accounts.forEach(this::apply);
        staged.sessions.forEach(this::apply);
        registry.fees.schedules(staged.feeSchedules);
        removeRest();
        entitle();
        margins.take(staged.underlyings.keySet(), hadEnough);
        digest = staged.digest;
        return null;
    }

    /** Puts a saved state's configuration in force: its definitions are in the registry already. */
    void restore(final long newDigest) {
        digest = newDigest;
        if (registry.limits != null) {
            entitle();
            margins.derive();
        }
    }

    private String conflict() {
        final String overflow = overflow();
        if (overflow != null) {
            return overflow;
        }
        for (final Instrument known : registry.instruments) {
            final InstrumentDefinition definition = find(staged.instruments, i -> i.symbol()
                    .equals(known.definition().symbol()));
            final boolean gone = definition == null;
            if (gone ? isUsed(known) : isOtherContract(known.definition(), definition)) {
                return known.definition().symbol()
                        + (gone
                                ? " has positions or open orders"
                                : ": kind, tick, lot, contract size, expiry and underlying are for ever");
            }
        }
        for (final Underlying known : registry.underlyings) {
            if (!staged.underlyings.containsKey(known.definition().name())) {
                return "underlying " + known.definition().name() + " cannot be removed";
            }
        }
        for (final Account known : registry.accounts) {
            final boolean gone = find(staged.accounts, a -> a.name()
                            .equals(known.definition().name()))
                    == null;
            if (gone && !known.isEmpty()) {
                return "account " + known.definition().name() + " has funds, positions or open orders";
            }
        }
        return null;
    }

    /** Ids are for ever, so what was removed counts too. And a price that is in force must stay possible. */
    private String overflow() {
        long instruments = registry.instruments.size();
        for (final InstrumentDefinition added : staged.instruments) {
            final Instrument known = instrument(added.symbol());
            instruments += known == null ? 1 : 0;
            if (!registry.fees.inForce().paysFor(added.makerFeeNanos(), added.takerFeeNanos())) {
                return added.symbol()
                        + ": a rebate of the fee schedule in force is larger than what the other side pays";
            }
            if (known != null && added.maxPriceE8() < known.markE8()) {
                return added.symbol() + ": its largest price is below its index of now";
            }
        }
        long accounts = registry.accounts.size();
        for (final AccountDefinition added : staged.accounts) {
            accounts += account(added.name()) == null ? 1 : 0;
        }
        long sessions = registry.sessions.size();
        for (final SessionDefinition added : staged.sessions) {
            sessions += find(registry.sessions, s -> isSame(s.definition, added)) == null ? 1 : 0;
        }
        final String deposits = depositsOverflow();
        if (deposits != null) {
            return deposits;
        }
        final boolean fits = instruments <= Holdings.MAX_INSTRUMENTS
                && accounts <= StagedConfiguration.MAX_ACCOUNTS
                && sessions <= StagedConfiguration.MAX_ACCOUNTS;
        return fits ? null : "too many instruments, accounts or sessions, those that were removed included";
    }

    /** Opening balances of new accounts come on top of what has been deposited; each sum alone is within the bound. */
    private String depositsOverflow() {
        for (int index = 0; index < Currency.count(); index++) {
            final Currency currency = Currency.at(index);
            long left = currency.maxDepositsUnits() - Math.max(0, ledger.depositsUnits(currency));
            for (final AccountDefinition added : staged.accounts) {
                left -= account(added.name()) == null ? added.openingUnits().get(index) : 0;
            }
            if (left < 0) {
                return "all deposits in " + currency + " would pass " + currency.maxDepositsUnits() + " units";
            }
        }
        return null;
    }

    private Instrument instrument(final String symbol) {
        return find(registry.instruments, i -> i.definition().symbol().equals(symbol));
    }

    private Account account(final String name) {
        return find(registry.accounts, a -> a.definition().name().equals(name));
    }

    private boolean isUsed(final Instrument instrument) {
        return registry.accounts.stream()
                .anyMatch(a -> !a.holdings().isFlat(instrument.id()) || a.firstOrder(instrument.id()) != null);
    }

    private static boolean isOtherContract(final InstrumentDefinition a, final InstrumentDefinition b) {
        return a.tickSizeE8() != b.tickSizeE8()
                || a.lotSizeE8() != b.lotSizeE8()
                || a.kind() != b.kind()
                || a.contractSizeE8() != b.contractSizeE8()
                || a.expiryNs() != b.expiryNs()
                || !a.underlying().equals(b.underlying());
    }

    private static boolean isSame(final SessionDefinition a, final SessionDefinition b) {
        return a.venueCompId().equals(b.venueCompId()) && a.counterpartyCompId().equals(b.counterpartyCompId());
    }

    private void apply(final UnderlyingDefinition definition) {
        final Underlying known =
                find(registry.underlyings, u -> u.definition().name().equals(definition.name()));
        if (known != null) {
            known.redefine(definition);
            return;
        }
        final Underlying underlying = new Underlying(registry.underlyings.size() + 1, definition);
        registry.underlyings.add(underlying);
        registry.boards.add(new IndexBoard(underlying));
    }

    private void apply(final InstrumentDefinition definition) {
        final Instrument known = instrument(definition.symbol());
        if (known != null) {
            known.redefine(definition);
            return;
        }
        final Underlying underlying =
                find(registry.underlyings, u -> u.definition().name().equals(definition.underlying()));
        registry.instruments.add(new Instrument(registry.instruments.size() + 1, definition, underlying));
        registry.books.add(new OrderBook());
    }

    private void apply(final AccountDefinition definition) {
        final Account known = account(definition.name());
        if (known != null) {
            known.redefine(definition);
            return;
        }
        final Account account = new Account(registry.accounts.size() + 1, definition);
        registry.accounts.add(account);
        registry.copies.add(new SessionState[0]);
        for (int currency = 0; currency < Currency.count(); currency++) {
            ledger.deposit(
                    account, Currency.at(currency), definition.openingUnits().get(currency));
        }
    }

    private void apply(final SessionDefinition definition) {
        SessionState session = find(registry.sessions, s -> isSame(s.definition, definition));
        if (session == null) {
            session = new SessionState(registry.sessions.size() + 1, definition, registry.venueEpoch);
            registry.sessions.add(session);
        }
        session.definition = definition;
        session.active = true;
        session.accountIds = definition.accounts().stream()
                .mapToInt(this::accountId)
                .sorted()
                .toArray();
    }

    private void removeRest() {
        for (final Instrument known : registry.instruments) {
            if (find(staged.instruments, i -> i.symbol()
                            .equals(known.definition().symbol()))
                    == null) {
                known.delist();
            }
        }
        for (final Account known : registry.accounts) {
            if (find(staged.accounts, a -> a.name().equals(known.definition().name())) == null) {
                known.deactivate();
            }
        }
        for (final SessionState known : registry.sessions) {
            known.active = find(staged.sessions, s -> isSame(s, known.definition)) != null;
            if (!known.active) {
                registry.boards.forEach(board -> board.remove(known.id));
            }
        }
    }

    /** Works out who gets copies of what. */
    private void entitle() {
        final List<SessionState> copied = new ArrayList<>();
        final List<Set<String>> copiedAccounts = new ArrayList<>();
        for (final SessionState session : registry.sessions) {
            if (session.active && !session.definition.dropCopyAccounts().isEmpty()) {
                copied.add(session);
                copiedAccounts.add(new HashSet<>(session.definition.dropCopyAccounts()));
            }
        }
        for (int i = 0; i < registry.accounts.size(); i++) {
            final List<String> name =
                    List.of(registry.accounts.get(i).definition().name());
            registry.copies.set(i, entitled(name, copied, copiedAccounts));
        }
        for (final SessionState session : registry.sessions) {
            session.copies = entitled(session.definition.accounts(), copied, copiedAccounts);
        }
    }

    /** Those of the drop-copy sessions that are entitled to all of the accounts; without an account none. */
    private static SessionState[] entitled(
            final List<String> accounts, final List<SessionState> copied, final List<Set<String>> copiedAccounts) {
        final List<SessionState> entitled = new ArrayList<>();
        for (int i = 0; i < copied.size() && !accounts.isEmpty(); i++) {
            if (copiedAccounts.get(i).containsAll(accounts)) {
                entitled.add(copied.get(i));
            }
        }
        return entitled.toArray(new SessionState[0]);
    }

    private int accountId(final String name) {
        return account(name).id();
    }

    private static <T> T find(final List<T> list, final Predicate<T> predicate) {
        for (final T element : list) {
            if (predicate.test(element)) {
                return element;
            }
        }
        return null;
    }
}
