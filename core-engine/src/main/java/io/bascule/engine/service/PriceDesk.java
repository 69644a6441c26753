package io.bascule.engine.service;

import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.instrument.Underlying;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.pricing.ImpactPrice;
import io.bascule.engine.pricing.IndexBoard;
import java.util.ArrayList;
import java.util.List;

/**
 * Index and mark. Samples are taken of how the books stand at each full second; marks move only when an index is
 * published or a timer fires, so never inside an order (architecture.md, decision 11).
 */
final class PriceDesk {
    private final Registry registry;
    private final Reporter reporter;
    private final VenueListener listener;
    private final StopElection election;
    /** By instrument index. */
    private final List<InstrumentPrices> prices = new ArrayList<>();

    private final ImpactPrice impact = new ImpactPrice();
    private final MarketStatus status = new MarketStatus();

    PriceDesk(
            final Registry registry,
            final Reporter reporter,
            final VenueListener listener,
            final StopElection election) {
        this.registry = registry;
        this.reporter = reporter;
        this.listener = listener;
        this.election = election;
    }

    /** What is known of an instrument's prices. */
    InstrumentPrices of(final Instrument instrument) {
        for (int id = prices.size() + 1; id <= instrument.id(); id++) {
            prices.add(new InstrumentPrices(registry.instrument(id)));
        }
        return prices.get(instrument.id() - 1);
    }

    InstrumentPrices of(final int instrumentIndex) {
        return of(registry.instruments.get(instrumentIndex));
    }

    IndexBoard board(final Underlying underlying) {
        return registry.boards.get(underlying.id() - 1);
    }

    /** Sources may be gone. */
    void onConfigured() {
        for (int i = 0; i < registry.instruments.size(); i++) {
            of(i).externals.keepIf(sourceId -> registry.session(sourceId).active);
        }
    }

    /** Takes the book of an instrument as it stands. */
    InstrumentPrices measured(final Instrument instrument) {
        final InstrumentPrices price = of(instrument);
        price.measure(registry.book(instrument.id()), impact);
        return price;
    }

    /** Takes a source's price of an underlying or an instrument, or says why it is none. */
    RejectReason publish(
            final RequestKind kind, final SessionState source, final int id, final long priceE8, final long nowNs) {
        if (!source.definition.indexSource()) {
            return RejectReason.UNSUPPORTED_VALUE;
        }
        final boolean isIndex = kind == RequestKind.PUBLISH_INDEX;
        final RejectReason reason = isIndex ? checkIndex(id, priceE8) : checkExternal(id, priceE8);
        if (reason == RejectReason.NONE && isIndex) {
            publishIndex(source, registry.underlying(id), priceE8, nowNs);
        } else if (reason == RejectReason.NONE) {
            final Instrument instrument = registry.instrument(id);
            of(instrument).externals.publish(source.id, source.definition.indexWeight(), priceE8, nowNs);
            remark(instrument.underlying(), instrument.underlying().priceVersion(), nowNs);
        }
        return reason;
    }

    private RejectReason checkIndex(final int underlyingId, final long priceE8) {
        final Underlying underlying = registry.underlying(underlyingId);
        if (underlying == null || priceE8 <= 0) {
            return underlying == null ? RejectReason.UNKNOWN_SYMBOL : RejectReason.PRICE_NOT_POSITIVE;
        }
        if (priceE8 > underlying.definition().maxIndexE8()) {
            return RejectReason.PRICE_OUT_OF_RANGE;
        }
        for (final Instrument instrument : registry.instruments) {
            if (instrument.isListed()
                    && instrument.underlying() == underlying
                    && !of(instrument).settled
                    && priceE8 > instrument.definition().maxPriceE8()) {
                return RejectReason.PRICE_OUT_OF_RANGE;
            }
        }
        return board(underlying).isJump(priceE8) ? RejectReason.PRICE_JUMP : RejectReason.NONE;
    }

    private RejectReason checkExternal(final int instrumentId, final long priceE8) {
        final Instrument instrument = registry.instrument(instrumentId);
        if (instrument == null || !instrument.isListed()) {
            return RejectReason.UNKNOWN_SYMBOL;
        }
        if (priceE8 <= 0) {
            return RejectReason.PRICE_NOT_POSITIVE;
        }
        return priceE8 > instrument.definition().maxPriceE8() ? RejectReason.PRICE_OUT_OF_RANGE : RejectReason.NONE;
    }

    private void publishIndex(
            final SessionState source, final Underlying underlying, final long priceE8, final long nowNs) {
        final boolean wasFrozen = underlying.isFrozen();
        final long versionBefore = underlying.priceVersion();
        board(underlying).publish(source.id, source.definition.indexWeight(), priceE8, nowNs);
        sayIfChanged(underlying, wasFrozen);
        remark(underlying, versionBefore, nowNs);
    }

    /** A timer has fired: what has fallen silent moves the index, what was sampled the marks. */
    void onTimer(final long nowNs) {
        for (int i = 0; i < registry.underlyings.size(); i++) {
            final Underlying underlying = registry.underlyings.get(i);
            final boolean wasFrozen = underlying.isFrozen();
            final long versionBefore = underlying.priceVersion();
            board(underlying).reprice(nowNs);
            sayIfChanged(underlying, wasFrozen);
            remark(underlying, versionBefore, nowNs);
        }
    }

    /** Marks of an underlying are put together anew; if one moves, or the index did, that elects who waits for it. */
    private void remark(final Underlying underlying, final long versionBefore, final long nowNs) {
        if (underlying.isFrozen()) {
            return; // a frozen index holds them
        }
        boolean isMoved = underlying.priceVersion() != versionBefore;
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = of(i);
            if (price.instrument.underlying() == underlying && price.isTraded()) {
                price.measure(registry.book(price.instrument.id()), impact);
                isMoved |= price.remark(nowNs);
            }
        }
        if (isMoved) {
            registry.repriced();
            election.afterPrice(underlying, nowNs);
        }
    }

    /** Takes all books as they stand. */
    void measure() {
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = of(i);
            if (price.isTraded()) {
                price.measure(registry.book(price.instrument.id()), impact);
            } else {
                price.forgetBook();
            }
        }
    }

    /** Takes what was measured for the seconds behind a time, up to another; nothing where the index is frozen. */
    void sample(final long fromNs, final long untilNs) {
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = of(i);
            if (price.isTraded() && !price.instrument.underlying().isFrozen()) {
                price.sample(fromNs, untilNs);
            }
        }
    }

    /** While the venue was down the averages have decayed; nothing else was sampled. */
    void decay(final long fromNs, final long untilNs) {
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = of(i);
            if (price.isTraded() && !price.instrument.underlying().isFrozen()) {
                price.mark.sample(0, (untilNs - fromNs) / PriceClock.SECOND_NS);
            }
        }
    }

    /** Notices by now who has fallen silent, and freezes what has lost its quorum. */
    void watchIndexes(final long nowNs) {
        for (int i = 0; i < registry.underlyings.size(); i++) {
            final Underlying underlying = registry.underlyings.get(i);
            final boolean wasFrozen = underlying.isFrozen();
            board(underlying).freezeIfSilent(nowNs);
            sayIfChanged(underlying, wasFrozen);
        }
    }

    /** What was published before a start counts no more; returns whether that changed anything. */
    boolean onStart() {
        boolean isChanged = false;
        for (int i = 0; i < registry.underlyings.size(); i++) {
            final Underlying underlying = registry.underlyings.get(i);
            final boolean wasFrozen = underlying.isFrozen();
            isChanged |= board(underlying).onStart();
            sayIfChanged(underlying, wasFrozen);
        }
        return isChanged;
    }

    /** Whether time alone may move something, as things stood when they were measured last. */
    boolean isMoving(final long nowNs) {
        for (int i = 0; i < registry.underlyings.size(); i++) {
            if (registry.boards.get(i).isWatched()) {
                return true;
            }
        }
        for (int i = 0; i < registry.instruments.size(); i++) {
            final InstrumentPrices price = of(i);
            if (price.isTraded() && !price.instrument.underlying().isFrozen() && price.isMoving(nowNs)) {
                return true;
            }
        }
        return false;
    }

    /** Says that trading in something goes on otherwise; an event behind what was said before. */
    void say(final MarketStatus.Kind kind, final Underlying underlying, final int instrumentId, final long priceE8) {
        reporter.flush();
        status.timestampNs = reporter.timestampNs();
        status.eventNumber = reporter.nextEventNumber();
        status.kind = kind;
        status.underlyingId = underlying.id();
        status.instrumentId = instrumentId;
        status.priceE8 = priceE8;
        listener.onMarketStatus(status);
    }

    private void sayIfChanged(final Underlying underlying, final boolean wasFrozen) {
        if (underlying.isFrozen() != wasFrozen) {
            say(
                    wasFrozen ? MarketStatus.Kind.INDEX_THAWED : MarketStatus.Kind.INDEX_FROZEN,
                    underlying,
                    0,
                    underlying.indexE8());
        }
    }
}
