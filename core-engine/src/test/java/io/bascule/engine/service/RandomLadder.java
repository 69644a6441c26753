package io.bascule.engine.service;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.RejectReason;
import java.util.Random;
import java.util.Set;

/** Seeded commands of backstop providers and the risk desk, crashes of the index, and the ladder's ticks. */
final class RandomLadder {
    private static final Set<String> NAMES = Set.of("A", "B", "C", "D");

    private final PartyActionRequest party = new PartyActionRequest();
    private boolean isClosed;
    /** The last auction that providers have seen begin. */
    private long seenAuctionId;

    void step(final RandomFlow flow) {
        final Random random = flow.random();
        if (isClosed) {
            reinstate(flow);
        }
        final long auctionId = flow.listeners.get(0).lastAuctionId;
        if (auctionId > seenAuctionId) {
            seenAuctionId = auctionId;
            if (random.nextInt(3) == 0) {
                bid(flow, random, auctionId); // auctions are rare, and short
                return;
            }
        }
        final int kind = random.nextInt(100);
        if (kind < 73) {
            flow.pass(1_000_000_000L * (1 + random.nextInt(6)));
            final long nowNs = flow.nowNs();
            flow.all(venue -> {
                venue.clock().advanceTo(nowNs);
                venue.clock().onTimer(nowNs);
            });
        } else if (kind < 82) {
            crash(flow, random);
        } else if (kind < 88) {
            bid(flow, random, auctionId - random.nextInt(3));
        } else if (kind < 90) {
            act(flow, random);
        } else if (kind < 98) {
            refill(flow);
        } else {
            final long seqNum = flow.nextSeqNum();
            final int account = random.nextInt(7);
            flow.all(venue ->
                    venue.risk().requestLimits(1 + account % 3, seqNum, false, account, party.requestId, flow.nowNs()));
        }
    }

    /** Who was ruined goes on, and who is rich is made poorer. */
    private static void refill(final RandomFlow flow) {
        final Venue first = flow.venues.get(0);
        for (int id = 1; id <= first.registrations().accountCount(); id++) {
            final String name = first.registrations().accountName(id);
            if (name != null && NAMES.contains(name)) {
                final boolean isPoor = first.holdings().cashUnits(id, Currency.USDC) < 800_000_000L;
                final long units = isPoor ? 1_500_000_000L : -500_000_000L;
                flow.all(venue -> venue.operator().transfer(name, Currency.USDC, units, flow.nowNs()));
            }
        }
    }

    /** Up to a seventh down or up. */
    private static void crash(final RandomFlow flow, final Random random) {
        final int underlying = 1 + random.nextInt(2);
        final long priceE8 = VenueFixture.e8(underlying == 2 ? "3000" : "60000") / 1_000 * (860 + random.nextInt(290));
        final long seqNum = flow.nextSeqNum();
        flow.all(
                venue -> venue.publishIndex(RandomFlow.FIRST_SOURCE, seqNum, false, underlying, priceE8, flow.nowNs()));
    }

    private static void bid(final RandomFlow flow, final Random random, final long auctionId) {
        final int session = 1 + random.nextInt(RandomFlow.ORDER_SESSIONS);
        final int account = flow.chance(10) ? random.nextInt(9) : flow.account(session);
        final long fraction = flow.chance(3) ? 1_000_000 : random.nextInt(1_100_000) - 10_000;
        final long seqNum = flow.nextSeqNum();
        final boolean possDup = flow.chance(50);
        flow.all(venue ->
                venue.risk().quoteAuction(session, seqNum, possDup, auctionId, account, fraction, flow.nowNs()));
        final long next = flow.nextSeqNum();
        flow.all(venue -> venue.risk().declineAuction(session, next, false, flow.nowNs()));
    }

    private void act(final RandomFlow flow, final Random random) {
        party.sessionId = 1 + random.nextInt(RandomFlow.ORDER_SESSIONS);
        party.msgSeqNum = flow.nextSeqNum();
        party.fault = flow.chance(30) ? RejectReason.UNSUPPORTED_VALUE : RejectReason.NONE;
        party.level = flow.chance(3) ? TradingLevel.of(random.nextInt(4)) : TradingLevel.ACTIVE;
        party.scope = PartyScope.of(random.nextInt(5));
        party.accountId = random.nextInt(7);
        party.instrumentId = random.nextInt(5);
        party.firm.set(flow.chance(2) ? "A" : "D");
        party.requestId.set("r" + party.msgSeqNum);
        flow.all(venue -> venue.risk().partyAction(party, flow.nowNs()));
        isClosed = party.level != TradingLevel.ACTIVE;
    }

    /** Most of the time all is open. */
    private void reinstate(final RandomFlow flow) {
        party.level = TradingLevel.ACTIVE;
        party.msgSeqNum = flow.nextSeqNum();
        flow.all(venue -> venue.risk().partyAction(party, flow.nowNs()));
        isClosed = false;
    }
}
