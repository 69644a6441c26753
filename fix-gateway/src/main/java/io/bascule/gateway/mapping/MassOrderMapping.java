package io.bascule.gateway.mapping;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BatchMode;
import io.bascule.engine.wire.sbe.EntryAction;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.PlaceBatchEncoder;
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
import quickfix.field.OrigClOrdID;
import quickfix.field.Symbol;

/** MassOrder (DJ) to PlaceBatch: orders of one account to add, modify and delete. */
final class MassOrderMapping {
    static final int MASS_ORDER_REQUEST_ID = 2423;
    static final int ORDER_ENTRY_ID = 2430;
    private static final int ORDER_RESPONSE_LEVEL = 2427;
    private static final int NO_ORDER_ENTRIES = 2428;
    private static final int ORDER_ENTRY_ACTION = 2429;
    private static final int TOT_NO_ORDER_ENTRIES = 2432;

    private final Directory directory;
    private final RequestReader reader = new RequestReader();
    private final ConditionFields conditions = new ConditionFields();

    MassOrderMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message request, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, IncorrectDataFormat {
        RequestReader in = reader.wrap(request);
        String requestId = in.identifier(MASS_ORDER_REQUEST_ID);
        String account = in.has(Account.FIELD) ? in.text(Account.FIELD) : session.onlyAccount();
        int accountId = session.accountId(account);
        List<Group> orders = request.getGroups(NO_ORDER_ENTRIES);
        BatchMode mode = batchMode(in);
        checkWhole(in, account, orders.size());

        PlaceBatchEncoder out = commands.placeBatch()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .batchMode(mode)
                .accountId(accountId)
                .fault(in.fault());
        RequestReader.flags(request, out.flags());
        // One too many is enough for the engine to refuse it, and the command's size stays bounded.
        int encoded = Math.min(orders.size(), directory.maxPreviewOrders() + 1);
        PlaceBatchEncoder.EntriesEncoder entries = out.entriesCount(encoded);
        for (Group order : orders.subList(0, encoded)) {
            mapEntry(reader.wrap(order), entries.next());
        }
        out.requestId(requestId).accountName(accountId == 0 ? account : "");
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

    private static void checkWhole(RequestReader in, String account, int entries) {
        if (account.isEmpty()) {
            in.refuse(RejectReason.UNKNOWN_ACCOUNT);
        }
        String level = in.text(ORDER_RESPONSE_LEVEL);
        if (!level.isEmpty() && !level.equals("1") && !level.equals("2")) {
            in.refuse(RejectReason.RESPONSE_LEVEL);
        }
        if (in.text(MassQuoteMapping.LAST_FRAGMENT).equals("N")) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE);
        }
        if (in.has(TOT_NO_ORDER_ENTRIES) && !in.text(TOT_NO_ORDER_ENTRIES).equals(Integer.toString(entries))) {
            in.refuse(RejectReason.COUNT_MISMATCH);
        }
        in.refuseWhatIsNotOffered();
        if (in.hasConditions()) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE); // MaxInitialMargin(20020) is an order's
        }
    }

    private void mapEntry(RequestReader in, PlaceBatchEncoder.EntriesEncoder entry) throws IncorrectDataFormat {
        EntryAction action = action(in);
        String clOrdId = in.identifier(ClOrdID.FIELD);
        String origClOrdId = in.identifier(OrigClOrdID.FIELD);
        String symbol = in.text(Symbol.FIELD);
        int instrumentId = directory.instrumentId(symbol);
        if (instrumentId == 0 && in.has(Symbol.FIELD) && action != EntryAction.ADD) {
            in.refuse(RejectReason.UNKNOWN_SYMBOL);
        }
        boolean isDelete = action == EntryAction.DELETE;
        in.refuseWhatIsNotOffered();
        ConditionFields special = conditions.read(in);
        entry.action(action)
                .side(isDelete && !in.has(quickfix.field.Side.FIELD) ? Side.NULL_VAL : in.side())
                .ordType(isDelete ? OrdType.NULL_VAL : in.ordType())
                .timeInForce(in.timeInForce(action == EntryAction.ADD ? TimeInForce.DAY : TimeInForce.NULL_VAL))
                .instrumentId(instrumentId)
                .orderId(action == EntryAction.ADD ? 0 : in.orderId())
                .priceE8(in.priceE8())
                .orderQtyE8(in.orderQtyE8())
                .fault(in.fault());
        if (special.isEmpty()) {
            entry.conditionsCount(0);
        } else {
            special.encode(entry.conditionsCount(1).next().terms());
        }
        entry.clOrdId(clOrdId)
                .origClOrdId(action == EntryAction.ADD ? "" : origClOrdId)
                .symbol(instrumentId == 0 ? symbol : "")
                .entryId(in.text(ORDER_ENTRY_ID));
    }

    /** NULL_VAL for an action that FIX has and the venue does not offer: the engine says so of the entry. */
    private static EntryAction action(RequestReader in) {
        return switch (in.text(ORDER_ENTRY_ACTION)) {
            case "1" -> EntryAction.ADD;
            case "2" -> EntryAction.MODIFY;
            case "3" -> EntryAction.DELETE;
            default -> EntryAction.NULL_VAL;
        };
    }
}
