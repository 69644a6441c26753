package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.PlaceOrderEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.TimeInForce;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.Symbol;

/** NewOrderSingle (D) to PlaceOrder. */
final class NewOrderSingleMapping {
    private final Directory directory;
    private final RequestReader reader = new RequestReader();
    private final ConditionFields conditions = new ConditionFields();

    NewOrderSingleMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message order, SessionProfile session, CommandBuffer commands) throws FieldNotFound, IncorrectDataFormat {
        RequestReader in = reader.wrap(order);
        String clOrdId = in.identifier(ClOrdID.FIELD);
        String symbol = in.text(Symbol.FIELD);
        int instrumentId = directory.instrumentId(symbol);
        String account = in.has(Account.FIELD) ? in.text(Account.FIELD) : session.onlyAccount();
        int accountId = session.accountId(account);
        if (account.isEmpty()) {
            in.refuse(RejectReason.UNKNOWN_ACCOUNT);
        }
        in.refuseWhatIsNotOffered();
        ConditionFields special = conditions.read(in);

        PlaceOrderEncoder out = commands.placeOrder()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(order))
                .side(in.side())
                .ordType(in.ordType())
                .timeInForce(in.timeInForce(TimeInForce.DAY))
                .accountId(accountId)
                .instrumentId(instrumentId)
                .priceE8(in.priceE8())
                .orderQtyE8(in.orderQtyE8())
                .fault(in.fault());
        RequestReader.flags(order, out.flags());
        if (special.isEmpty()) {
            out.conditionsCount(0);
        } else {
            special.encode(out.conditionsCount(1).next().terms());
        }
        out.clOrdId(clOrdId).symbol(instrumentId == 0 ? symbol : "").accountName(accountId == 0 ? account : "");
    }
}
