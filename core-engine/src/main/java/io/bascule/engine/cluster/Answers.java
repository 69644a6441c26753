package io.bascule.engine.cluster;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Report;
import io.bascule.engine.service.AccountReport;
import io.bascule.engine.service.BatchReport;
import io.bascule.engine.service.LimitsReport;
import io.bascule.engine.service.MarketReport;
import io.bascule.engine.service.PreviewReport;
import io.bascule.engine.service.QuoteReport;
import io.bascule.engine.service.Registrations;
import io.bascule.engine.service.RequestKind;
import io.bascule.engine.service.SessionDefinition;
import io.bascule.engine.service.Venue;
import io.bascule.engine.stress.StressReport;
import io.bascule.engine.wire.sbe.AccountRegisteredEncoder;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.CancelMassEncoder;
import io.bascule.engine.wire.sbe.CancelOrderEncoder;
import io.bascule.engine.wire.sbe.CancelQuotesEncoder;
import io.bascule.engine.wire.sbe.ConfigurationConcludedEncoder;
import io.bascule.engine.wire.sbe.GatewayConnectedEncoder;
import io.bascule.engine.wire.sbe.InquireMarketEncoder;
import io.bascule.engine.wire.sbe.InstrumentRegisteredEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.OperatorAnsweredEncoder;
import io.bascule.engine.wire.sbe.PlaceBatchEncoder;
import io.bascule.engine.wire.sbe.PlaceCombinationEncoder;
import io.bascule.engine.wire.sbe.PlaceOrderEncoder;
import io.bascule.engine.wire.sbe.PlaceQuotesEncoder;
import io.bascule.engine.wire.sbe.PublishExternalPriceEncoder;
import io.bascule.engine.wire.sbe.PublishIndexEncoder;
import io.bascule.engine.wire.sbe.QuoteAuctionEncoder;
import io.bascule.engine.wire.sbe.ReplaceOrderEncoder;
import io.bascule.engine.wire.sbe.RequestLimitsEncoder;
import io.bascule.engine.wire.sbe.RequestMassStatusEncoder;
import io.bascule.engine.wire.sbe.RequestRefusedEncoder;
import io.bascule.engine.wire.sbe.SessionRegisteredEncoder;
import io.bascule.engine.wire.sbe.StateHashedEncoder;
import io.bascule.engine.wire.sbe.UnderlyingRegisteredEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers to the client whose command is being applied, and to nobody else. They are not retained: without an outlet,
 * so in a replay, they are not even encoded. A client that leaves its queue full is asked to be cut off, so that it
 * knows; its events are retained.
 */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int MESSAGE_OFFSET = Outlet.ANSWER_PREFIX_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int MAX_REASON_LENGTH = 4096;
    private static final long NEWEST_EVENT = -1;

    private final EventLog events;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1 << 16);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ReportEncoder reports = new ReportEncoder();
    private final PreviewEncoder previews = new PreviewEncoder();
    private final LiquidationEncoder limits = new LiquidationEncoder();
    private final BatchAnswerEncoder batches = new BatchAnswerEncoder();
    private final AccountReportEncoder accounts = new AccountReportEncoder();
    private final MarketReportEncoder markets = new MarketReportEncoder();
    private final RequestRefusedEncoder requestRefused = new RequestRefusedEncoder();
    private final StateHashedEncoder stateHashed = new StateHashedEncoder();
    private Outlet outlet;
    private long behind = NEWEST_EVENT;
    private boolean overrun;

    Answers(final EventLog events) {
        this.events = events;
    }

    /** From now on answers go to this outlet; null: nowhere. */
    void begin(final Outlet to) {
        outlet = to;
        overrun = false;
        behind = NEWEST_EVENT;
    }

    /** Whether an answer since {@link #begin} found the client's queue full. */
    boolean isOverrun() {
        return overrun;
    }

    /** Whether so many status reports fit into the client's queue; true if they go nowhere. */
    boolean hasRoom(final int reportCount) {
        return outlet == null || outlet.room() >= reportCount * (long) ReportEncoder.MAX_STATUS_LENGTH;
    }

    void orderStatus(final Report report) {
        if (outlet != null) {
            queue(reports.encodeExecution(report, buffer, Outlet.ANSWER_PREFIX_LENGTH));
        }
    }

    void marginPreview(final PreviewReport preview) {
        if (outlet != null) {
            queue(previews.encode(preview, buffer, Outlet.ANSWER_PREFIX_LENGTH));
        }
    }

    void batchConcluded(final BatchReport batch) {
        if (outlet != null) {
            queue(batches.encode(batch, buffer, Outlet.ANSWER_PREFIX_LENGTH));
        }
    }

    void quotesAnswered(final QuoteReport quotes) {
        if (outlet != null) {
            queue(batches.encode(quotes, buffer, Outlet.ANSWER_PREFIX_LENGTH));
        }
    }

    void accountReport(final AccountReport report) {
        if (outlet != null) {
            queue(accounts.encode(report, buffer, Outlet.ANSWER_PREFIX_LENGTH));
        }
    }

    void marketReport(final MarketReport report) {
        if (outlet != null) {
            queue(markets.encode(report, buffer, Outlet.ANSWER_PREFIX_LENGTH));
        }
    }

    void requestRefused(
            final int sessionId, final long msgSeqNum, final int templateId, final RejectReason rejectReason) {
        if (outlet != null) {
            begin(requestRefused)
                    .sessionId(sessionId)
                    .msgSeqNum(msgSeqNum)
                    .templateId(templateId)
                    .rejectReason(io.bascule.engine.wire.sbe.RejectReason.get(rejectReason.code()));
            queue(requestRefused);
        }
    }

    void stateHashed(final long correlationId, final long hash, final long commandCount, final Venue venue) {
        if (outlet != null) {
            begin(stateHashed)
                    .correlationId(correlationId)
                    .stateHash(hash)
                    .commandCount(commandCount)
                    .eventNumber(venue.lastEventNumber())
                    .depositsMicros(venue.holdings().depositsUnits(Currency.USDC))
                    .cashMicros(venue.holdings().cashUnits(Currency.USDC))
                    .costMicros(venue.holdings().costUnits(Currency.USDC));
            queue(stateHashed);
        }
    }

    /** To the operator; the reason is null if it was done. What an operator does is in the member's own log, too. */
    void operatorAnswered(final long correlationId, final String what, final String reason) {
        if (outlet != null) {
            LOG.warn("an operator asks for a {}: {}", what, reason == null ? "done" : reason);
            queue(begin(new OperatorAnsweredEncoder())
                    .correlationId(correlationId)
                    .accepted(reason == null ? BooleanType.TRUE : BooleanType.FALSE)
                    .text(reason == null ? "" : reason));
        }
    }

    /** Whether anybody hears an answer: what is made for one alone need not be made else. */
    boolean isHeard() {
        return outlet != null;
    }

    /** To the operator, like a refusal by {@link #operatorAnswered}. */
    void stressReported(final long correlationId, final StressReport report) {
        if (outlet != null) {
            queue(StressReportCodec.encode(correlationId, report, buffer, Outlet.ANSWER_PREFIX_LENGTH));
        }
    }

    void configurationConcluded(
            final boolean accepted, final boolean current, final long venueEpoch, final String reason) {
        if (outlet != null) {
            final ConfigurationConcludedEncoder encoder = begin(new ConfigurationConcludedEncoder())
                    .accepted(accepted ? BooleanType.TRUE : BooleanType.FALSE)
                    .current(current ? BooleanType.TRUE : BooleanType.FALSE)
                    .venueEpoch(venueEpoch)
                    .text(reason.substring(0, Math.min(reason.length(), MAX_REASON_LENGTH)));
            queue(encoder);
        }
    }

    /** All that the venue has registered, then that the gateway is connected: behind this event, before the next. */
    void registrations(final Venue venue, final Gateways.Gateway gateway, final long afterEventNumber) {
        if (outlet == null) {
            return;
        }
        behind = afterEventNumber;
        final Registrations registered = venue.registrations();
        for (int id = 1; id <= registered.instrumentCount(); id++) {
            if (registered.instrumentSymbol(id) != null) {
                queue(begin(new InstrumentRegisteredEncoder())
                        .instrumentId(id)
                        .symbol(registered.instrumentSymbol(id)));
            }
        }
        for (int id = 1; id <= registered.underlyingCount(); id++) {
            if (registered.underlyingIndexSymbol(id) != null) {
                queue(begin(new UnderlyingRegisteredEncoder())
                        .underlyingId(id)
                        .indexSymbol(registered.underlyingIndexSymbol(id)));
            }
        }
        for (int id = 1; id <= registered.accountCount(); id++) {
            if (registered.accountName(id) != null) {
                queue(begin(new AccountRegisteredEncoder()).accountId(id).name(registered.accountName(id)));
            }
        }
        for (int id = 1; id <= registered.sessionCount(); id++) {
            final SessionDefinition session = registered.session(id);
            if (session != null) {
                queue(begin(new SessionRegisteredEncoder())
                        .sessionId(id)
                        .lastMsgSeqNum(registered.lastMsgSeqNum(id))
                        .venueCompId(session.venueCompId())
                        .counterpartyCompId(session.counterpartyCompId()));
            }
        }
        queue(begin(new GatewayConnectedEncoder())
                .gatewayId(gateway.id)
                .venueEpoch(venue.venueEpoch())
                .lastEventNumber(events.lastEventNumber())
                .acknowledgedEventNumber(gateway.acknowledgedEventNumber)
                .heldFromEventNumber(gateway.heldAfter() + 1)
                .catchUpPosition(gateway.catchUpPosition));
    }

    /** Limits of an account and their use. */
    void limits(final LimitsReport report) {
        if (outlet != null) {
            queue(limits.encode(report, buffer, Outlet.ANSWER_PREFIX_LENGTH));
        }
    }

    /** The template of the command that such a request came as. */
    static int templateIdOf(final RequestKind kind) {
        return switch (kind) {
            case PLACE_ORDER -> PlaceOrderEncoder.TEMPLATE_ID;
            case CANCEL_ORDER -> CancelOrderEncoder.TEMPLATE_ID;
            case REPLACE_ORDER -> ReplaceOrderEncoder.TEMPLATE_ID;
            case PUBLISH_INDEX -> PublishIndexEncoder.TEMPLATE_ID;
            case PUBLISH_EXTERNAL_PRICE -> PublishExternalPriceEncoder.TEMPLATE_ID;
            case REQUEST_MASS_STATUS -> RequestMassStatusEncoder.TEMPLATE_ID;
            case CANCEL_MASS -> CancelMassEncoder.TEMPLATE_ID;
            case PLACE_BATCH -> PlaceBatchEncoder.TEMPLATE_ID;
            case PLACE_COMBINATION -> PlaceCombinationEncoder.TEMPLATE_ID;
            case PLACE_QUOTES -> PlaceQuotesEncoder.TEMPLATE_ID;
            case CANCEL_QUOTES -> CancelQuotesEncoder.TEMPLATE_ID;
            case INQUIRE_MARKET -> InquireMarketEncoder.TEMPLATE_ID;
            case QUOTE_AUCTION -> QuoteAuctionEncoder.TEMPLATE_ID;
            case REQUEST_LIMITS -> RequestLimitsEncoder.TEMPLATE_ID;
        };
    }

    private <T extends MessageEncoderFlyweight> T begin(final T encoder) {
        header.wrap(buffer, Outlet.ANSWER_PREFIX_LENGTH)
                .blockLength(encoder.sbeBlockLength())
                .templateId(encoder.sbeTemplateId())
                .schemaId(encoder.sbeSchemaId())
                .version(encoder.sbeSchemaVersion());
        encoder.wrap(buffer, MESSAGE_OFFSET);
        return encoder;
    }

    private void queue(final MessageEncoderFlyweight encoder) {
        queue(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private void queue(final int messageLength) {
        buffer.putLong(0, behind == NEWEST_EVENT ? events.lastEventNumber() : behind);
        if (!outlet.answer(buffer, Outlet.ANSWER_PREFIX_LENGTH + messageLength)) {
            overrun = true;
        }
    }
}
