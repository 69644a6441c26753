package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.MarginRules;
import io.bascule.engine.margin.ParameterCheck;
import io.bascule.engine.margin.PortfolioMargin;
import io.bascule.engine.margin.ScenarioParameters;
import io.bascule.engine.margin.UnderlyingParameters;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The margin parameters: those in force, those announced, those on their way in. They come with a configuration, or by
 * themselves with an effective time that is yet to come; nothing acts before it was announced. Both are said: that they
 * are announced, and that they have come into force.
 *
 * <p>What margin takes by the clock is taken here: announced parameters at the first entry of the log that is not
 * before their time; open interest at the first of an hour, and expiries, whole days away, at the first of a day.
 */
public final class MarginDesk {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long HOURS_PER_DAY = 24;
    private static final long DAY_NS = HOURS_PER_DAY * HOUR_NS;

    private final Registry registry;
    private final Reporter reporter;
    private final VenueListener listener;
    private final ParametersChange change = new ParametersChange();
    /** Those of a configuration that is on its way in. */
    private final StagedParameters configured;

    private final StagedParameters staged = new StagedParameters();
    private MarginParameters inForce;
    private MarginParameters announced;
    /** Since the epoch, as open interest was taken last. */
    private long hour;
    /** Of the entry of the log that is being applied. */
    private long nowNs;

    MarginDesk(
            final Registry registry,
            final StagedParameters configured,
            final Reporter reporter,
            final VenueListener listener) {
        this.registry = registry;
        this.reporter = reporter;
        this.listener = listener;
        this.configured = configured;
    }

    /** Null before the first configuration. */
    public MarginParameters inForce() {
        return inForce;
    }

    /** What is in force from its effective time on; null if nothing is announced. */
    public MarginParameters announced() {
        return announced;
    }

    /**
     * Until when nothing of an account is cancelled for want of initial margin, since new parameters alone were what it
     * had too little for; 0: no such time.
     */
    public long graceUntilNs(final int accountId) {
        return registry.account(accountId).graceUntilNs();
    }

    /** When announced parameters come into force; {@link Long#MAX_VALUE}: none are. */
    public long nextEffectiveNs() {
        return announced == null ? Long.MAX_VALUE : announced.effectiveTimeNs();
    }

    /**
     * Time as an entry of the log has it, before what the entry says is applied.
     *
     * @return whether anything is not as it was.
     */
    public boolean onTime(final long timestampNs) {
        nowNs = timestampNs;
        final long entryHour = Math.floorDiv(timestampNs, HOUR_NS);
        final boolean isNewHour = entryHour > hour;
        final boolean isNewDay = isNewHour && entryHour / HOURS_PER_DAY > hour / HOURS_PER_DAY;
        hour = Math.max(hour, entryHour);
        if (registry.limits == null) {
            return isNewHour;
        }
        if (isNewHour) {
            registry.openInterest.take(registry.accounts, registry.instruments);
            registry.repriced();
        }
        if (isNewDay && hasDated()) {
            derive();
        }
        if (timestampNs >= nextEffectiveNs()) {
            takeAnnounced(timestampNs);
            return true;
        }
        return isNewHour;
    }

    private boolean hasDated() {
        return registry.instruments.stream()
                .anyMatch(instrument -> instrument.definition().expiryNs() != 0);
    }

    /** Begins to stage parameters; what another request has staged is dropped. */
    public void begin(
            final long correlationId, final MarginParameters header, final int underlyings, final int scenarios) {
        staged.begin(correlationId, header, underlyings, scenarios);
    }

    /** The parameters of an underlying, at their place from 0. */
    public void define(final long correlationId, final int index, final UnderlyingParameters underlying) {
        if (staged.isOf(correlationId)) {
            staged.add(index, underlying);
        }
    }

    /** A scenario, at its place from 0. */
    public void define(final long correlationId, final int index, final ScenarioParameters scenario) {
        if (staged.isOf(correlationId)) {
            staged.add(index, scenario);
        }
    }

    /**
     * Announces what was staged, in the place of what was announced before; or nothing of it. Nothing is staged
     * afterwards.
     *
     * @return null, or why it was refused.
     */
    public String end(final long correlationId, final long timestampNs) {
        if (!staged.isOf(correlationId)) {
            return "other margin parameters began meanwhile, or none did";
        }
        staged.end();
        final String problem = problem(timestampNs);
        if (problem == null) {
            announced = staged.whole();
            say(announced, false, timestampNs);
        }
        staged.clear();
        return problem;
    }

    private void say(final MarginParameters parameters, final boolean isInForce, final long timestampNs) {
        reporter.flush();
        change.timestampNs = timestampNs;
        change.isInForce = isInForce;
        change.parameters = parameters;
        change.eventNumber = reporter.nextEventNumber();
        listener.onParametersChanged(change);
    }

    private String problem(final long timestampNs) {
        if (inForce == null) {
            return "the venue is not configured";
        }
        final String problem = staged.problem(names());
        if (problem != null) {
            return problem;
        }
        final long effectiveNs = staged.whole().effectiveTimeNs();
        if (effectiveNs <= inForce.effectiveTimeNs()) {
            return "effective time " + effectiveNs + " is not after that of " + inForce.name() + ", which is in force: "
                    + inForce.effectiveTimeNs();
        }
        return effectiveNs > timestampNs
                ? null
                : "effective time " + effectiveNs + " is not to come, it is " + timestampNs
                        + ": parameters are announced before they act";
    }

    private Set<String> names() {
        return registry.underlyings.stream()
                .map(underlying -> underlying.definition().name())
                .collect(Collectors.toSet());
    }

    /** All parameters of a configuration at once. */
    public void define(final MarginParameters parameters) {
        configured.set(parameters);
    }

    /** The next of a configuration, to be staged with it. */
    public void beginConfigured(final MarginParameters header, final int underlyings, final int scenarios) {
        configured.begin(0, header, underlyings, scenarios);
    }

    /** The parameters of an underlying, of a configuration. */
    public void defineConfigured(final int index, final UnderlyingParameters underlying) {
        configured.add(index, underlying);
    }

    /** A scenario of a configuration. */
    public void defineConfigured(final int index, final ScenarioParameters scenario) {
        configured.add(index, scenario);
    }

    /** Those of a configuration are whole; what is wrong with them is said when it ends. */
    public void endConfigured() {
        configured.end();
    }

    /** What speaks against a configuration's parameters, or if it has none against those in force; or null. */
    String problem(final Set<String> names) {
        if (!configured.isEmpty()) {
            return configured.problem(names);
        }
        if (inForce == null) {
            return "margin parameters are missing";
        }
        final String problem = ParameterCheck.problem(inForce, names);
        return problem == null && announced != null ? ParameterCheck.problem(announced, names) : problem;
    }

    /**
     * Takes a configuration's parameters. They are in force at once if there were none, or none of one of its
     * underlyings; else they are announced if their time is to come, and left if what is in force is newer. Whoever has
     * too little by them, and had enough, is given a day as by announced ones.
     *
     * @param hadEnough by {@link #haveEnough} before anything of the configuration was applied.
     */
    void take(final Set<String> names, final boolean[] hadEnough) {
        final MarginParameters before = inForce;
        if (!configured.isEmpty()) {
            final MarginParameters parameters = configured.whole();
            if (inForce == null || ParameterCheck.problem(inForce, names) != null) {
                inForce = parameters;
            } else if (parameters.effectiveTimeNs() > nowNs) {
                if (!parameters.equals(announced)) {
                    say(parameters, false, nowNs);
                }
                announced = parameters;
            } else if (parameters.effectiveTimeNs() >= inForce.effectiveTimeNs()) {
                inForce = parameters;
            }
            if (announced != null
                    && (announced.effectiveTimeNs() <= inForce.effectiveTimeNs()
                            || ParameterCheck.problem(announced, names) != null)) {
                announced = null;
            }
        }
        registry.openInterest.take(registry.accounts, registry.instruments);
        derive();
        if (before != null && !before.equals(inForce)) {
            say(inForce, true, nowNs);
            giveADay(hadEnough, nowNs);
        }
    }

    /** What is in force for the instruments of now, today. */
    void derive() {
        registry.rules = rulesOf(inForce, registry.underlyings, registry.instruments);
        registry.repriced();
    }

    /** Rules of today. */
    MarginRules rulesOf(
            final MarginParameters parameters, final List<Underlying> underlyings, final List<Instrument> instruments) {
        return new MarginRules(parameters, underlyings, instruments, hour / HOURS_PER_DAY);
    }

    /**
     * Announced parameters come into force. Who has too little by them alone, and had enough, is given a day: of it
     * nothing is cancelled that long.
     */
    private void takeAnnounced(final long timestampNs) {
        final boolean[] hadEnough = haveEnough();
        inForce = announced;
        announced = null;
        say(inForce, true, timestampNs);
        derive();
        giveADay(hadEnough, timestampNs);
    }

    /** Whether each account has what its IM asks for, by ascending id; of none before the first configuration. */
    boolean[] haveEnough() {
        final boolean[] haveEnough = new boolean[inForce == null ? 0 : registry.accounts.size()];
        for (int n = 0; n < haveEnough.length; n++) {
            haveEnough[n] = excessMicros(registry.accounts.get(n)) >= 0;
        }
        return haveEnough;
    }

    private void giveADay(final boolean[] hadEnough, final long timestampNs) {
        for (int n = 0; n < hadEnough.length; n++) {
            final Account account = registry.accounts.get(n);
            if (hadEnough[n] && excessMicros(account) < 0) {
                account.graceUntilNs(timestampNs + DAY_NS);
            }
        }
    }

    private long excessMicros(final Account account) {
        final PortfolioMargin margin = registry.margin(account);
        return margin.excessMicros(account.holdings(), margin.initialMarginMicros(account.holdings()));
    }

    void write(final StateWriter out) {
        out.putLong(hour);
        ParameterRecords.writeOptional(out, inForce);
        ParameterRecords.writeOptional(out, announced);
        staged.write(out);
    }

    void read(final StateReader in) {
        hour = in.getLong();
        inForce = ParameterRecords.readOptional(in);
        announced = ParameterRecords.readOptional(in);
        staged.read(in);
    }

    /** Open interest as it was taken last, and of whoever is one of several of a firm. */
    void writeOpenInterest(final StateWriter out) {
        for (final Instrument instrument : registry.instruments) {
            out.putLong(registry.openInterest.lots(instrument.id()));
        }
        for (final Account account : registry.accounts) {
            for (final Instrument instrument : registry.instruments) {
                final long lots = registry.openInterest.othersLots(account.id(), instrument.id());
                if (lots != 0) {
                    out.putInt(account.id());
                    out.putInt(instrument.id());
                    out.putLong(lots);
                }
            }
        }
        out.putInt(StateSaver.NO_MORE);
    }

    void readOpenInterest(final StateReader in) {
        registry.openInterest.begin(registry.accounts);
        for (final Instrument instrument : registry.instruments) {
            registry.openInterest.restore(instrument.id(), in.getLong());
        }
        int accountId = in.getCount(registry.accounts.size());
        while (accountId != StateSaver.NO_MORE) {
            final int instrumentId = in.getCount(registry.instruments.size());
            if (!registry.openInterest.restoreOthers(accountId, instrumentId, in.getLong())) {
                throw in.broken("account " + accountId + " is its firm's only one");
            }
            accountId = in.getCount(registry.accounts.size());
        }
    }
}
