package io.bascule.engine.cluster;

import io.bascule.engine.stress.ShockKind;
import io.bascule.engine.stress.StressShock;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.DeclineAuctionEncoder;
import io.bascule.engine.wire.sbe.InquireAccountEncoder;
import io.bascule.engine.wire.sbe.InquireMarketEncoder;
import io.bascule.engine.wire.sbe.InquiryKind;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.PartyActionEncoder;
import io.bascule.engine.wire.sbe.PartyScope;
import io.bascule.engine.wire.sbe.PublishExternalPriceEncoder;
import io.bascule.engine.wire.sbe.QuoteAuctionEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.RequestLimitsEncoder;
import io.bascule.engine.wire.sbe.TradingLevel;
import java.util.List;
import java.util.Random;

/** What is asked in a simulation beside orders: of accounts and markets, by backstops, by who may not. */
final class SimulatedInquiries {
    private static final int KINDS = 9;
    private static final int FIRST_OF_RISK = 3;
    /** Nobody registered it: what it asks for is not applied. */
    private static final int UNKNOWN = 99;

    private final Random random;
    private final CommandBuffer command = new CommandBuffer();

    SimulatedInquiries(final Random random) {
        this.random = random;
    }

    /** One of them, from a desk of the simulation or from nobody. */
    byte[] next(final long correlationId) {
        final int session = 1 + random.nextInt(4);
        final int account = random.nextInt(4);
        final int kind = random.nextInt(KINDS);
        if (kind < FIRST_OF_RISK) {
            inquire(kind, session, account);
        } else {
            manage(kind, session, account, correlationId);
        }
        final byte[] bytes = new byte[command.length()];
        command.buffer().getBytes(0, bytes);
        return bytes;
    }

    private void inquire(final int kind, final int session, final int account) {
        switch (kind) {
            case 0 -> {
                final InquireAccountEncoder inquiry = command.inquireAccount();
                inquiry.sessionId(session).msgSeqNum(0).flags().clear();
                inquiry.fault(RejectReason.NONE)
                        .kind(InquiryKind.get((short) 1))
                        .mode(InquiryMode.get((short) 0))
                        .accountId(account)
                        .instrumentId(0)
                        .requestId("I")
                        .symbol("")
                        .accountName("");
            }
            case 1 -> {
                final InquireMarketEncoder inquiry = command.inquireMarket();
                inquiry.sessionId(session).msgSeqNum(0).flags().clear();
                inquiry.mode(InquiryMode.get((short) 0))
                        .depth(3)
                        .tradesAfterId(-1)
                        .view((short) 0)
                        .parts((short) 1)
                        .payments((short) 2)
                        .instrumentsCount(1)
                        .next()
                        .instrumentId(1);
                inquiry.requestId("M");
            }
            default -> {
                final RequestLimitsEncoder limits = command.requestLimits();
                limits.sessionId(session).msgSeqNum(0).flags().clear();
                limits.accountId(account).requestId("L");
            }
        }
    }

    private void manage(final int kind, final int session, final int account, final long correlationId) {
        switch (kind) {
            case FIRST_OF_RISK -> {
                final QuoteAuctionEncoder quote = command.quoteAuction();
                quote.sessionId(session).msgSeqNum(0).flags().clear();
                quote.accountId(account).auctionId(random.nextInt(3)).fractionE6(1_000_000);
            }
            case 4 -> {
                final DeclineAuctionEncoder decline = command.declineAuction();
                decline.sessionId(session).msgSeqNum(0).flags().clear();
                decline.auctionId(1);
            }
            case 5 -> {
                final PartyActionEncoder action = command.partyAction();
                action.sessionId(UNKNOWN).msgSeqNum(0).flags().clear();
                action.fault(RejectReason.NONE)
                        .level(TradingLevel.ACTIVE)
                        .scope(PartyScope.ACCOUNT)
                        .accountId(account)
                        .instrumentId(0)
                        .firm("")
                        .requestId("H");
            }
            case 6 -> {
                final PublishExternalPriceEncoder price = command.publishExternalPrice();
                price.sessionId(session).msgSeqNum(0).flags().clear();
                price.instrumentId(1).priceE8(SimulatedConfiguration.BTC_INDEX_E8);
            }
            case 7 ->
                StressRequestCodec.encode(
                        command,
                        correlationId,
                        random.nextBoolean() ? "ACC1" : "NOBODY",
                        List.of(
                                new StressShock(
                                        ShockKind.PRICE,
                                        List.of(new StressShock.Move("BTC", random.nextInt(400_000) - 200_000)),
                                        0,
                                        0),
                                new StressShock(ShockKind.FUNDING, List.of(), 1_000_000, 1 + random.nextInt(24))));
            default ->
                command.transferCollateral()
                        .correlationId(correlationId)
                        .currency((short) 0)
                        .units((random.nextInt(2_000) - 1_000L) * 1_000)
                        .account("NOBODY");
        }
    }
}
