package io.bascule.engine.cluster;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.fee.FeeSchedule;
import io.bascule.engine.fee.FeeTier;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.InstrumentKind;
import io.bascule.engine.instrument.OracleRules;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.service.LimitsDefinition;
import io.bascule.engine.service.QuoteProtection;
import io.bascule.engine.service.SessionDefinition;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.DefineAccountDecoder;
import io.bascule.engine.wire.sbe.DefineFeeScheduleDecoder;
import io.bascule.engine.wire.sbe.DefineInstrumentDecoder;
import io.bascule.engine.wire.sbe.DefineLimitsDecoder;
import io.bascule.engine.wire.sbe.DefineSessionDecoder;
import io.bascule.engine.wire.sbe.DefineUnderlyingDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.SessionRole;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * Definitions of the configuration, from bytes into records. Returns false, or throws IndexOutOfBoundsException, if
 * the bytes are not exactly one definition with values that are known.
 */
final class DefinitionDecoder {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;

    private final DefineLimitsDecoder limits = new DefineLimitsDecoder();
    private final DefineUnderlyingDecoder underlying = new DefineUnderlyingDecoder();
    private final DefineInstrumentDecoder instrument = new DefineInstrumentDecoder();
    private final DefineAccountDecoder account = new DefineAccountDecoder();
    private final DefineSessionDecoder session = new DefineSessionDecoder();
    private final DefineFeeScheduleDecoder feeSchedule = new DefineFeeScheduleDecoder();
    private Object definition;

    /** The definition that was decoded last: one of the venue's records. */
    Object definition() {
        return definition;
    }

    boolean decode(final int templateId, final DirectBuffer buffer, final MessageHeaderDecoder header) {
        definition = null;
        return switch (templateId) {
            case DefineLimitsDecoder.TEMPLATE_ID -> wrap(limits, buffer, header) && decodeLimits(buffer.capacity());
            case DefineUnderlyingDecoder.TEMPLATE_ID ->
                wrap(underlying, buffer, header) && decodeUnderlying(buffer.capacity());
            case DefineInstrumentDecoder.TEMPLATE_ID ->
                wrap(instrument, buffer, header) && decodeInstrument(buffer.capacity());
            case DefineAccountDecoder.TEMPLATE_ID -> wrap(account, buffer, header) && decodeAccount(buffer.capacity());
            case DefineSessionDecoder.TEMPLATE_ID -> wrap(session, buffer, header) && decodeSession(buffer.capacity());
            case DefineFeeScheduleDecoder.TEMPLATE_ID ->
                wrap(feeSchedule, buffer, header) && decodeFeeSchedule(buffer.capacity());
            default -> false;
        };
    }

    private static boolean wrap(
            final MessageDecoderFlyweight decoder, final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != decoder.sbeBlockLength()) {
            return false;
        }
        decoder.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        return true;
    }

    private boolean decodeLimits(final int end) {
        definition = new LimitsDefinition(
                limits.maxOpenOrders(),
                limits.maxRetainedEvents(),
                limits.closedOrdersPerSession(),
                limits.maxPreviewLegs());
        return limits.limit() == end;
    }

    private boolean decodeUnderlying(final int end) {
        final String name = underlying.name();
        final String indexSymbol = underlying.indexSymbol();
        definition = new UnderlyingDefinition(
                name,
                indexSymbol,
                underlying.initialIndexE8(),
                underlying.jumpGuardE6(),
                new OracleRules(underlying.quorum(), underlying.stalenessNs(), underlying.sourceClampE6()));
        return underlying.limit() == end;
    }

    private boolean decodeInstrument(final int end) {
        final String symbol = instrument.symbol();
        final String underlyingName = instrument.underlying();
        final InstrumentKind kind = InstrumentKind.at(instrument.kind());
        if (kind == null) {
            return false;
        }
        definition = new InstrumentDefinition(
                symbol,
                underlyingName,
                kind,
                instrument.contractSizeE8(),
                instrument.expiryNs(),
                instrument.tickSizeE8(),
                instrument.lotSizeE8(),
                instrument.maxPriceE8(),
                instrument.minOrderQtyE8(),
                instrument.maxOrderQtyE8(),
                instrument.maxPositionQtyE8(),
                instrument.priceBandE6(),
                instrument.marketProtectionE6(),
                instrument.makerFeeNanos(),
                instrument.takerFeeNanos(),
                new FundingTerms(
                        instrument.fundingIntervalNs(),
                        instrument.fundingGridNs(),
                        instrument.impactNotionalMicros(),
                        instrument.fundingInterestE9(),
                        instrument.fundingClampE9(),
                        instrument.fundingCapE9()));
        return instrument.limit() == end;
    }

    private boolean decodeAccount(final int end) {
        final String name = account.name();
        final String firm = account.firm();
        definition = new AccountDefinition(
                name,
                firm,
                List.of(account.openingUsdcUnits(), account.openingBtcUnits(), account.openingEthUnits()),
                account.maxOpenOrders());
        return account.limit() == end;
    }

    private boolean decodeFeeSchedule(final int end) {
        final long effectiveTimeNs = feeSchedule.effectiveTimeNs();
        final List<FeeTier> tiers = new ArrayList<>();
        for (final DefineFeeScheduleDecoder.TiersDecoder tier : feeSchedule.tiers()) {
            tiers.add(new FeeTier(tier.volumeMicros(), tier.makerFeeNanos(), tier.takerFeeNanos()));
        }
        definition = new FeeSchedule(effectiveTimeNs, tiers);
        return feeSchedule.limit() == end;
    }

    private boolean decodeSession(final int end) {
        final int role = session.roleRaw();
        final int marginOnReports = session.marginOnReportsRaw();
        if (role < SessionRole.ORDER_ENTRY.value()
                || role > SessionRole.BACKSTOP.value()
                || marginOnReports > BooleanType.TRUE.value()) {
            return false;
        }
        final List<String> accounts = new ArrayList<>();
        for (final DefineSessionDecoder.AccountsDecoder entry : session.accounts()) {
            accounts.add(entry.name());
        }
        final long windowNs = session.protectionWindowNs();
        final long quantityMicros = session.protectionQuantityMicros();
        final long deltaMicros = session.protectionDeltaMicros();
        final int trades = session.protectionTrades();
        if (windowNs < 0 || quantityMicros < 0 || deltaMicros < 0 || trades < 0) {
            return false;
        }
        final int indexWeight = session.indexWeight();
        final List<String> dropCopyAccounts = new ArrayList<>();
        for (final DefineSessionDecoder.DropCopyAccountsDecoder entry : session.dropCopyAccounts()) {
            dropCopyAccounts.add(entry.name());
        }
        final String venueCompId = session.venueCompId();
        final String counterpartyCompId = session.counterpartyCompId();
        definition = new SessionDefinition(
                venueCompId,
                counterpartyCompId,
                role == SessionRole.INDEX_SOURCE.value(),
                marginOnReports == BooleanType.TRUE.value(),
                accounts,
                dropCopyAccounts,
                new QuoteProtection(windowNs, quantityMicros, deltaMicros, trades),
                indexWeight);
        return session.limit() == end;
    }
}
