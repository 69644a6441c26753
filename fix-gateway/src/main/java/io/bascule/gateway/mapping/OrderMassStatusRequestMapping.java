package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.RequestMassStatusEncoder;
import io.bascule.engine.wire.sbe.Side;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.MassStatusReqID;
import quickfix.field.MassStatusReqType;
import quickfix.field.Symbol;

/** OrderMassStatusRequest (AF) to RequestMassStatus: all open orders, narrowed by account, symbol and side. */
final class OrderMassStatusRequestMapping {
    private static final String ONE_SECURITY = "1";
    private static final String ALL = "7";
    /** What would narrow it too, and is not offered: parties, underlyings, trading sessions. */
    private static final int[] NOT_OFFERED = {453, 711, 336, 625};

    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    OrderMassStatusRequestMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        String massStatusReqId = in.identifier(MassStatusReqID.FIELD);
        String type = in.text(MassStatusReqType.FIELD);
        String symbol = in.text(Symbol.FIELD);
        int instrumentId = directory.instrumentId(symbol);
        String account = in.text(Account.FIELD);
        int accountId = session.accountId(account);
        if (type.equals(ONE_SECURITY) && symbol.isEmpty()) {
            in.refuse(RejectReason.UNKNOWN_SYMBOL);
        } else if (!type.equals(ONE_SECURITY) && !type.equals(ALL)) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE);
        }
        for (int tag : NOT_OFFERED) {
            if (in.has(tag)) {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
            }
        }
        RequestMassStatusEncoder out = commands.requestMassStatus()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .side(in.has(quickfix.field.Side.FIELD) ? in.side() : Side.NULL_VAL)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .fault(in.fault());
        RequestReader.flags(request, out.flags());
        out.symbol(instrumentId == 0 ? symbol : "")
                .accountName(accountId == 0 ? account : "")
                .massStatusReqId(massStatusReqId);
    }
}
