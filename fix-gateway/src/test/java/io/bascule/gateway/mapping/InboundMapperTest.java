package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.config.Role;
import io.bascule.config.SessionConfig;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.CancelMassDecoder;
import io.bascule.engine.wire.sbe.CancelOrderDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.PlaceOrderDecoder;
import io.bascule.engine.wire.sbe.PreviewMarginDecoder;
import io.bascule.engine.wire.sbe.PublishExternalPriceDecoder;
import io.bascule.engine.wire.sbe.PublishIndexDecoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ReplaceOrderDecoder;
import io.bascule.engine.wire.sbe.RequestMassStatusDecoder;
import io.bascule.engine.wire.sbe.RequestOrderStatusDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.FieldMap;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.MsgType;

/** Whole commands as the decoders print them. */
class InboundMapperTest {
    private static final String ORDER =
            "35=D|11=a|1=DESK1-A|55=BTC-PERP|54=1|38=0.5|40=2|44=60000.5" + "|60=20261120-12:00:00.000";
    private static final String X65 = "x".repeat(65);

    private final CommandBuffer commands = new CommandBuffer();
    private final InboundMapper mapper = new InboundMapper(TestVenue.directory(), commands);
    private final SessionProfile desk = TestVenue.desk(FixVersion.FIX44, Dialect.EXTENDED, false);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldMapNewOrderSingle() throws Exception {
        assertEquals(
                "PlaceOrder sessionId=1 msgSeqNum=7 flags={} fault=NONE side=BUY ordType=LIMIT timeInForce=DAY"
                        + " accountId=1 instrumentId=1 priceE8=6000050000000 orderQtyE8=50000000 conditions=[]"
                        + " clOrdId='a' symbol='' accountName=''",
                map(ORDER));
    }

    @Test
    void shouldMapTheSameFromFix50() throws Exception {
        Message order = FixText.parse(FixVersion.FIX50SP2, ORDER + "|59=4");
        mapper.map("D", order, TestVenue.desk(FixVersion.FIX50SP2, Dialect.STOCK, false));
        assertTrue(decode().contains("timeInForce=FOK accountId=1 instrumentId=1 priceE8=6000050000000"), decode());
    }

    @Test
    void shouldSendNamesThatItDoesNotKnow() throws Exception {
        String command = map("35=D|11=a|1=MM1-A|55=DOGE|54=2|38=1|40=1|59=3|60=20261120-12:00:00.000");
        assertEquals(
                "PlaceOrder sessionId=1 msgSeqNum=7 flags={} fault=NONE side=SELL ordType=MARKET timeInForce=IOC"
                        + " accountId=0 instrumentId=0 priceE8=-9223372036854775808 orderQtyE8=100000000 conditions=[]"
                        + " clOrdId='a' symbol='DOGE' accountName='MM1-A'",
                command);
    }

    @Test
    void shouldTakeTheOnlyAccountWhereNoneIsNamed() throws Exception {
        String text = "35=D|11=a|55=BTC-PERP|54=1|38=1|40=2|44=1|60=20261120-12:00:00.000";
        mapper.map("D", FixText.parse(FixVersion.FIX44, text), TestVenue.deskWithOneAccount());
        assertTrue(decode().contains("fault=NONE"), decode());
        assertTrue(decode().contains("accountId=1"), decode());
        assertTrue(map(text).contains("fault=UNKNOWN_ACCOUNT"));
    }

    @Test
    void shouldCarryHowTheMessageCame() throws Exception {
        Message order = FixText.parse(FixVersion.FIX44, ORDER);
        order.getHeader().setString(43, "Y");
        order.getHeader().setString(97, "Y");
        mapper.map("D", order, desk);
        assertTrue(decode().contains("flags={possDup,possResend}"), decode());
    }

    @ParameterizedTest
    @CsvSource({
        "44=60000.123456789, PRICE_PRECISION",
        "44=99999999999999, PRICE_OUT_OF_RANGE",
        "38=0.000000001, QUANTITY_PRECISION",
        "38=99999999999999, QUANTITY_OUT_OF_RANGE",
        "54=5, UNSUPPORTED_VALUE",
        "40=P, UNSUPPORTED_VALUE",
        "59=2, UNSUPPORTED_VALUE",
        "18=1, UNSUPPORTED_VALUE",
        "18=6 G, UNSUPPORTED_VALUE",
        "18=6 E o, NONE",
        "99=0.000000001, STOP_PX_INVALID",
        "99=99999999999999, STOP_PX_INVALID",
        "110=0.000000001, MIN_QTY_INVALID",
        "111=0.000000001, DISPLAY_QTY_INVALID",
        "1138=0.000000001, DISPLAY_QTY_INVALID",
        "126=23001121-00:00:00, UNSUPPORTED_VALUE",
        "152=1, UNSUPPORTED_VALUE",
        "432=20261121, UNSUPPORTED_VALUE",
        "1138=1|111=2, DISPLAY_QTY_INVALID",
        "1138=1|111=1, NONE",
        "2362=12345678901234567, SELF_MATCH_INVALID",
        "2362=1234567890123456, NONE",
        "20020=0.0000001, UNSUPPORTED_VALUE",
        "423=1, UNSUPPORTED_VALUE",
        "423=2, NONE",
        "21=1, NONE",
        "58=hello, NONE",
        "44=-1, NONE",
        "38=0, NONE",
    })
    void shouldNameWhatItCannotRepresentAsAFault(String field, RejectReason expected) throws Exception {
        String order = with(ORDER, field);
        assertTrue(map(order).contains(" fault=" + expected + " "), () -> order);
        String replace = with(ORDER.replace("35=D|11=a", "35=G|11=b|41=a"), field);
        assertTrue(map(replace).contains(" fault=" + expected + " "), () -> replace);
    }

    private static final String CONDITIONS = " conditions=[(terms=(stopPxE8=5900050000000"
            + " expireTimeNs=1795219200123456000 displayQtyE8=10000000 minQtyE8=-9223372036854775808"
            + " maxInitialMarginMicros=1500500000 selfMatchIdHigh=4702111234474983745"
            + " selfMatchIdLow=4755801206503243776"
            + " selfMatchInstruction=DECREMENT stopTrigger=LAST execInst={reduceOnly,cancelOnDisconnect}))] ";

    @Test
    void shouldMapTheConditionsOfAnOrder() throws Exception {
        String conditions = "|99=59000.5|126=20261121-00:00:00.123456|1138=0.1|20020=1500.5|2362=AAAAAAAAB|2964=100"
                + "|20045=3|18=E o";
        String command = map(ORDER.replace("40=2", "40=4|59=6") + conditions);
        assertTrue(command.contains(" ordType=STOP_LIMIT timeInForce=GTD "), command);
        assertTrue(command.contains(CONDITIONS), command);
        String replace = map(ORDER.replace("35=D|11=a", "35=G|11=b|41=a") + conditions);
        assertTrue(replace.contains(CONDITIONS), replace);
    }

    @Test
    void shouldMapTheConditionsOfAPreviewedOrder() throws Exception {
        String command = map("35=U1|20001=p1|1=DESK1-A|73=2|11=l1|55=BTC-PERP|54=1|38=1|40=K"
                + "|11=l2|55=BTC-PERP|54=1|38=1|40=3|99=61000|18=E");
        assertTrue(command.contains("ordType=MARKET_TO_LIMIT"), command);
        assertTrue(command.contains("conditions=[] clOrdId='l1'"), command);
        assertTrue(command.contains("conditions=[(terms=(stopPxE8=6100000000000 "), command);
        assertTrue(command.contains(" execInst={reduceOnly}))] clOrdId='l2'"), command);
    }

    @Test
    void shouldCutAnIdentifierThatIsTooLong() throws Exception {
        String command = map(ORDER.replace("11=a", "11=" + X65));
        assertTrue(command.contains("fault=CL_ORD_ID_TOO_LONG"), command);
        assertTrue(command.contains("clOrdId='" + "x".repeat(64) + "'"), command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "35=F|11=b|41=X|55=BTC-PERP|54=1|60=20261120-12:00:00.000",
                "35=G|11=b|41=X|1=DESK1-B|55=ETH-PERP|54=2|38=2|40=2|44=3000|60=20261120-12:00:00.000",
                "35=U1|20001=p1|1=DESK1-A|73=1|11=l1|55=BTC-PERP|54=1|38=1|40=1|41=X",
            })
    void shouldNotTakeACutReferenceForAnOrders(String text) throws Exception {
        String command = map(text.replace("41=X", "41=" + X65));
        assertTrue(command.contains("fault=CL_ORD_ID_TOO_LONG"), command);
    }

    @Test
    void shouldNotAskForTheStatusOfACutClOrdId() throws Exception {
        assertEquals(
                "RequestOrderStatus sessionId=1 msgSeqNum=7 flags={} side=BUY orderId=-1 clOrdId=''"
                        + " symbol='BTC-PERP' ordStatusReqId='q1'",
                map("35=H|790=q1|37=4711|11=" + X65 + "|55=BTC-PERP|54=1"));
    }

    @Test
    void shouldPutTheEpochAboveTheNumber() throws Exception {
        SessionConfig config = TestVenue.session(
                FixVersion.FIX44, Dialect.STOCK, "DESK1", Role.ORDER_ENTRY, List.of("DESK1-A"), false);
        SessionProfile third = new SessionProfile(TestVenue.DESK1, config, TestVenue.directory(), () -> 3);
        mapper.map("D", FixText.parse(FixVersion.FIX44, ORDER), third);
        assertTrue(decode().contains(" msgSeqNum=" + (3 * 4_294_967_296L + 7) + " "), decode());
        assertEquals(3, SessionProfile.epoch(3 * 4_294_967_296L + 7));
        assertEquals(7, SessionProfile.msgSeqNum(3 * 4_294_967_296L + 7));
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "21, 21", "22, 21", "500, 21"})
    void shouldSendAtMostOneLegTooMany(int legs, int sent) throws Exception {
        String leg = "|11=l|55=BTC-PERP|54=1|38=1|40=1";
        String command = map("35=U1|20001=p1|1=DESK1-A|73=" + legs + leg.repeat(legs));
        assertEquals(sent, command.split("clOrdId='l'", -1).length - 1);
        assertTrue(command.endsWith(" previewReqId='p1' accountName=''"), command);
    }

    @Test
    void shouldLeaveTheTimeInForceOfAReplacingLegToItsOrder() throws Exception {
        String command = map("35=U1|20001=p1|1=DESK1-A|73=1|11=l1|55=BTC-PERP|54=1|38=1|40=2|44=1|41=a");
        assertTrue(command.contains(" timeInForce=NULL_VAL "), command);
    }

    @ParameterizedTest
    @CsvSource({"44=abc", "44=1e5", "38=1.1.1"})
    void shouldLeaveTextThatIsNoNumberToTheSessionLayer(String field) {
        assertThrows(IncorrectDataFormat.class, () -> map(with(ORDER, field)));
    }

    @Test
    void shouldMapOrderCancelRequest() throws Exception {
        assertEquals(
                "CancelOrder sessionId=1 msgSeqNum=7 flags={} fault=NONE side=BUY accountId=0 instrumentId=1"
                        + " orderId=4711 clOrdId='b' origClOrdId='a'",
                map("35=F|11=b|41=a|37=4711|55=BTC-PERP|54=1|38=1|60=20261120-12:00:00.000"));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, -1",
        "0, -1",
        "007, -1",
        "-5, -1",
        "9999999999999999999, -1",
        "123456789012345678, 123456789012345678"
    })
    void shouldTellForeignOrderIds(String text, long expected) throws Exception {
        String command = map("35=F|11=b|41=a|37=" + text + "|55=BTC-PERP|54=1|60=20261120-12:00:00.000");
        assertTrue(command.contains(" orderId=" + expected + " "), command);
    }

    @ParameterizedTest
    @CsvSource({
        "55=DOGE, UNKNOWN_SYMBOL",
        "1=MM1-A, UNKNOWN_ACCOUNT",
        "54=5, UNSUPPORTED_VALUE",
        "38=7, NONE",
    })
    void shouldNameTheFaultOfACancel(String field, RejectReason expected) throws Exception {
        String cancel = with("35=F|11=b|41=a|1=DESK1-A|55=BTC-PERP|54=1|60=20261120-12:00:00.000", field);
        assertTrue(map(cancel).contains(" fault=" + expected + " "), () -> cancel);
    }

    @Test
    void shouldMapOrderCancelReplaceRequest() throws Exception {
        assertEquals(
                "ReplaceOrder sessionId=1 msgSeqNum=7 flags={} fault=NONE side=SELL ordType=LIMIT"
                        + " timeInForce=NULL_VAL accountId=2 instrumentId=2 orderId=0 priceE8=300005000000"
                        + " orderQtyE8=200000000 conditions=[] clOrdId='b' origClOrdId='a'",
                map("35=G|11=b|41=a|1=DESK1-B|55=ETH-PERP|54=2|38=2|40=2|44=3000.05|60=20261120-12:00:00.000"));
    }

    @Test
    void shouldMapOrderMassStatusRequest() throws Exception {
        String all = "RequestMassStatus sessionId=1 msgSeqNum=7 flags={} fault=NONE side=NULL_VAL accountId=0"
                + " instrumentId=0 symbol='' accountName='' massStatusReqId='m1'";
        assertEquals(all, map("35=AF|584=m1|585=7"));
        assertEquals(
                all.replace("NULL_VAL accountId=0 instrumentId=0", "SELL accountId=1 instrumentId=1"),
                map("35=AF|584=m1|585=7|1=DESK1-A|55=BTC-PERP|54=2"));
        assertEquals(
                all.replace("instrumentId=0 symbol=''", "instrumentId=0 symbol='DOGE'")
                        .replace("accountName=''", "accountName='MM1-A'"),
                map("35=AF|584=m1|585=1|1=MM1-A|55=DOGE"));
    }

    @Test
    void shouldSayWhatOfAMassStatusIsNotOffered() throws Exception {
        assertTrue(map("35=AF|584=m1|585=1").contains("fault=UNKNOWN_SYMBOL"));
        assertTrue(map("35=AF|584=m1|585=2").contains("fault=UNSUPPORTED_VALUE"));
        assertTrue(map("35=AF|584=m1|585=7|54=5").contains("fault=UNSUPPORTED_VALUE"));
        assertTrue(map("35=AF|584=m1|585=7|336=1").contains("fault=UNSUPPORTED_VALUE"));
        assertTrue(map("35=AF|584=m1|585=7|453=1|448=X|447=D|452=1").contains("fault=UNSUPPORTED_VALUE"));
        String tooLong = map("35=AF|584=" + X65 + "|585=7");
        assertTrue(tooLong.contains("fault=CL_ORD_ID_TOO_LONG"), tooLong);
        assertTrue(tooLong.contains("massStatusReqId='" + X65.substring(1) + "'"), tooLong);
    }

    @Test
    void shouldMapOrderMassCancelRequest() throws Exception {
        String all = "CancelMass sessionId=1 msgSeqNum=7 flags={} fault=NONE side=NULL_VAL ofAllSessions=FALSE"
                + " requestType=55 accountId=0 instrumentId=0 clOrdId='m1' symbol='' accountName=''";
        assertEquals(all, map("35=q|11=m1|530=7|60=20261120-12:00:00.000"));
        assertEquals(
                all.replace("NULL_VAL", "SELL")
                        .replace("=55 accountId=0 instrumentId=0", "=49 accountId=1 instrumentId=1"),
                map("35=q|11=m1|530=1|1=DESK1-A|55=BTC-PERP|54=2|60=20261120-12:00:00.000"));
        assertEquals(
                all.replace("requestType=55", "requestType=49")
                        .replace("symbol=''", "symbol='DOGE'")
                        .replace("accountName=''", "accountName='MM1-A'"),
                map("35=q|11=m1|530=1|1=MM1-A|55=DOGE|60=20261120-12:00:00.000"));
    }

    @ParameterizedTest
    @CsvSource({
        "35=q|11=m1|530=1, UNKNOWN_SYMBOL",
        "35=q|11=m1|530=7|55=BTC-PERP, UNSUPPORTED_VALUE",
        "35=q|11=m1|530=2|311=BTC, UNSUPPORTED_VALUE",
        "35=q|11=m1|530=6, UNSUPPORTED_VALUE",
        "35=q|11=m1|530=7|54=5, UNSUPPORTED_VALUE",
        "35=q|11=m1|530=7|336=1, UNSUPPORTED_VALUE",
        "35=q|11=m1|530=7|311=BTC, UNSUPPORTED_VALUE",
    })
    void shouldSayWhatOfAMassCancelIsNotOffered(String text, String fault) throws Exception {
        String mapped = map(text + "|60=20261120-12:00:00.000");
        assertTrue(mapped.contains("fault=" + fault), mapped);
    }

    @Test
    void shouldMapOrderStatusRequest() throws Exception {
        assertEquals(
                "RequestOrderStatus sessionId=1 msgSeqNum=7 flags={} side=BUY orderId=0 clOrdId='a'"
                        + " symbol='BTC-PERP' ordStatusReqId='q1'",
                map("35=H|790=q1|11=a|55=BTC-PERP|54=1"));
    }

    @Test
    void shouldMapMarginPreviewRequest() throws Exception {
        assertEquals(
                "PreviewMargin sessionId=1 msgSeqNum=7 flags={} fault=NONE batchMode=ALL_OR_NONE accountId=1"
                        + " legs=[(fault=NONE side=BUY ordType=MARKET timeInForce=DAY instrumentId=1"
                        + " priceE8=-9223372036854775808 orderQtyE8=100000000 conditions=[]"
                        + " clOrdId='l1' origClOrdId='' symbol=''),"
                        + "(fault=PRICE_PRECISION side=SELL ordType=LIMIT timeInForce=IOC instrumentId=0"
                        + " priceE8=-9223372036854775808 orderQtyE8=200000000 conditions=[]"
                        + " clOrdId='l2' origClOrdId='o'"
                        + " symbol='DOGE')] previewReqId='p1' accountName=''",
                map("35=U1|20001=p1|1=DESK1-A|20030=1|73=2|11=l1|55=BTC-PERP|54=1|38=1|40=1"
                        + "|11=l2|55=DOGE|54=2|38=2|40=2|44=0.000000001|59=3|41=o"));
    }

    @ParameterizedTest
    @CsvSource({"35=U1|20001=p1|1=DESK1-A", "35=U1|20001=p1|1=DESK1-A|73=0"})
    void shouldMapAPreviewOfTheAccountAsItStands(String text) throws Exception {
        assertEquals(
                "PreviewMargin sessionId=1 msgSeqNum=7 flags={} fault=NONE batchMode=SEPARATE accountId=1"
                        + " legs=[] previewReqId='p1' accountName=''",
                map(text));
    }

    @Test
    void shouldMapAPriceFromElsewhere() throws Exception {
        assertEquals(
                "PublishExternalPrice sessionId=1 msgSeqNum=7 flags={} instrumentId=1 priceE8=6000125000000",
                map("35=W|55=BTC-PERP|268=1|269=6|270=60001.25"));
    }

    @Test
    void shouldMapAnIndexPublication() throws Exception {
        assertEquals(
                "PublishIndex sessionId=1 msgSeqNum=7 flags={} underlyingId=1 priceE8=6000125000000",
                map("35=W|55=BTC-INDEX|268=1|269=3|270=60001.25|272=20261120|273=12:00:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "35=W|55=DOGE-INDEX|268=1|269=3|270=1; 2; Symbol(55)=DOGE-INDEX is no index and no instrument",
                "35=W|55=BTC-INDEX|268=2|269=3|270=1|269=3|270=2; 0; NoMDEntries(268) must be 1",
                "35=W|55=BTC-INDEX|268=1|269=0|270=1; 5; a price of an index needs MDEntryType(269)=3,"
                        + " one of an instrument 269=6, and MDEntryPx(270)",
                "35=W|55=BTC-INDEX|268=1|269=3; 5; a price of an index needs MDEntryType(269)=3,"
                        + " one of an instrument 269=6, and MDEntryPx(270)",
                "35=W|55=BTC-PERP|268=1|269=3|270=1; 5; a price of an index needs MDEntryType(269)=3,"
                        + " one of an instrument 269=6, and MDEntryPx(270)",
                "35=W|55=BTC-INDEX|268=1|269=3|270=-1; 0; MDEntryPx(270)=-1 must be positive with at most 8 decimals",
            })
    void shouldAnswerAnIndexPublicationThatSaysNothing(String text, int reason, String expected) {
        BusinessReject reject = assertThrows(BusinessReject.class, () -> map(text));
        assertEquals(expected, reject.getMessage());
        assertEquals(reason, reject.businessRejectReason());
    }

    private static String with(String message, String field) {
        String tag = "|" + field.substring(0, field.indexOf('=') + 1);
        int at = message.indexOf(tag);
        if (at < 0) {
            return message + "|" + field;
        }
        int end = message.indexOf('|', at + 1);
        return message.substring(0, at) + "|" + field + (end < 0 ? "" : message.substring(end));
    }

    private String map(String text) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, text);
        FieldMap messageHeader = message.getHeader();
        mapper.map(messageHeader.getString(MsgType.FIELD), message, desk);
        return decode();
    }

    private String decode() {
        header.wrap(commands.buffer(), 0);
        String text =
                switch (header.templateId()) {
                    case PlaceOrderDecoder.TEMPLATE_ID ->
                        new PlaceOrderDecoder()
                                .wrapAndApplyHeader(commands.buffer(), 0, header)
                                .toString();
                    case CancelOrderDecoder.TEMPLATE_ID ->
                        new CancelOrderDecoder()
                                .wrapAndApplyHeader(commands.buffer(), 0, header)
                                .toString();
                    case ReplaceOrderDecoder.TEMPLATE_ID ->
                        new ReplaceOrderDecoder()
                                .wrapAndApplyHeader(commands.buffer(), 0, header)
                                .toString();
                    case CancelMassDecoder.TEMPLATE_ID ->
                        new CancelMassDecoder()
                                .wrapAndApplyHeader(commands.buffer(), 0, header)
                                .toString();
                    case RequestMassStatusDecoder.TEMPLATE_ID ->
                        new RequestMassStatusDecoder()
                                .wrapAndApplyHeader(commands.buffer(), 0, header)
                                .toString();
                    case RequestOrderStatusDecoder.TEMPLATE_ID ->
                        new RequestOrderStatusDecoder()
                                .wrapAndApplyHeader(commands.buffer(), 0, header)
                                .toString();
                    case PreviewMarginDecoder.TEMPLATE_ID ->
                        new PreviewMarginDecoder()
                                .wrapAndApplyHeader(commands.buffer(), 0, header)
                                .toString();
                    case PublishIndexDecoder.TEMPLATE_ID ->
                        new PublishIndexDecoder()
                                .wrapAndApplyHeader(commands.buffer(), 0, header)
                                .toString();
                    case PublishExternalPriceDecoder.TEMPLATE_ID ->
                        new PublishExternalPriceDecoder()
                                .wrapAndApplyHeader(commands.buffer(), 0, header)
                                .toString();
                    default -> throw new AssertionError("template " + header.templateId());
                };
        return readable(text);
    }

    /** The generated text with blanks for bars, without the lengths of the wire. */
    private static String readable(String text) {
        return text.replaceFirst("\\[(\\w+)\\]\\([^)]*\\):", "$1 ").replace('|', ' ');
    }
}
