package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.RequestOrderStatusEncoder;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.ClOrdID;
import quickfix.field.OrdStatusReqID;
import quickfix.field.Symbol;

/** OrderStatusRequest (H) to RequestOrderStatus. An identifier that is too long is cut, and then names no order. */
final class OrderStatusRequestMapping {
    private final RequestReader reader = new RequestReader();

    void map(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        RequestOrderStatusEncoder out = commands.requestOrderStatus()
                .sessionId(session.sessionId())
                .msgSeqNum(RequestReader.msgSeqNum(request))
                .side(in.side())
                .orderId(in.orderId());
        RequestReader.flags(request, out.flags());
        out.clOrdId(in.text(ClOrdID.FIELD)).symbol(in.text(Symbol.FIELD)).ordStatusReqId(in.text(OrdStatusReqID.FIELD));
    }
}
