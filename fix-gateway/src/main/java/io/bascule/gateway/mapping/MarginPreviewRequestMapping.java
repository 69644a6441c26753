package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BatchMode;
import io.bascule.engine.wire.sbe.PreviewMarginEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.TimeInForce;
import java.util.List;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.NoOrders;
import quickfix.field.OrigClOrdID;
import quickfix.field.Symbol;

/** MarginPreviewRequest (U1) to PreviewMargin: an account and hypothetical orders. */
final class MarginPreviewRequestMapping {
    private final Directory directory;
    private final RequestReader reader = new RequestReader();
    private final ConditionFields conditions = new ConditionFields();

    MarginPreviewRequestMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message request, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, IncorrectDataFormat {
        RequestReader in = reader.wrap(request);
        String previewReqId = in.identifier(BasculeTags.PREVIEW_REQ_ID);
        String account = in.text(Account.FIELD);
        int accountId = session.accountId(account);

        PreviewMarginEncoder out = commands.previewMargin()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .batchMode(batchMode(in))
                .accountId(accountId)
                .fault(in.fault());
        RequestReader.flags(request, out.flags());
        List<Group> orders = request.getGroups(NoOrders.FIELD);
        // One too many is enough for the engine to refuse it, and the command's size stays bounded.
        int encoded = Math.min(orders.size(), directory.maxPreviewOrders() + 1);
        PreviewMarginEncoder.LegsEncoder legs = out.legsCount(encoded);
        for (Group order : orders.subList(0, encoded)) {
            mapLeg(reader.wrap(order), legs.next());
        }
        out.previewReqId(previewReqId).accountName(accountId == 0 ? account : "");
    }

    private static BatchMode batchMode(RequestReader in) {
        return switch (in.text(BasculeTags.BATCH_MODE)) {
            case "", "0" -> BatchMode.SEPARATE;
            case "1" -> BatchMode.ALL_OR_NONE;
            default -> {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
                yield BatchMode.SEPARATE;
            }
        };
    }

    private void mapLeg(RequestReader in, PreviewMarginEncoder.LegsEncoder leg) throws IncorrectDataFormat {
        String label = in.identifier(ClOrdID.FIELD);
        String origClOrdId = in.identifier(OrigClOrdID.FIELD);
        String symbol = in.text(Symbol.FIELD);
        int instrumentId = directory.instrumentId(symbol);
        in.refuseWhatIsNotOffered();
        ConditionFields special = conditions.read(in);
        leg.side(in.side())
                .ordType(in.ordType())
                .timeInForce(in.timeInForce(origClOrdId.isEmpty() ? TimeInForce.DAY : TimeInForce.NULL_VAL))
                .instrumentId(instrumentId)
                .priceE8(in.priceE8())
                .orderQtyE8(in.orderQtyE8())
                .fault(in.fault());
        if (special.isEmpty()) {
            leg.conditionsCount(0);
        } else {
            special.encode(leg.conditionsCount(1).next().terms());
        }
        leg.clOrdId(label).origClOrdId(origClOrdId).symbol(instrumentId == 0 ? symbol : "");
    }
}
