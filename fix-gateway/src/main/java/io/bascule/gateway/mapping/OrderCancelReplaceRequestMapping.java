package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ReplaceOrderEncoder;
import io.bascule.engine.wire.sbe.TimeInForce;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.OrigClOrdID;
import quickfix.field.Symbol;

/** OrderCancelReplaceRequest (G) to ReplaceOrder. OrderQty(38) is the new total, as FIX has it. */
final class OrderCancelReplaceRequestMapping {
    private final Directory directory;
    private final RequestReader reader = new RequestReader();
    private final ConditionFields conditions = new ConditionFields();

    OrderCancelReplaceRequestMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message replace, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, IncorrectDataFormat {
        RequestReader in = reader.wrap(replace);
        String clOrdId = in.identifier(ClOrdID.FIELD);
        String origClOrdId = in.identifier(OrigClOrdID.FIELD);
        int instrumentId = directory.instrumentId(in.text(Symbol.FIELD));
        if (instrumentId == 0 && in.has(Symbol.FIELD)) {
            in.refuse(RejectReason.UNKNOWN_SYMBOL);
        }
        int accountId = session.accountId(in.text(Account.FIELD));
        if (accountId == 0 && in.has(Account.FIELD)) {
            in.refuse(RejectReason.UNKNOWN_ACCOUNT);
        }
        in.refuseWhatIsNotOffered();
        ConditionFields special = conditions.read(in);

        ReplaceOrderEncoder out = commands.replaceOrder()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(replace))
                .side(in.side())
                .ordType(in.ordType())
                .timeInForce(in.timeInForce(TimeInForce.NULL_VAL))
                .accountId(accountId)
                .instrumentId(instrumentId)
                .orderId(in.orderId())
                .priceE8(in.priceE8())
                .orderQtyE8(in.orderQtyE8())
                .fault(in.fault());
        RequestReader.flags(replace, out.flags());
        if (special.isEmpty()) {
            out.conditionsCount(0);
        } else {
            special.encode(out.conditionsCount(1).next().terms());
        }
        out.clOrdId(clOrdId).origClOrdId(origClOrdId);
    }
}
