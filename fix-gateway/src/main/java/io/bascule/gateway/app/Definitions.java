package io.bascule.gateway.app;

import io.bascule.config.AccountConfig;
import io.bascule.config.FeeScheduleConfig;
import io.bascule.config.GatewayConfig;
import io.bascule.config.InstrumentConfig;
import io.bascule.config.InstrumentKind;
import io.bascule.config.LimitConfig;
import io.bascule.config.Role;
import io.bascule.config.SessionConfig;
import io.bascule.config.UnderlyingConfig;
import io.bascule.config.VenueConfig;
import io.bascule.engine.cluster.MarginParameterCommands;
import io.bascule.engine.margin.MarginParameters;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.DefineFeeScheduleEncoder;
import io.bascule.engine.wire.sbe.DefineSessionEncoder;
import io.bascule.engine.wire.sbe.SessionRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A configuration as the engine's Define commands, in the order of the files, and their digest. */
final class Definitions {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final GatewayConfig config;
    private final CommandBuffer commands;
    private final MarginParameters parameters;

    /** @throws ConfigurationRefusedException if there is anything wrong with the margin file */
    Definitions(GatewayConfig config, CommandBuffer commands) {
        this.config = config;
        this.commands = commands;
        parameters = ConfiguredMargin.parameters(config.venue());
    }

    /** FNV-1a, 64 bits, over every encoded definition: configurations that define the same have the same. */
    long digest() {
        long[] hash = {FNV_OFFSET};
        forEach(command -> {
            for (int i = 0; i < command.length(); i++) {
                hash[0] = (hash[0] ^ (command.buffer().getByte(i) & 0xff)) * FNV_PRIME;
            }
        });
        return hash[0];
    }

    /** Encodes one definition after the other and hands each over. */
    void forEach(Consumer<CommandBuffer> consumer) {
        VenueConfig venue = config.venue();
        defineLimits(venue.limits());
        consumer.accept(commands);
        MarginParameterCommands.forEach(parameters, 0, commands, consumer);
        for (UnderlyingConfig underlying : venue.underlyings()) {
            define(underlying);
            consumer.accept(commands);
        }
        for (InstrumentConfig instrument : venue.instruments()) {
            define(instrument);
            consumer.accept(commands);
        }
        for (AccountConfig account : venue.accounts()) {
            define(account);
            consumer.accept(commands);
        }
        for (SessionConfig session : distinct(config.sessions())) {
            define(session);
            consumer.accept(commands);
        }
        for (FeeScheduleConfig schedule : venue.feeSchedules()) {
            define(schedule);
            consumer.accept(commands);
        }
    }

    private void define(FeeScheduleConfig schedule) {
        DefineFeeScheduleEncoder.TiersEncoder tiers = commands.defineFeeSchedule()
                .effectiveTimeNs(schedule.effectiveTimeNs())
                .tiersCount(schedule.tiers().size());
        schedule.tiers().forEach(tier -> tiers.next()
                .volumeMicros(tier.volumeMicros())
                .makerFeeNanos(tier.makerFeeNanos())
                .takerFeeNanos(tier.takerFeeNanos()));
    }

    /** The engine knows a pair of CompIDs, whatever the BeginString. */
    private static List<SessionConfig> distinct(List<SessionConfig> sessions) {
        Set<List<String>> seen = new HashSet<>();
        List<SessionConfig> distinct = new ArrayList<>();
        for (SessionConfig session : sessions) {
            if (seen.add(List.of(session.senderCompId(), session.targetCompId()))) {
                distinct.add(session);
            }
        }
        return distinct;
    }

    private void defineLimits(LimitConfig limits) {
        commands.defineLimits()
                .maxOpenOrders(limits.maxOrders())
                .maxRetainedEvents(limits.maxRetainedEvents())
                .closedOrdersPerSession(limits.closedOrdersPerSession())
                .maxPreviewLegs(limits.maxPreviewOrders());
    }

    private void define(UnderlyingConfig underlying) {
        commands.defineUnderlying()
                .initialIndexE8(underlying.initialIndexPriceE8())
                .jumpGuardE6(underlying.jumpGuardE6())
                .quorum(underlying.oracle().quorum())
                .stalenessNs(TimeUnit.SECONDS.toNanos(underlying.oracle().stalenessSeconds()))
                .sourceClampE6(underlying.oracle().sourceClampE6())
                .name(underlying.name())
                .indexSymbol(underlying.indexSymbol());
    }

    private void define(InstrumentConfig instrument) {
        commands.defineInstrument()
                .kind(kind(instrument.kind()))
                .contractSizeE8(instrument.contractSizeE8())
                .expiryNs(instrument.expiryNs())
                .tickSizeE8(instrument.tickSizeE8())
                .lotSizeE8(instrument.lotSizeE8())
                .maxPriceE8(instrument.maxPriceE8())
                .minOrderQtyE8(instrument.minOrderQtyE8())
                .maxOrderQtyE8(instrument.maxOrderQtyE8())
                .maxPositionQtyE8(instrument.maxPositionQtyE8())
                .priceBandE6(instrument.priceBandE6())
                .marketProtectionE6(instrument.marketProtectionE6())
                .makerFeeNanos(instrument.makerFeeNanos())
                .takerFeeNanos(instrument.takerFeeNanos())
                .fundingIntervalNs(TimeUnit.SECONDS.toNanos(instrument.funding().intervalSeconds()))
                .fundingGridNs(TimeUnit.SECONDS.toNanos(instrument.funding().gridSeconds()))
                .impactNotionalMicros(instrument.funding().impactNotionalMicros())
                .fundingInterestE9(instrument.funding().interestE9())
                .fundingClampE9(instrument.funding().clampE9())
                .fundingCapE9(instrument.funding().capE9())
                .symbol(instrument.symbol())
                .underlying(instrument.underlying());
    }

    private void define(AccountConfig account) {
        Map<String, Long> opening = account.openingCollateralUnits();
        commands.defineAccount()
                .openingUsdcUnits(opening.getOrDefault("USDC", 0L))
                .openingBtcUnits(opening.getOrDefault("BTC", 0L))
                .openingEthUnits(opening.getOrDefault("ETH", 0L))
                .maxOpenOrders(account.maxOpenOrders())
                .name(account.name())
                .firm(account.firm());
    }

    private void define(SessionConfig session) {
        DefineSessionEncoder encoder = commands.defineSession()
                .role(role(session.role()))
                .marginOnReports(session.marginOnReports() ? BooleanType.TRUE : BooleanType.FALSE)
                .protectionWindowNs(
                        TimeUnit.MILLISECONDS.toNanos(session.quoteProtection().windowMillis()))
                .protectionQuantityMicros(session.quoteProtection().quantityMicros())
                .protectionDeltaMicros(session.quoteProtection().deltaMicros())
                .protectionTrades(session.quoteProtection().trades())
                .indexWeight(session.indexWeight());
        DefineSessionEncoder.AccountsEncoder accounts =
                encoder.accountsCount(session.accounts().size());
        session.accounts().forEach(account -> accounts.next().name(account));
        DefineSessionEncoder.DropCopyAccountsEncoder copies =
                encoder.dropCopyAccountsCount(session.dropCopyAccounts().size());
        session.dropCopyAccounts().forEach(account -> copies.next().name(account));
        encoder.venueCompId(session.senderCompId()).counterpartyCompId(session.targetCompId());
    }

    /** The engine's own order of kinds. */
    private static short kind(InstrumentKind kind) {
        return switch (kind) {
            case LINEAR_PERPETUAL -> 0;
            case INVERSE_PERPETUAL -> 1;
            case LINEAR_FUTURE -> 2;
        };
    }

    private static SessionRole role(Role role) {
        return switch (role) {
            case ORDER_ENTRY -> SessionRole.ORDER_ENTRY;
            case DROP_COPY -> SessionRole.DROP_COPY;
            case MARKET_DATA -> SessionRole.MARKET_DATA;
            case INDEX_SOURCE -> SessionRole.INDEX_SOURCE;
            case RISK -> SessionRole.RISK;
            case BACKSTOP -> SessionRole.BACKSTOP;
        };
    }
}
