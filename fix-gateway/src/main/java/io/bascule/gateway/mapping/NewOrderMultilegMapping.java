package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.PlaceCombinationEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.TimeInForce;
import java.util.List;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.ClOrdID;
import quickfix.field.LegPrice;
import quickfix.field.LegQty;
import quickfix.field.LegRatioQty;
import quickfix.field.LegRefID;
import quickfix.field.LegSide;
import quickfix.field.LegSymbol;
import quickfix.field.MultiLegRptTypeReq;
import quickfix.field.NoLegs;
import quickfix.field.Symbol;

/** NewOrderMultileg (AB) to PlaceCombination: legs that trade all at once, or not at all. */
final class NewOrderMultilegMapping {
    private static final int LEG_ORDER_QTY = 685;
    /** 1 in 1e-8. */
    private static final long ONE = 100_000_000L;

    private static final String BY_SECURITY_ONLY = "0";

    private final Directory directory;
    private final RequestReader reader = new RequestReader();

    NewOrderMultilegMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message request, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, IncorrectDataFormat {
        RequestReader in = reader.wrap(request);
        String clOrdId = in.identifier(ClOrdID.FIELD);
        String symbol = in.text(Symbol.FIELD);
        String account = in.has(Account.FIELD) ? in.text(Account.FIELD) : session.onlyAccount();
        int accountId = session.accountId(account);
        if (account.isEmpty()) {
            in.refuse(RejectReason.UNKNOWN_ACCOUNT);
        }
        if (in.text(MultiLegRptTypeReq.FIELD).equals(BY_SECURITY_ONLY)) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE);
        }
        in.refuseWhatIsNotOffered();
        if (in.hasConditions()) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE);
        }

        PlaceCombinationEncoder out = commands.placeCombination()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .side(in.side())
                .ordType(in.ordType())
                .timeInForce(in.timeInForce(TimeInForce.DAY))
                .accountId(accountId)
                .priceE8(in.priceE8())
                .orderQtyE8(in.orderQtyE8())
                .fault(in.fault());
        RequestReader.flags(request, out.flags());
        List<Group> groups = request.getGroups(NoLegs.FIELD);
        // One too many is enough for the engine to refuse it, and the command's size stays bounded.
        int encoded = Math.min(groups.size(), directory.maxPreviewOrders() + 1);
        PlaceCombinationEncoder.LegsEncoder legs = out.legsCount(encoded);
        for (Group leg : groups.subList(0, encoded)) {
            mapLeg(reader.wrap(leg), legs.next());
        }
        out.clOrdId(clOrdId).symbol(symbol).accountName(accountId == 0 ? account : "");
    }

    private void mapLeg(RequestReader in, PlaceCombinationEncoder.LegsEncoder leg) throws IncorrectDataFormat {
        String symbol = in.text(LegSymbol.FIELD);
        int instrumentId = directory.instrumentId(symbol);
        if (in.has(LegQty.FIELD) || in.has(LEG_ORDER_QTY)) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE); // the ratio says it, and one of the two would be ignored
        }
        String legRefId = in.identifier(LegRefID.FIELD);
        long ratioE8 =
                in.decimalE8(LegRatioQty.FIELD, RejectReason.QUANTITY_PRECISION, RejectReason.QUANTITY_OUT_OF_RANGE);
        leg.side(side(in))
                .instrumentId(instrumentId)
                .priceE8(in.decimalE8(LegPrice.FIELD, RejectReason.PRICE_PRECISION, RejectReason.PRICE_OUT_OF_RANGE))
                .ratioE8(ratioE8 == RequestReader.ABSENT ? ONE : ratioE8)
                .fault(in.fault());
        leg.symbol(instrumentId == 0 ? symbol : "").legRefId(legRefId);
    }

    private static Side side(RequestReader in) {
        return switch (in.text(LegSide.FIELD)) {
            case "1" -> Side.BUY;
            case "2" -> Side.SELL;
            default -> {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
                yield Side.NULL_VAL;
            }
        };
    }
}
