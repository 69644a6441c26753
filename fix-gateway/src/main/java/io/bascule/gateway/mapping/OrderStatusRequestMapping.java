package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.RequestOrderStatusEncoder;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.ClOrdID;
import quickfix.field.OrdStatusReqID;
import quickfix.field.Symbol;

/** OrderStatusRequest (H) to RequestOrderStatus. A ClOrdID that is too long names no order. */
final class OrderStatusRequestMapping {
    private final RequestReader reader = new RequestReader();

    void map(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        String clOrdId = in.identifier(ClOrdID.FIELD);
        boolean named = in.fault() == RejectReason.NONE;
        RequestOrderStatusEncoder out = commands.requestOrderStatus()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .side(in.side())
                .orderId(named ? in.orderId() : RequestReader.FOREIGN_ORDER_ID);
        RequestReader.flags(request, out.flags());
        out.clOrdId(named ? clOrdId : "").symbol(in.text(Symbol.FIELD)).ordStatusReqId(in.text(OrdStatusReqID.FIELD));
    }
}
