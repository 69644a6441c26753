package io.bascule.gateway.mapping;

import io.bascule.engine.wire.sbe.MassCancelAnsweredDecoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.MassActionReportID;
import quickfix.field.MassCancelRejectReason;
import quickfix.field.MassCancelRequestType;
import quickfix.field.MassCancelResponse;
import quickfix.field.MsgType;
import quickfix.field.OrderID;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TotalAffectedOrders;
import quickfix.field.TransactTime;

/** MassCancelAnswered to OrderMassCancelReport (r). */
final class OrderMassCancelReportMapping implements EventMapping {
    private static final byte REJECTED = '0';
    private static final String NOT_SUPPORTED = "0";
    private static final String UNKNOWN_SECURITY = "1";
    private static final String OTHER = "99";

    private final Directory directory;
    private final Timestamps timestamps;
    private final MassCancelAnsweredDecoder event = new MassCancelAnsweredDecoder();
    private final Copies none = new Copies();
    private final UnsafeBuffer clOrdId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer unknownSymbol = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer foreignAccount = new UnsafeBuffer(0, 0);

    OrderMassCancelReportMapping(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        event.wrapClOrdId(clOrdId);
        event.wrapSymbol(unknownSymbol);
        event.wrapAccountName(foreignAccount);
    }

    @Override
    public long eventNumber() {
        return event.eventNumber();
    }

    @Override
    public int sessionId() {
        return event.sessionId();
    }

    /** The reports of the orders have their places; this one has none. */
    @Override
    public long applSeqNum() {
        return 0;
    }

    @Override
    public Copies copies() {
        return none;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        Vocabulary vocabulary = recipient.vocabulary();
        RejectReason reason = event.rejectReason();
        body.begin(MsgType.ORDER_MASS_CANCEL_REPORT).putIfKnown(ClOrdID.FIELD, clOrdId);
        putReportId(body, OrderID.FIELD);
        if (vocabulary.massCancelReportHas(MassActionReportID.FIELD)) {
            putReportId(body, MassActionReportID.FIELD);
        }
        body.put(MassCancelRequestType.FIELD, event.requestType());
        if (reason == RejectReason.NONE) {
            body.put(MassCancelResponse.FIELD, event.requestType());
            body.put(TotalAffectedOrders.FIELD, event.totalAffected());
        } else {
            body.put(MassCancelResponse.FIELD, REJECTED);
            body.put(MassCancelRejectReason.FIELD, vocabulary.massCancelRejectReason(rejectReason(reason)))
                    .put(Text.FIELD, text(reason));
        }
        if (vocabulary.massCancelReportHas(Account.FIELD)) {
            body.putIfKnown(Account.FIELD, foreignAccount)
                    .putIfKnown(Account.FIELD, directory.account(event.accountId()));
        }
        body.putIfKnown(Symbol.FIELD, unknownSymbol).putIfKnown(Symbol.FIELD, directory.symbol(event.instrumentId()));
        if (event.side() != Side.NULL_VAL) {
            body.put(quickfix.field.Side.FIELD, ExecutionReportMapping.sideCode(event.side()));
        }
        body.open(TransactTime.FIELD)
                .append(timestamps, event.timestampNs(), recipient.fractionDigits())
                .close();
    }

    private void putReportId(MessageBody body, int tag) {
        body.open(tag)
                .append(directory.venueEpoch())
                .append("-")
                .append(event.eventNumber())
                .close();
    }

    private static String rejectReason(RejectReason reason) {
        return switch (reason) {
            case UNKNOWN_SYMBOL -> UNKNOWN_SECURITY;
            case UNSUPPORTED_VALUE -> NOT_SUPPORTED;
            default -> OTHER;
        };
    }

    private String text(RejectReason reason) {
        String symbol = unknownSymbol.capacity() == 0 ? directory.symbol(event.instrumentId()) : text(unknownSymbol);
        String account = foreignAccount.capacity() == 0 ? directory.account(event.accountId()) : text(foreignAccount);
        return new RejectText(directory.instrument(symbol), symbol, account)
                .say(reason, RequestReader.ABSENT, RequestReader.ABSENT, 0);
    }

    private static String text(DirectBuffer value) {
        byte[] bytes = new byte[value.capacity()];
        value.getBytes(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
