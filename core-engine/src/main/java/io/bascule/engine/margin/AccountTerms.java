package io.bascule.engine.margin;

import static io.bascule.engine.fixedpoint.FixedPoint.E6;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Currency;
import io.bascule.engine.instrument.Instrument;
import java.util.List;

/**
 * What an account's holdings are at the marks: by instrument its exposures, gain and what it adds to margin by itself;
 * by underlying its coins. Kept until lots, cost or price change, and says which underlyings it changed.
 *
 * <p>An inverse contract's gain is in coins, so it is valued and exposed with the coins that are held.
 */
final class AccountTerms {
    private static final long NEVER = -1;

    /** Longs of an instrument. */
    private static final int STRIDE = 13;

    private static final int LOW = 0;
    private static final int HELD = 1;
    private static final int HIGH = 2;
    private static final int LOTS = 3;
    private static final int BUY_LOTS = 4;
    private static final int SELL_LOTS = 5;
    private static final int COST = 6;
    private static final int PRICE_VERSION = 7;
    /** In settlement units. */
    private static final int UNREALISED = 8;
    /** In USD micros: a gain, and what of it does not count as IM equity. */
    private static final int GAIN = 9;

    private static final int DISCOUNT = 10;
    private static final int PROVISIONS = 11;
    private static final int CONCENTRATION = 12;

    /** Longs of an underlying's coins: exposure, number with what is unrealised, value, that part, price version. */
    private static final int C_STRIDE = 5;

    private static final int COIN = 0;
    private static final int UNITS = 1;
    private static final int VALUE = 2;
    private static final int UNREALISED_UNITS = 3;
    private static final int VERSION = 4;

    private final MarginRules rules;
    private final OpenInterest openInterest;
    private final List<Instrument> instruments;
    /** By instrument id. */
    private final long[] terms;
    /** By underlying id. */
    private final long[] coins;

    private int accountId;
    private long usdcUnrealisedMicros;
    private long coinValueMicros;
    private long discountMicros;
    private long gainMicros;
    private long interestVersion;
    /** Bit id - 1 of each underlying whose exposures have changed: at any extreme, as held. */
    private long changed;

    private long changedHeld;
    /** What an instrument's terms, its underlying's coins and the sums were before it was tried out. */
    private final long[] termsBefore = new long[STRIDE];

    private final long[] coinsBefore = new long[C_STRIDE];
    private final long[] totalsBefore = new long[4];

    AccountTerms(final MarginRules rules, final OpenInterest openInterest, final int accountId) {
        this.rules = rules;
        this.openInterest = openInterest;
        this.accountId = accountId;
        instruments = rules.instruments();
        terms = new long[(instruments.size() + 1) * STRIDE];
        coins = new long[(rules.underlyingCount() + 1) * C_STRIDE];
        forgetPrices();
    }

    void copyFrom(final AccountTerms other) {
        System.arraycopy(other.terms, 0, terms, 0, terms.length);
        System.arraycopy(other.coins, 0, coins, 0, coins.length);
        accountId = other.accountId;
        usdcUnrealisedMicros = other.usdcUnrealisedMicros;
        coinValueMicros = other.coinValueMicros;
        discountMicros = other.discountMicros;
        gainMicros = other.gainMicros;
        interestVersion = other.interestVersion;
        changed = other.changed;
        changedHeld = other.changedHeld;
    }

    /** What USDC-settled positions have gained, or lost. */
    long usdcUnrealisedMicros() {
        return usdcUnrealisedMicros;
    }

    /** What the coins are worth, debts in full, with what is unrealised in inverse contracts. */
    long coinValueMicros() {
        return coinValueMicros;
    }

    /** What of the unrealised gains does not count as IM equity. */
    long discountMicros() {
        return discountMicros;
    }

    /** The unrealised gains, losses not set against them. */
    long gainMicros() {
        return gainMicros;
    }

    long lots(final int instrumentId) {
        return terms[instrumentId * STRIDE + LOTS];
    }

    long costUnits(final int instrumentId) {
        return terms[instrumentId * STRIDE + COST];
    }

    long unrealisedUnits(final int instrumentId) {
        return terms[instrumentId * STRIDE + UNREALISED];
    }

    long heldMicros(final int instrumentId) {
        return terms[instrumentId * STRIDE + HELD];
    }

    long provisionsMicros(final int instrumentId) {
        return terms[instrumentId * STRIDE + PROVISIONS];
    }

    long concentrationMicros(final int instrumentId) {
        return terms[instrumentId * STRIDE + CONCENTRATION];
    }

    long coinUnits(final int underlyingId) {
        return coins[underlyingId * C_STRIDE + UNITS];
    }

    long coinValueMicros(final int underlyingId) {
        return coins[underlyingId * C_STRIDE + VALUE];
    }

    /** Over all instruments, without their signs. */
    long grossMicros() {
        long gross = 0;
        for (int i = 0; i < instruments.size(); i++) {
            gross += Math.abs(heldMicros(instruments.get(i).id()));
        }
        return gross;
    }

    /**
     * What bounds equity and exposures if prices move, see {@link PriceMovement}: for each part that every price moves
     * by, equity, unrealised gains and the exposures of all legs together change by no more than that part of this, in
     * USD micros. Of an inverse contract its coins move too, and what they are worth.
     */
    long movableMicros() {
        long sum = 0;
        for (int i = 0; i < instruments.size(); i++) {
            final Instrument instrument = instruments.get(i);
            final int at = instrument.id() * STRIDE;
            final long most = Math.max(terms[at + HIGH], -terms[at + LOW]);
            if (most != 0) {
                sum += instrument.isInverse() ? 3 * most + Math.abs(instrument.microsUp(terms[at + UNREALISED])) : most;
            }
        }
        for (final UnderlyingRates coin : rules.coins()) {
            final int at = coin.underlying().id() * C_STRIDE;
            sum += Math.abs(coins[at + VALUE]);
        }
        return sum;
    }

    /** USD delta of all open orders, buys and sells. */
    long ordersMicros() {
        long sum = 0;
        for (int i = 0; i < instruments.size(); i++) {
            final int at = instruments.get(i).id() * STRIDE;
            sum += terms[at + HIGH] - terms[at + LOW];
        }
        return sum;
    }

    /** Whether no instrument is concentrated, or will be however far {@link PriceMovement} lets prices move. */
    boolean isFarFromConcentrated() {
        for (int i = 0; i < instruments.size(); i++) {
            final Instrument instrument = instruments.get(i);
            final int at = instrument.id() * STRIDE;
            final long own = Math.max(terms[at + HIGH], -terms[at + LOW]);
            final long floor =
                    rules.rates(instrument.underlying().id()).parameters().openInterestFloorMicros();
            if (own > 0 && !isFarFromConcentrated(instrument, own, floor)) {
                return false;
            }
        }
        return true;
    }

    private boolean isFarFromConcentrated(final Instrument instrument, final long own, final long floor) {
        final long othersLots = openInterest.othersLots(accountId, instrument.id());
        if (othersLots == 0 && UnderlyingRates.isFarFromConcentrated(own, floor)) {
            return true;
        }
        final long others = instrument.exposureMicros(othersLots, instrument.markE8());
        final long interest = instrument.exposureMicros(openInterest.lots(instrument.id()), instrument.markE8());
        return UnderlyingRates.isFarFromConcentrated(own + others, Math.max(floor, interest));
    }

    /** Bits of the underlyings whose exposures have changed at any extreme since this was asked last. */
    long takeChanged() {
        final long bits = changed;
        changed = 0;
        return bits;
    }

    /** Bits of the underlyings whose exposures have changed as held since this was asked last. */
    long takeChangedHeld() {
        final long bits = changedHeld;
        changedHeld = 0;
        return bits;
    }

    /** The legs of an underlying, as held or at the extremes of the open orders. */
    LegTerms legs(final UnderlyingRates rates, final boolean isHeld) {
        final LegTerms legs = rules.legTerms();
        if (rates.legCount() == 1 && rates.coin() == null) {
            final int at = rates.leg(0).id() * STRIDE;
            legs.only(terms[at + (isHeld ? HELD : LOW)], terms[at + (isHeld ? HELD : HIGH)]);
            return legs;
        }
        legs.begin();
        for (int n = 0; n < rates.legCount(); n++) {
            final int at = rates.leg(n).id() * STRIDE;
            legs.add(terms[at + (isHeld ? HELD : LOW)], terms[at + (isHeld ? HELD : HIGH)], rates.basisE6(n));
        }
        if (rates.coin() != null) {
            legs.addCoin(
                    coins[rates.underlying().id() * C_STRIDE + COIN],
                    rates.parameters().basisE6());
        }
        return legs;
    }

    /** Remembers an instrument's terms, for {@link #takeBack}. */
    void remember(final Instrument instrument) {
        System.arraycopy(terms, instrument.id() * STRIDE, termsBefore, 0, STRIDE);
        if (hasCoins(instrument)) {
            System.arraycopy(coins, instrument.underlying().id() * C_STRIDE, coinsBefore, 0, C_STRIDE);
        }
        totalsBefore[0] = usdcUnrealisedMicros;
        totalsBefore[1] = coinValueMicros;
        totalsBefore[2] = discountMicros;
        totalsBefore[3] = gainMicros;
    }

    /**
     * Puts back what was remembered of an instrument, if that is what an account holds, at prices that have not
     * changed; nothing else may have been taken in between. Returns whether it did.
     */
    boolean takeBack(final Instrument instrument, final Holdings holdings) {
        final int id = instrument.id();
        if (termsBefore[LOTS] != holdings.lots(id)
                || termsBefore[BUY_LOTS] != holdings.buyLots(id)
                || termsBefore[SELL_LOTS] != -holdings.sellLots(id)
                || termsBefore[COST] != holdings.costUnits(id)
                || termsBefore[PRICE_VERSION] != instrument.priceVersion()) {
            return false;
        }
        final int at = id * STRIDE;
        if (termsBefore[HELD] != terms[at + HELD]) {
            changedHeld |= bit(instrument);
        }
        System.arraycopy(termsBefore, 0, terms, at, STRIDE);
        if (hasCoins(instrument)) {
            changedHeld |= bit(instrument);
            System.arraycopy(coinsBefore, 0, coins, instrument.underlying().id() * C_STRIDE, C_STRIDE);
        }
        usdcUnrealisedMicros = totalsBefore[0];
        coinValueMicros = totalsBefore[1];
        discountMicros = totalsBefore[2];
        gainMicros = totalsBefore[3];
        return true;
    }

    /** Takes what was taken at other prices anew. */
    void takeRepriced(final Holdings holdings) {
        if (interestVersion != openInterest.version()) {
            interestVersion = openInterest.version();
            forgetPrices();
        }
        for (int i = 0; i < instruments.size(); i++) {
            final Instrument instrument = instruments.get(i);
            if (terms[instrument.id() * STRIDE + PRICE_VERSION] != instrument.priceVersion()) {
                take(instrument, holdings);
            }
        }
    }

    private void forgetPrices() {
        for (int i = 0; i < instruments.size(); i++) {
            terms[instruments.get(i).id() * STRIDE + PRICE_VERSION] = NEVER;
        }
    }

    /** Takes an instrument's terms. */
    void take(final Instrument instrument, final Holdings holdings) {
        final int at = instrument.id() * STRIDE;
        final long lots = holdings.lots(instrument.id());
        final long version = instrument.priceVersion();
        final boolean isRepriced = terms[at + PRICE_VERSION] != version;
        final boolean isNew = isRepriced || terms[at + LOTS] != lots;
        if (isNew) {
            terms[at + LOTS] = lots;
            terms[at + PRICE_VERSION] = version;
            final long held = lots == 0 ? 0 : instrument.exposureMicros(lots, instrument.markE8());
            if (isRepriced || held != terms[at + HELD]) {
                terms[at + HELD] = held;
                changedHeld |= bit(instrument);
            }
        }
        final boolean isLower = takeEnd(instrument, isNew, LOW, SELL_LOTS, -holdings.sellLots(instrument.id()));
        final boolean isHigher = takeEnd(instrument, isNew, HIGH, BUY_LOTS, holdings.buyLots(instrument.id()));
        if (isRepriced || isLower || isHigher) {
            changed |= bit(instrument);
            takeAddOns(instrument, at);
        }
        final long cost = holdings.costUnits(instrument.id());
        if (isNew || terms[at + COST] != cost) {
            terms[at + COST] = cost;
            takeGain(instrument, at, lots == 0 ? 0 : instrument.valueUnits(lots, instrument.markE8()) - cost);
        }
    }

    /** One end of where the orders may lead; returns whether it is another than it was. */
    private boolean takeEnd(
            final Instrument instrument, final boolean isNew, final int end, final int orders, final long orderLots) {
        final int at = instrument.id() * STRIDE;
        if (!isNew && terms[at + orders] == orderLots) {
            return false;
        }
        terms[at + orders] = orderLots;
        final long micros = orderLots == 0
                ? terms[at + HELD]
                : instrument.exposureMicros(terms[at + LOTS] + orderLots, instrument.markE8());
        if (micros == terms[at + end]) {
            return false;
        }
        terms[at + end] = micros;
        return true;
    }

    /** What an instrument adds to IM by itself. */
    private void takeAddOns(final Instrument instrument, final int at) {
        final UnderlyingRates rates = rules.rates(instrument.underlying().id());
        terms[at + PROVISIONS] = rates.provisionsMicros(instrument, terms[at + LOW], terms[at + HIGH]);
        final int id = instrument.id();
        final long own = Math.max(terms[at + HIGH], -terms[at + LOW]);
        final long othersLots = openInterest.othersLots(accountId, id);
        long concentration = 0;
        if (own > 0 && (othersLots > 0 || rates.mayBeConcentrated(own))) {
            final long floor = rates.parameters().openInterestFloorMicros();
            final long others = instrument.exposureMicros(othersLots, instrument.markE8());
            final long interest = instrument.exposureMicros(openInterest.lots(id), instrument.markE8());
            concentration = rates.concentrationMicros(own, own + others, Math.max(floor, interest));
        }
        terms[at + CONCENTRATION] = concentration;
    }

    private void takeGain(final Instrument instrument, final int at, final long unrealised) {
        final long before = terms[at + UNREALISED];
        terms[at + UNREALISED] = unrealised;
        final int u = instrument.underlying().id();
        if (instrument.isInverse()) {
            coins[u * C_STRIDE + UNREALISED_UNITS] += unrealised - before;
        } else {
            usdcUnrealisedMicros = Math.addExact(usdcUnrealisedMicros, unrealised - before);
        }
        final long gain = unrealised > 0 ? instrument.microsUp(unrealised) : 0;
        final long discount = Fraction.up(gain, E6 - rules.rates(u).parameters().gainWeightE6());
        gainMicros += gain - terms[at + GAIN];
        discountMicros += discount - terms[at + DISCOUNT];
        terms[at + GAIN] = gain;
        terms[at + DISCOUNT] = discount;
    }

    /** Takes the coins of an underlying that has some, behind its instruments. */
    void takeCoins(final UnderlyingRates rates, final Holdings holdings) {
        final int at = rates.underlying().id() * C_STRIDE;
        final Currency coin = rates.coin();
        final long units = holdings.cashUnits(coin) + coins[at + UNREALISED_UNITS];
        final long version = rates.underlying().priceVersion();
        if (units == coins[at + UNITS] && (units == 0 || version == coins[at + VERSION])) {
            return;
        }
        coins[at + UNITS] = units;
        coins[at + VERSION] = version;
        final long value = rates.underlying().microsDown(units, coin);
        coinValueMicros += value - coins[at + VALUE];
        coins[at + VALUE] = value;
        coins[at + COIN] = units > 0 ? rates.underlying().microsUp(units, coin) : value;
        changed |= 1L << (rates.underlying().id() - 1);
        changedHeld |= 1L << (rates.underlying().id() - 1);
    }

    private boolean hasCoins(final Instrument instrument) {
        return rules.rates(instrument.underlying().id()).coin() != null;
    }

    private static long bit(final Instrument instrument) {
        return 1L << (instrument.underlying().id() - 1);
    }
}
