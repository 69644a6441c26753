package io.bascule.gateway.mapping;

import io.bascule.config.Dialect;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.dictionaries.StockDictionary;
import io.bascule.engine.wire.sbe.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import quickfix.DataDictionary;
import quickfix.FieldType;
import quickfix.field.ApplSeqNum;
import quickfix.field.CopyMsgIndicator;
import quickfix.field.CxlRejReason;
import quickfix.field.DisplayQty;
import quickfix.field.ExecInst;
import quickfix.field.ExecRestatementReason;
import quickfix.field.ExecType;
import quickfix.field.MassCancelRejectReason;
import quickfix.field.MaxFloor;
import quickfix.field.MsgType;
import quickfix.field.OrdRejReason;
import quickfix.field.PartyRole;
import quickfix.field.QuoteID;
import quickfix.field.SecondaryExecID;
import quickfix.field.TrdMatchID;

/**
 * What the venue may say in one version and dialect: in STOCK the tags and values of QuickFIX/J's own dictionary, with
 * the contract's fallbacks for the rest; in EXTENDED all of the contract. What a report needs is looked up once.
 */
final class Vocabulary {
    /** ExecRestatementReason(378), OrdRejReason(103), CxlRejReason(102): none of the others. */
    static final String OTHER = "99";

    private static final String TRIGGERED = "L";
    private static final String SESSION_ID_ROLE = "55";
    private static final String ENTERING_FIRM_ROLE = "7";
    private static final String MASS_CANCEL_NOT_SUPPORTED = "0";
    private static final int RESTATEMENT_REASONS = 256;

    private static final Map<Dialect, Vocabulary> FIX44 = new EnumMap<>(Dialect.class);
    private static final Map<Dialect, Vocabulary> FIX50SP2 = new EnumMap<>(Dialect.class);

    static {
        for (Dialect dialect : Dialect.values()) {
            FIX44.put(dialect, new Vocabulary(FixVersion.FIX44, dialect));
            FIX50SP2.put(dialect, new Vocabulary(FixVersion.FIX50SP2, dialect));
        }
    }

    private final Dialect dialect;
    private final boolean replaysByExtension;
    private final DataDictionary extended;
    private final StockDictionary stock;
    private final Map<RejectReason, String> ordRejReasons = new EnumMap<>(RejectReason.class);
    private final Map<RejectReason, String> cxlRejReasons = new EnumMap<>(RejectReason.class);
    private final String[] restatementReasons = new String[RESTATEMENT_REASONS];
    private final int tradeIdTag;
    private final int displayQtyTag;
    private final boolean knowsTriggered;
    private final String originRole;
    private final boolean reportIsNumbered;
    private final boolean cancelRejectIsMarked;
    private final boolean massCancelRejectReasonIsOneCharacter;
    private final boolean reportsNameBatches;
    private final boolean reportsNameQuotes;

    private Vocabulary(FixVersion version, Dialect dialect) {
        boolean is44 = version == FixVersion.FIX44;
        this.dialect = dialect;
        this.replaysByExtension = is44;
        this.extended = is44 ? Dictionaries.fix44() : Dictionaries.fix50sp2();
        this.stock = is44 ? StockDictionary.fix44() : StockDictionary.fix50sp2();
        for (RejectReason reason : RejectReason.values()) {
            RejectTable row = RejectTable.of(reason);
            ordRejReasons.put(reason, value(OrdRejReason.FIELD, row.ordRejReason(), OTHER));
            cxlRejReasons.put(reason, value(CxlRejReason.FIELD, row.cxlRejReason(), OTHER));
        }
        for (int i = 0; i < RESTATEMENT_REASONS; i++) {
            restatementReasons[i] = value(ExecRestatementReason.FIELD, Integer.toString(i), OTHER);
        }
        this.tradeIdTag = hasTag(MsgType.EXECUTION_REPORT, TrdMatchID.FIELD) ? TrdMatchID.FIELD : SecondaryExecID.FIELD;
        this.displayQtyTag = hasTag(MsgType.EXECUTION_REPORT, DisplayQty.FIELD) ? DisplayQty.FIELD : MaxFloor.FIELD;
        this.knowsTriggered = !value(ExecType.FIELD, TRIGGERED, "").isEmpty();
        this.originRole = value(PartyRole.FIELD, SESSION_ID_ROLE, ENTERING_FIRM_ROLE);
        this.reportIsNumbered = hasTag(MsgType.EXECUTION_REPORT, ApplSeqNum.FIELD);
        this.massCancelRejectReasonIsOneCharacter =
                extended.getFieldType(MassCancelRejectReason.FIELD) == FieldType.CHAR;
        this.reportsNameBatches = hasTag(MsgType.EXECUTION_REPORT, MassOrderMapping.MASS_ORDER_REQUEST_ID);
        this.reportsNameQuotes = hasTag(MsgType.EXECUTION_REPORT, QuoteID.FIELD);
        this.cancelRejectIsMarked = hasTag(MsgType.ORDER_CANCEL_REJECT, CopyMsgIndicator.FIELD);
    }

    /** Has every vocabulary made, which takes some tenths of a second, so that nobody waits for it later. */
    static void load() {
        // The class is initialised by now.
    }

    static Vocabulary of(FixVersion version, Dialect dialect) {
        return (version == FixVersion.FIX44 ? FIX44 : FIX50SP2).get(dialect);
    }

    /** Whether tags from 20000 on are understood. */
    boolean hasUserTags() {
        return dialect == Dialect.EXTENDED;
    }

    /**
     * Whether a message that is sent again for an ApplicationMessageRequest has 1180, 1181 and 1352. FIX.4.4 has the
     * request only as an extension, so who asks understands its answer whole; FIX.5.0SP2 has them on some messages.
     */
    boolean resentSaysItsPlace(String msgType) {
        return replaysByExtension || hasTag(msgType, ApplSeqNum.FIELD);
    }

    /** Whether an OrderMassCancelReport can carry a field. */
    boolean massCancelReportHas(int tag) {
        return hasTag(MsgType.ORDER_MASS_CANCEL_REPORT, tag);
    }

    /** MassCancelRejectReason(532): in FIX.4.4 it is one character, though 99 is one of its values; then it is 0. */
    String massCancelRejectReason(String reason) {
        return reason.length() > 1 && massCancelRejectReasonIsOneCharacter ? MASS_CANCEL_NOT_SUPPORTED : reason;
    }

    /** Whether a message can carry a field. */
    boolean hasTag(String msgType, int tag) {
        return dialect == Dialect.EXTENDED ? extended.isMsgField(msgType, tag) : stock.knowsTag(msgType, tag);
    }

    /** Whether a member of a repeating group is understood. */
    boolean hasGroupTag(String msgType, int groupTag, int tag) {
        return dialect == Dialect.EXTENDED
                ? groupDictionary(msgType, groupTag).isField(tag)
                : stock.knowsGroupTag(msgType, groupTag, tag);
    }

    /** Members of a repeating group in the order of the version's dictionary. */
    int[] groupOrder(String msgType, int groupTag) {
        return groupDictionary(msgType, groupTag).getOrderedFields();
    }

    private DataDictionary groupDictionary(String msgType, int groupTag) {
        return extended.getGroup(msgType, groupTag).getDataDictionary();
    }

    /** The value if it is understood, else its fallback. */
    String value(int tag, String value, String fallback) {
        boolean known = dialect == Dialect.EXTENDED
                ? !extended.hasFieldValue(tag) || extended.isFieldValue(tag, value)
                : stock.knowsValue(tag, value);
        return known ? value : fallback;
    }

    String ordRejReason(RejectReason reason) {
        return ordRejReasons.get(reason);
    }

    String cxlRejReason(RejectReason reason) {
        return cxlRejReasons.get(reason);
    }

    String restatementReason(int reason) {
        return restatementReasons[reason];
    }

    /** Tag of what the two sides of a trade share: TrdMatchID(880), or SecondaryExecID(527) where that is missing. */
    int tradeIdTag() {
        return tradeIdTag;
    }

    /** Tag of the part that is shown: DisplayQty(1138), or MaxFloor(111) where that is missing. */
    int displayQtyTag() {
        return displayQtyTag;
    }

    /** Whether ExecType(150) can be L. */
    boolean knowsTriggered() {
        return knowsTriggered;
    }

    /** ExecInst(18) of instructions, those left out that are not understood; empty if none is left. */
    String execInst(String instructions) {
        StringBuilder known = new StringBuilder();
        for (int i = 0; i < instructions.length(); i++) {
            String instruction = instructions.substring(i, i + 1);
            if (!value(ExecInst.FIELD, instruction, "").isEmpty()) {
                known.append(known.length() == 0 ? "" : " ").append(instruction);
            }
        }
        return known.toString();
    }

    /** PartyRole(452) of the session that a copy's original went to. */
    String originRole() {
        return originRole;
    }

    /** Whether an ExecutionReport can carry ApplID(1180) and ApplSeqNum(1181). */
    boolean reportIsNumbered() {
        return reportIsNumbered;
    }

    /** Whether an OrderCancelReject can say that it is a copy, of what, and in which place. */
    boolean cancelRejectIsMarked() {
        return cancelRejectIsMarked;
    }

    /** Whether a report of a batch's order can say which batch and entry it was. */
    boolean reportsNameBatches() {
        return reportsNameBatches;
    }

    /** Whether an ExecutionReport of a quote can say which quote it was. */
    boolean reportsNameQuotes() {
        return reportsNameQuotes;
    }
}
