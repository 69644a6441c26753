package io.bascule.gateway.mapping;

import io.bascule.config.Role;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.CancelMassEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.Side;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.MassCancelRequestType;
import quickfix.field.Symbol;

/**
 * OrderMassCancelRequest (q) to CancelMass: the session's open orders, for a RISK session those of its accounts whoever
 * entered them; of one security or all, narrowed by account and side. What would narrow it and is not offered is
 * refused, lest more be cancelled than was meant.
 */
final class OrderMassCancelRequestMapping {
    private static final String ONE_SECURITY = "1";
    private static final String ALL = "7";
    /** Parties, target parties, underlyings, trading sessions, market and its segment. */
    private static final int[] NOT_OFFERED = {453, 1461, 711, 311, 336, 625, 1301, 1300};

    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    OrderMassCancelRequestMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message request, SessionProfile session, CommandBuffer commands) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        String clOrdId = in.identifier(ClOrdID.FIELD);
        String type = in.text(MassCancelRequestType.FIELD);
        String symbol = in.text(Symbol.FIELD);
        int instrumentId = directory.instrumentId(symbol);
        String account = in.text(Account.FIELD);
        int accountId = session.accountId(account);
        if (type.equals(ONE_SECURITY) && symbol.isEmpty()) {
            in.refuse(RejectReason.UNKNOWN_SYMBOL);
        } else if (!type.equals(ONE_SECURITY) && (!type.equals(ALL) || !symbol.isEmpty())) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE);
        }
        for (int tag : NOT_OFFERED) {
            if (in.has(tag)) {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
            }
        }
        CancelMassEncoder out = commands.cancelMass()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .side(in.has(quickfix.field.Side.FIELD) ? in.side() : Side.NULL_VAL)
                .ofAllSessions(session.role() == Role.RISK ? BooleanType.TRUE : BooleanType.FALSE)
                .requestType((byte) type.charAt(0))
                .accountId(accountId)
                .instrumentId(instrumentId)
                .fault(in.fault());
        RequestReader.flags(request, out.flags());
        out.clOrdId(clOrdId).symbol(instrumentId == 0 ? symbol : "").accountName(accountId == 0 ? account : "");
    }
}
