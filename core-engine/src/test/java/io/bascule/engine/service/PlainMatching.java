package io.bascule.engine.service;

import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slowest matching that is right, of one instrument without margin: the order to be hit next is found by looking at
 * all, one part of one order at a time, and what was done is undone by having been done to a copy.
 */
final class PlainMatching {
    static final long LOT_E8 = 100_000;
    static final long TICK_E8 = 50_000_000;

    /** What was said, as the fixture says it. */
    final List<String> said = new ArrayList<>();

    private final Map<Integer, Long> positions = new HashMap<>();
    private List<Entry> open = new ArrayList<>();
    private long turns;
    private Entry pendingMaker;
    private long pendingLots;

    /** An order. */
    private static final class Entry implements Cloneable {
        private String id;
        private int session;
        private int account;
        private Side side;
        private long ticks;
        private long orderLots;
        private long cumLots;
        private long leaves;
        private long display;
        private long shown;
        private long turn;
        private long smp;
        private boolean reduceOnly;

        @Override
        protected Entry clone() {
            try {
                return (Entry) super.clone();
            } catch (final CloneNotSupportedException ex) {
                throw new AssertionError(ex);
            }
        }
    }

    void place(final OrderRequest request) {
        final OrderConditions asked = request.conditions;
        final Entry taker = new Entry();
        taker.id = request.clOrdId.toString();
        taker.session = request.sessionId;
        taker.account = request.accountId;
        taker.side = request.side;
        taker.orderLots = request.orderQtyE8 / LOT_E8;
        taker.leaves = taker.orderLots;
        taker.display = asked.displayQtyE8 == OrderRequest.ABSENT ? 0 : asked.displayQtyE8 / LOT_E8;
        taker.smp = asked.selfMatchIdLow;
        taker.reduceOnly = asked.has(OrderConditions.REDUCE_ONLY);
        final boolean isAtOnePrice = request.ordType == OrdType.MARKET_TO_LIMIT;
        final boolean buys = taker.side == Side.BUY;
        taker.ticks = isAtOnePrice ? buys ? Long.MAX_VALUE : 0 : request.priceE8 / TICK_E8;
        final long closable = closable(position(taker.account), taker.side);
        if (taker.reduceOnly && closable == 0) {
            say(taker, "8", "8", 0, "WOULD_INCREASE_POSITION");
            return;
        }
        if (asked.has(OrderConditions.POST_ONLY) && next(taker, 0) != null) {
            say(taker, "8", "8", 0, "WOULD_TRADE");
            return;
        }
        say(taker, "0", "0", taker.leaves, "");
        if (taker.reduceOnly && closable < taker.leaves) {
            taker.orderLots = closable;
            taker.leaves = closable;
            say(taker, "D", "0", closable, "38=" + qty(closable) + " 378=5");
        }
        final long least = request.timeInForce == TimeInForce.FOK
                ? taker.leaves
                : asked.minQtyE8 == OrderRequest.ABSENT ? 0 : asked.minQtyE8 / LOT_E8;
        if (least > 0 && triedOut(taker, asked, isAtOnePrice) < least) {
            say(taker, "4", "4", 0, "");
            return;
        }
        execute(taker, request, isAtOnePrice);
    }

    void cancel(final String id) {
        open.removeIf(entry -> entry.id.equals(id));
    }

    boolean isOpen(final String id) {
        return open.stream().anyMatch(entry -> entry.id.equals(id));
    }

    int openOrders() {
        return open.size();
    }

    private void execute(final Entry taker, final OrderRequest request, final boolean isAtOnePrice) {
        final Outcome outcome = match(taker, request.conditions, isAtOnePrice);
        final boolean isPatient =
                request.timeInForce != TimeInForce.IOC && request.timeInForce != TimeInForce.FOK && !outcome.stopped;
        final boolean rests = taker.leaves > 0 && isPatient && (!isAtOnePrice || outcome.firstTicks != 0);
        for (final int account : outcome.makers) {
            if (account != taker.account) {
                shrink(account, 0);
            }
        }
        shrink(taker.account, rests && taker.reduceOnly ? taker.leaves : 0);
        if (rests) {
            taker.ticks = isAtOnePrice ? outcome.firstTicks : taker.ticks;
            taker.shown = taker.display == 0 ? taker.leaves : Math.min(taker.display, taker.leaves);
            taker.turn = ++turns;
            open.add(taker);
        } else if (taker.leaves > 0) {
            final boolean both = request.conditions.selfMatchInstruction == SelfMatchInstruction.CANCEL_BOTH;
            say(taker, "4", "4", 0, outcome.stopped ? both ? "378=20" : "378=18" : "");
        }
    }

    /** What it would trade. */
    private long triedOut(final Entry taker, final OrderConditions asked, final boolean isAtOnePrice) {
        final PlainMatching copy = new PlainMatching();
        copy.positions.putAll(positions);
        copy.turns = turns;
        open.forEach(entry -> copy.open.add(entry.clone()));
        final Entry copied = taker.clone();
        copy.match(copied, asked, isAtOnePrice);
        return copied.cumLots;
    }

    private static final class Outcome {
        private long firstTicks;
        private boolean stopped;
        private final List<Integer> makers = new ArrayList<>();
    }

    private Outcome match(final Entry taker, final OrderConditions asked, final boolean isAtOnePrice) {
        final Outcome outcome = new Outcome();
        final SelfMatchInstruction given = asked.selfMatchInstruction;
        Entry maker = next(taker, 0);
        while (taker.leaves > 0 && maker != null) {
            outcome.firstTicks = outcome.firstTicks == 0 ? maker.ticks : outcome.firstTicks;
            if (taker.smp != 0 && taker.smp == maker.smp && taker.account == maker.account) {
                flush(taker);
                if (given == SelfMatchInstruction.DECREMENT) {
                    decrement(taker, maker);
                } else {
                    outcome.stopped = given != SelfMatchInstruction.CANCEL_PASSIVE;
                    if (given != SelfMatchInstruction.CANCEL_AGGRESSIVE) {
                        open.remove(maker);
                        say(maker, "4", "4", 0, outcome.stopped ? "378=20" : "378=19");
                    }
                }
            } else {
                hit(taker, maker);
                outcome.makers.add(maker.account);
            }
            maker = outcome.stopped ? null : next(taker, isAtOnePrice ? outcome.firstTicks : 0);
        }
        flush(taker);
        return outcome;
    }

    /** One part of one order. */
    private void hit(final Entry taker, final Entry maker) {
        if (pendingMaker != maker) {
            flush(taker);
            pendingMaker = maker;
        }
        long lots = Math.min(taker.leaves, maker.display == 0 ? maker.leaves : maker.shown);
        lots = maker.reduceOnly ? Math.min(lots, closable(position(maker.account), maker.side)) : lots;
        taker.leaves -= lots;
        taker.cumLots += lots;
        maker.leaves -= lots;
        maker.cumLots += lots;
        maker.shown -= lots;
        pendingLots += lots;
        final long bought = maker.side == Side.BUY ? lots : -lots;
        positions.merge(maker.account, bought, Long::sum);
        positions.merge(taker.account, -bought, Long::sum);
        if (maker.leaves == 0) {
            open.remove(maker);
        } else if (maker.display > 0 && maker.shown == 0) {
            maker.shown = Math.min(maker.display, maker.leaves);
            maker.turn = ++turns;
        }
    }

    private void flush(final Entry taker) {
        if (pendingMaker != null) {
            final String trade = "32=" + qty(pendingLots) + " 31=" + VenueFixture.plain(pendingMaker.ticks * TICK_E8);
            sayTrade(taker, trade);
            sayTrade(pendingMaker, trade);
            pendingMaker = null;
            pendingLots = 0;
        }
    }

    private void decrement(final Entry taker, final Entry maker) {
        final long lots = Math.min(taker.leaves, maker.leaves);
        lose(taker, lots, "378=17", "378=17");
        lose(maker, lots, "378=17", "378=17");
    }

    private void lose(final Entry entry, final long lots, final String reason, final String reasonOfEnd) {
        entry.leaves -= lots;
        if (entry.leaves == 0) {
            open.remove(entry);
            say(entry, "4", "4", 0, reasonOfEnd);
            return;
        }
        entry.orderLots -= lots;
        entry.shown = Math.min(entry.shown, entry.leaves);
        say(entry, "D", entry.cumLots == 0 ? "0" : "1", entry.leaves, "38=" + qty(entry.orderLots) + " " + reason);
    }

    /** Reduce-only orders, the oldest first, until all together are no more than the position. */
    private void shrink(final int account, final long ownRest) {
        final long position = position(account);
        long excess = ownRest - Math.abs(position);
        final List<Entry> all = new ArrayList<>();
        for (final Entry entry : open) {
            if (entry.reduceOnly && entry.account == account) {
                all.add(entry);
                excess += closable(position, entry.side) > 0 ? entry.leaves : 0;
            }
        }
        for (final Entry entry : all) {
            final boolean isClosing = closable(position, entry.side) > 0;
            final long lots = isClosing ? Math.min(Math.max(excess, 0), entry.leaves) : entry.leaves;
            if (lots > 0) {
                excess -= isClosing ? lots : 0;
                lose(entry, lots, "378=5", "378=8");
            }
        }
    }

    /** The order that a taker meets next, at a price only if that is not 0. */
    private Entry next(final Entry taker, final long atTicks) {
        Entry best = null;
        for (final Entry entry : open) {
            final boolean buys = taker.side == Side.BUY;
            final boolean crosses = buys ? entry.ticks <= taker.ticks : entry.ticks >= taker.ticks;
            final boolean isThere = entry.side != taker.side && crosses && (atTicks == 0 || entry.ticks == atTicks);
            final boolean hasLots = !entry.reduceOnly || closable(position(entry.account), entry.side) > 0;
            if (isThere && hasLots && (best == null || isBefore(entry, best, buys))) {
                best = entry;
            }
        }
        return best;
    }

    private static boolean isBefore(final Entry a, final Entry b, final boolean buys) {
        return a.ticks == b.ticks ? a.turn < b.turn : buys == a.ticks < b.ticks;
    }

    private long position(final int account) {
        return positions.getOrDefault(account, 0L);
    }

    private static long closable(final long position, final Side side) {
        return Math.max(0, side == Side.BUY ? -position : position);
    }

    private void sayTrade(final Entry entry, final String trade) {
        // what was merged: the lots of the last trade are in both already
        say(entry, "F", entry.leaves == 0 ? "2" : "1", entry.leaves, trade);
    }

    private void say(
            final Entry entry, final String execType, final String ordStatus, final long leaves, final String rest) {
        said.add("8 " + entry.session + " 11=" + entry.id + " 150=" + execType + " 39=" + ordStatus + " 14="
                + qty(entry.cumLots) + " 151=" + qty(leaves) + (rest.isEmpty() ? "" : " " + rest));
    }

    private static String qty(final long lots) {
        return VenueFixture.plain(lots * LOT_E8);
    }
}
