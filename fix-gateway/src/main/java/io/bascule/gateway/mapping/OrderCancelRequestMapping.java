package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.CancelOrderEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.OrigClOrdID;
import quickfix.field.Symbol;

/** OrderCancelRequest (F) to CancelOrder. Its OrderQty(38) is not looked at: a cancel is of all that is left. */
final class OrderCancelRequestMapping {
    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    OrderCancelRequestMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message cancel, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(cancel);
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

        CancelOrderEncoder out = commands.cancelOrder()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(cancel))
                .side(in.side())
                .accountId(accountId)
                .instrumentId(instrumentId)
                .orderId(in.orderId())
                .fault(in.fault());
        RequestReader.flags(cancel, out.flags());
        out.clOrdId(clOrdId).origClOrdId(origClOrdId);
    }
}
