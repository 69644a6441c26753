package io.bascule.engine.cluster;

import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.CancelOrderEncoder;
import io.bascule.engine.wire.sbe.DefineSessionEncoder;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.OrderConditionsEncoder;
import io.bascule.engine.wire.sbe.PlaceOrderEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.SelfMatchInstruction;
import io.bascule.engine.wire.sbe.SessionRole;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.StopTrigger;
import io.bascule.engine.wire.sbe.TimeInForce;
import java.util.function.Consumer;

/**
 * The commands that the tests send: a venue with one instrument, BTC-PERP with a tick of 0.1 and a lot of 0.001, two
 * accounts with a million each and one order-entry session for each.
 */
final class Commands {
    static final int DESK_SESSION = 1;
    /** It publishes index prices too. */
    static final int INDEX_SESSION = 2;

    static final int MAKER_SESSION = 2;
    static final long E8 = 100_000_000L;
    static final long PRICE_E8 = 90_000 * E8;

    private Commands() {}

    /** Hands over each command of the configuration, in order. */
    static void configure(final CommandBuffer command, final int maxRetainedEvents, final Consumer<CommandBuffer> to) {
        command.beginConfiguration().proposedEpoch(20_261_120L).digest(1);
        to.accept(command);
        command.defineLimits()
                .maxOpenOrders(200_000)
                .maxRetainedEvents(maxRetainedEvents)
                .closedOrdersPerSession(100)
                .maxPreviewLegs(20);
        to.accept(command);
        MarginParameterCommands.forEach(parameters(), 0, command, to);
        command.defineUnderlying()
                .initialIndexE8(PRICE_E8)
                .jumpGuardE6(100_000)
                .quorum(1)
                .stalenessNs(0)
                .sourceClampE6(10_000)
                .name("BTC")
                .indexSymbol("BTC-USD");
        to.accept(command);
        defineInstrument(command);
        to.accept(command);
        for (final String account : new String[] {"ACC1", "ACC2"}) {
            command.defineAccount()
                    .openingUsdcUnits(1_000_000_000_000L)
                    .openingBtcUnits(0)
                    .openingEthUnits(0)
                    .maxOpenOrders(100_000)
                    .name(account)
                    .firm(account);
            to.accept(command);
        }
        session(command, SessionRole.ORDER_ENTRY, "DESK1", "ACC1");
        to.accept(command);
        session(command, SessionRole.INDEX_SOURCE, "MM1", "ACC2");
        to.accept(command);
        command.endConfiguration();
        to.accept(command);
    }

    private static void defineInstrument(final CommandBuffer command) {
        command.defineInstrument()
                .kind((short) 0)
                .contractSizeE8(0)
                .expiryNs(0)
                .fundingIntervalNs(FundingTerms.HOUR_NS)
                .fundingGridNs(5_000_000_000L)
                .impactNotionalMicros(100_000_000_000L)
                .fundingInterestE9(100_000)
                .fundingClampE9(500_000)
                .fundingCapE9(40_000_000)
                .tickSizeE8(E8 / 10)
                .lotSizeE8(E8 / 1000)
                .maxPriceE8(200_000 * E8)
                .minOrderQtyE8(E8 / 1000)
                .maxOrderQtyE8(1_000 * E8)
                .maxPositionQtyE8(10_000 * E8)
                .priceBandE6(500_000)
                .marketProtectionE6(50_000)
                .makerFeeNanos(-50_000)
                .takerFeeNanos(350_000)
                .symbol("BTC-PERP")
                .underlying("BTC");
    }

    private static MarginParameters parameters() {
        return new TestParameters()
                .shock("BTC", 120_000, 600_000, 800_000)
                .moves(600_000, -1_000_000, 1_000_000)
                .deduction(20_000, 1_000_000)
                .build();
    }

    /** A limit order of 0.001 BTC, far enough from mark to rest. */
    static CommandBuffer restingOrder(final CommandBuffer command, final long number) {
        placeOrder(command, DESK_SESSION, number, TimeInForce.GTC);
        return command;
    }

    /** The same for the day. */
    static CommandBuffer dayOrder(final CommandBuffer command, final long number) {
        placeOrder(command, DESK_SESSION, number, TimeInForce.DAY);
        return command;
    }

    /** The same till a time. */
    static CommandBuffer expiringOrder(final CommandBuffer command, final long number, final long expireTimeNs) {
        final PlaceOrderEncoder encoder = terms(command, DESK_SESSION, number, TimeInForce.GTD);
        final long absent = OrderConditionsEncoder.stopPxE8NullValue();
        final OrderConditionsEncoder conditions =
                encoder.conditionsCount(1).next().terms();
        conditions
                .stopPxE8(absent)
                .expireTimeNs(expireTimeNs)
                .displayQtyE8(absent)
                .minQtyE8(absent)
                .maxInitialMarginMicros(absent)
                .selfMatchIdHigh(0)
                .selfMatchIdLow(0)
                .selfMatchInstruction(SelfMatchInstruction.NULL_VAL)
                .stopTrigger(StopTrigger.NULL_VAL)
                .execInst()
                .clear();
        encoder.clOrdId("C" + number).symbol("").accountName("");
        return command;
    }

    /** Cancels a resting order. */
    static CommandBuffer cancel(final CommandBuffer command, final long number, final long orderNumber) {
        final CancelOrderEncoder encoder = command.cancelOrder();
        encoder.sessionId(DESK_SESSION).msgSeqNum(number).flags().clear();
        encoder.fault(RejectReason.NONE)
                .side(Side.BUY)
                .accountId(DESK_SESSION)
                .instrumentId(1)
                .orderId(0)
                .clOrdId("X" + number)
                .origClOrdId("C" + orderNumber);
        return command;
    }

    static CommandBuffer connect(final CommandBuffer command, final int gatewayId) {
        command.connectGateway().gatewayId(gatewayId);
        return command;
    }

    static CommandBuffer acknowledge(final CommandBuffer command, final int gatewayId, final long eventNumber) {
        command.acknowledgeEvents().gatewayId(gatewayId).eventNumber(eventNumber);
        return command;
    }

    static CommandBuffer requestStateHash(final CommandBuffer command, final long correlationId) {
        command.requestStateHash().correlationId(correlationId);
        return command;
    }

    /** A session whose quotes are not protected. */
    static void withoutProtection(final DefineSessionEncoder encoder) {
        encoder.protectionWindowNs(0)
                .protectionQuantityMicros(0)
                .protectionDeltaMicros(0)
                .protectionTrades(0)
                .indexWeight(1);
    }

    private static void session(
            final CommandBuffer command, final SessionRole role, final String counterparty, final String account) {
        final DefineSessionEncoder encoder = command.defineSession().role(role).marginOnReports(BooleanType.TRUE);
        withoutProtection(encoder);
        encoder.accountsCount(1).next().name(account);
        encoder.dropCopyAccountsCount(0);
        encoder.venueCompId("BASCULE").counterpartyCompId(counterparty);
    }

    private static void placeOrder(
            final CommandBuffer command, final int sessionId, final long number, final TimeInForce timeInForce) {
        final PlaceOrderEncoder encoder = terms(command, sessionId, number, timeInForce);
        encoder.conditionsCount(0);
        encoder.clOrdId("C" + number).symbol("").accountName("");
    }

    private static PlaceOrderEncoder terms(
            final CommandBuffer command, final int sessionId, final long number, final TimeInForce timeInForce) {
        final PlaceOrderEncoder encoder = command.placeOrder();
        encoder.sessionId(sessionId).msgSeqNum(number).flags().clear();
        encoder.fault(RejectReason.NONE)
                .side(Side.BUY)
                .ordType(OrdType.LIMIT)
                .timeInForce(timeInForce)
                .accountId(sessionId)
                .instrumentId(1)
                .priceE8(80_000 * E8)
                .orderQtyE8(E8 / 1000);
        return encoder;
    }
}
