package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.engine.wire.sbe.CancelOrderEncoder;
import io.bascule.engine.wire.sbe.CancelQuotesEncoder;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import io.bascule.engine.wire.sbe.ExecutionReportedEncoder;
import io.bascule.engine.wire.sbe.MarginEncoder;
import io.bascule.engine.wire.sbe.MarginPreviewedDecoder;
import io.bascule.engine.wire.sbe.MarginPreviewedEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.OrdStatus;
import io.bascule.engine.wire.sbe.PlaceBatchEncoder;
import io.bascule.engine.wire.sbe.PlaceCombinationEncoder;
import io.bascule.engine.wire.sbe.PlaceOrderEncoder;
import io.bascule.engine.wire.sbe.PlaceQuotesEncoder;
import io.bascule.engine.wire.sbe.PreviewMarginEncoder;
import io.bascule.engine.wire.sbe.PreviewStatus;
import io.bascule.engine.wire.sbe.PublishIndexEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.RequestMassStatusEncoder;
import io.bascule.engine.wire.sbe.RequestRefusedDecoder;
import io.bascule.engine.wire.sbe.RequestRefusedEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.DataDictionary;
import quickfix.Message;

/** What is no event: U2, j and y; and how every reason is said. */
class AnswersTest {
    private static final long ABSENT = Long.MIN_VALUE;
    private static final long ONE = 100_000_000L;

    private final OutboundMapper mapper = new OutboundMapper(TestVenue.directory(), TestVenue.config());
    private final SessionProfile extended44 = TestVenue.desk(FixVersion.FIX44, Dialect.EXTENDED, false);
    private final SessionProfile stock44 = TestVenue.desk(FixVersion.FIX44, Dialect.STOCK, false);
    private final SessionProfile stock50 = TestVenue.desk(FixVersion.FIX50SP2, Dialect.STOCK, false);

    @Test
    void shouldRenderAPreviewWhole() throws Exception {
        String expected = "35=U2|1=DESK1-A|58=l2: insufficient margin: short of 5 USD|60=20261120-12:00:00.123"
                + "|20001=p1|20002=8|20003=1|20004=1234|20006=3"
                + "|73=2|11=l1|39=2|14=1|6=60010.25|20007=60020.5|20008=1.7083|151=0|12=24.0041|13=3|20009=6000"
                + "|11=l2|39=8|103=25|14=0|6=0|151=0|12=0|13=3|20009=-1.5"
                + "|1643=8|1645=7200.06|1644=11|1646=USD|20005=0|1645=3000|1644=101|1646=USD|20005=0"
                + "|1645=1000000|1644=102|1646=USD|20005=0|1645=992799.94|1644=15|1646=USD|20005=0"
                + "|1645=1|1644=11|1646=USD|20005=1|1645=2|1644=101|1646=USD|20005=1"
                + "|1645=-3|1644=102|1646=USD|20005=1|1645=-4|1644=15|1646=USD|20005=1"
                + "|20011=2|55=BTC-PERP|20012=0|20013=1|20010=1234.5|55=ETH-PERP|20012=-2|20013=-2";
        assertEquals(expected, preview(true, extended44));
        assertEquals(expected, preview(true, stock44));
        assertEquals(expected.replace("12:00:00.123", "12:00:00.123456"), preview(true, stock50));
        FixText.validate(expected, FixVersion.FIX44, Dictionaries.fix44(), Dictionaries.fix44());
        FixText.validate(expected, FixVersion.FIX50SP2, Dictionaries.fixt11(), Dictionaries.fix50sp2());
    }

    @Test
    void shouldRenderAnInvalidPreview() throws Exception {
        String text = preview(false, stock44);
        assertEquals(
                "35=U2|1=MM1-A|58=Account(1)=MM1-A is not one that this session acts for"
                        + "|60=20261120-12:00:00.123|20001=p1|20002=8|20003=2|20004=1234",
                text);
        FixText.validate(text, FixVersion.FIX44, Dictionaries.fix44(), Dictionaries.fix44());
    }

    private String preview(boolean valid, SessionProfile recipient) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        MarginPreviewedEncoder event = new MarginPreviewedEncoder().wrap(buffer, 0);
        event.sessionId(TestVenue.DESK1)
                .timestampNs(1_795_176_000_123_456_789L)
                .eventNumber(1234)
                .previewId(8)
                .accountId(valid ? TestVenue.DESK1_A : 0)
                .status(valid ? PreviewStatus.WOULD_BE_REJECTED : PreviewStatus.INVALID)
                .rejectReason(valid ? RejectReason.NONE : RejectReason.UNKNOWN_ACCOUNT)
                .worstScenarioId(valid ? 3 : 0);
        if (valid) {
            TestEvents.margin(event.marginBefore());
            margin(event.marginAfter(), 1_000_000, 2_000_000, -3_000_000, -4_000_000);
            addLegs(event);
        } else {
            margin(event.marginBefore(), ABSENT, ABSENT, ABSENT, ABSENT);
            margin(event.marginAfter(), ABSENT, ABSENT, ABSENT, ABSENT);
            event.legsCount(0);
            event.positionsCount(0);
        }
        event.previewReqId("p1").accountName(valid ? "" : "MM1-A");
        EventMapping mapping = mapper.mappingOf(MarginPreviewedDecoder.TEMPLATE_ID);
        mapping.wrap(buffer, 0, MarginPreviewedEncoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        return FixText.of(mapping, recipient, EventMapping.ORIGINAL);
    }

    private static void addLegs(MarginPreviewedEncoder event) {
        MarginPreviewedEncoder.LegsEncoder legs = event.legsCount(2);
        legs.next()
                .instrumentId(TestVenue.BTC_PERP)
                .ordStatus(OrdStatus.FILLED)
                .rejectReason(RejectReason.NONE)
                .cumQtyE8(ONE)
                .leavesQtyE8(0)
                .avgPxE8(6_001_025_000_000L)
                .worstPxE8(6_002_050_000_000L)
                .slippageBpsE4(17_083)
                .feeMicros(24_004_100)
                .marginContributionMicros(6_000_000_000L)
                .shortfallMicros(0)
                .clOrdId("l1");
        legs.next()
                .instrumentId(TestVenue.ETH_PERP)
                .ordStatus(OrdStatus.REJECTED)
                .rejectReason(RejectReason.INSUFFICIENT_MARGIN)
                .cumQtyE8(0)
                .leavesQtyE8(0)
                .avgPxE8(0)
                .worstPxE8(0)
                .slippageBpsE4(ABSENT)
                .feeMicros(0)
                .marginContributionMicros(-1_500_000)
                .shortfallMicros(5_000_000)
                .clOrdId("l2");
        MarginPreviewedEncoder.PositionsEncoder positions = event.positionsCount(2);
        positions.next().instrumentId(TestVenue.BTC_PERP).positionBeforeE8(0).positionAfterE8(ONE);
        positions.liquidationPxE8(123_450_000_000L);
        positions
                .next()
                .instrumentId(TestVenue.ETH_PERP)
                .positionBeforeE8(-2 * ONE)
                .positionAfterE8(-2 * ONE);
        positions.liquidationPxE8(ABSENT);
    }

    private static void margin(MarginEncoder margin, long initial, long maintenance, long equity, long excess) {
        margin.initialMarginMicros(initial)
                .maintenanceMarginMicros(maintenance)
                .equityMicros(equity)
                .excessMicros(excess);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                PlaceOrderEncoder.TEMPLATE_ID + ";VENUE_BUSY;35=j|45=9|58=the venue is busy: only cancels are accepted"
                        + "|372=D|380=4",
                CancelOrderEncoder.TEMPLATE_ID + ";VENUE_BUSY;35=j|45=9|58=the venue is busy: only cancels are accepted"
                        + "|372=F|380=4",
                RequestMassStatusEncoder.TEMPLATE_ID + ";VENUE_BUSY;35=j|45=9"
                        + "|58=the reports do not fit behind the answers that are waiting: ask again|372=AF|380=4",
                PreviewMarginEncoder.TEMPLATE_ID + ";TOO_MANY_LEGS;35=j|45=9"
                        + "|58=more orders, legs or entries than the venue takes at once|372=U1|380=0",
                PlaceBatchEncoder.TEMPLATE_ID + ";VENUE_BUSY;35=j|45=9|58=the venue is busy: only cancels are accepted"
                        + "|372=DJ|380=4",
                PlaceCombinationEncoder.TEMPLATE_ID + ";VENUE_BUSY;35=j|45=9"
                        + "|58=the venue is busy: only cancels are accepted|372=AB|380=4",
                PlaceQuotesEncoder.TEMPLATE_ID + ";VENUE_BUSY;35=j|45=9|58=the venue is busy: only cancels are accepted"
                        + "|372=i|380=4",
                CancelQuotesEncoder.TEMPLATE_ID + ";VENUE_BUSY;35=j|45=9"
                        + "|58=the venue is busy: only cancels are accepted|372=Z|380=4",
                PublishIndexEncoder.TEMPLATE_ID + ";PRICE_JUMP;35=j|45=9|58=the price is too far from the current index"
                        + "|372=W|380=0",
                PublishIndexEncoder.TEMPLATE_ID + ";UNKNOWN_SYMBOL;35=j|45=9|58=Symbol(55) is not listed|372=W|380=2",
            })
    void shouldRenderARefusedRequest(int templateId, RejectReason reason, String expected) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        new RequestRefusedEncoder()
                .wrap(buffer, 0)
                .sessionId(TestVenue.DESK1)
                .msgSeqNum(SessionProfile.epochSeqNum(5, 9))
                .templateId(templateId)
                .rejectReason(reason);
        EventMapping mapping = mapper.mappingOf(RequestRefusedDecoder.TEMPLATE_ID);
        mapping.wrap(buffer, 0, RequestRefusedEncoder.BLOCK_LENGTH, MessageHeaderDecoder.SCHEMA_VERSION);
        assertEquals(expected, FixText.of(mapping, stock44, EventMapping.ORIGINAL));
        assertEquals(0, mapping.eventNumber());
        assertEquals(0, mapping.copies().count());
    }

    @Test
    void shouldReportAnOrderOfWhatIsNoLongerConfigured() {
        Directory later = new Directory(TestVenue.config());
        EventMapping mapping =
                new OutboundMapper(later, TestVenue.config()).mappingOf(ExecutionReportedDecoder.TEMPLATE_ID);
        mapping.wrap(
                TestEvents.rejected(RejectReason.PRICE_OFF_TICK),
                0,
                ExecutionReportedEncoder.BLOCK_LENGTH,
                MessageHeaderDecoder.SCHEMA_VERSION);
        String text = FixText.of(mapping, stock44, 55);
        assertTrue(text.contains("|55=[N/A]|"), text);
        assertFalse(text.contains("|1="), text);
        assertFalse(text.contains("|453="), text);
        assertEquals("", later.symbol(-1));
    }

    @Test
    void shouldFallBackInTheGatewaysOwnRejects() throws Exception {
        Message order =
                FixText.parse(FixVersion.FIX44, "35=D|11=a|55=BTC-PERP|54=1|38=1|40=1|60=20261120-12:00:00.000");
        BusinessReject tooFast = new BusinessReject(8, "slow down");
        assertEquals(
                "35=j|45=7|58=slow down|372=D|379=a|380=8",
                FixText.of(mapper.businessReject(order, tooFast, extended44)));
        String stock = "35=j|45=7|58=slow down|372=D|379=a|380=0";
        assertEquals(stock, FixText.of(mapper.businessReject(order, tooFast, stock44)));
        assertEquals(stock, FixText.of(mapper.businessReject(order, tooFast, stock50)));
        DataDictionary dictionary = new DataDictionary("FIX44.xml");
        FixText.validate(stock, FixVersion.FIX44, dictionary, dictionary);
    }

    @ParameterizedTest
    @CsvSource({
        "35=AN|710=p1|724=0|1=DESK1-A|581=1|715=20261120|60=20261120-12:00:00, p1",
        "35=BB|909=c1|1=DESK1-A, c1",
        "35=CH|1635=i1|263=0|1=DESK1-A, i1",
        "35=e|324=e1|55=BTC-PERP|263=0, e1",
        "35=i|117=q1|296=0, q1",
        "35=V|262=v1|263=0|264=1, v1"
    })
    void shouldNameWhatItRefusesByTheMessagesOwnId(String text, String id) throws Exception {
        Message refused = FixText.parse(FixVersion.FIX44, text);
        String reject = FixText.of(mapper.businessReject(refused, new BusinessReject(3, "no"), extended44));
        assertTrue(reject.contains("|379=" + id + "|"), reject);
    }

    @Test
    void shouldListSecuritiesInEachDialect() throws Exception {
        Message request = FixText.parse(FixVersion.FIX44, "35=x|320=s1|559=4");
        String stock = FixText.of(mapper.securityList(request, stock44));
        assertEquals(
                "35=y|320=s1|322=DESK1-7|393=2|560=0|146=2"
                        + "|55=BTC-PERP|167=FUT|231=1|15=USDC|561=0.001|562=0.001"
                        + "|55=ETH-PERP|167=FUT|231=1|15=USDC|561=0.01|562=0.01",
                stock);
        DataDictionary dictionary44 = new DataDictionary("FIX44.xml");
        FixText.validate(stock, FixVersion.FIX44, dictionary44, dictionary44);
        String extended = FixText.of(mapper.securityList(request, extended44));
        assertEquals(
                "35=y|320=s1|322=DESK1-7|393=2|560=0|146=2"
                        + "|55=BTC-PERP|167=FUT|231=1|15=USDC|561=0.001|562=0.001|969=0.5|1140=1000"
                        + "|55=ETH-PERP|167=FUT|231=1|15=USDC|561=0.01|562=0.01|969=0.05|1140=1000",
                extended);
        FixText.validate(extended, FixVersion.FIX44, Dictionaries.fix44(), Dictionaries.fix44());
        FixText.validate(
                FixText.of(mapper.securityList(request, stock50)),
                FixVersion.FIX50SP2,
                new DataDictionary("FIXT11.xml"),
                new DataDictionary("FIX50SP2.xml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "35=x|320=s1|559=0|55=ETH-PERP;35=y|320=s1|322=DESK1-7|393=1|560=0|146=1"
                        + "|55=ETH-PERP|167=FUT|231=1|15=USDC|561=0.01|562=0.01",
                "35=x|320=s1|559=0|55=DOGE;35=y|320=s1|322=DESK1-7|560=2",
                "35=x|320=s1|559=1;35=y|320=s1|322=DESK1-7|560=1",
            })
    void shouldAnswerWhatWasAskedFor(String request, String expected) throws Exception {
        assertEquals(expected, FixText.of(mapper.securityList(FixText.parse(FixVersion.FIX44, request), stock44)));
    }

    /** Reason; 103 in FIX44 EXTENDED, FIX44 STOCK, FIX50SP2 STOCK; 102 in FIX44, FIX50SP2; text of an 8. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNKNOWN_SYMBOL|1|1|1|99|99|Symbol(55)=BTC-PERP is not listed",
                "UNKNOWN_ACCOUNT|15|15|15|99|99|Account(1)=DESK1-A is not one that this session acts for",
                "UNKNOWN_ORDER|5|5|5|1|1|unknown order",
                "TOO_LATE|4|4|4|0|0|too late: the order is closed",
                "DUPLICATE_CL_ORD_ID|6|6|6|6|6|ClOrdID(11) was used before",
                "CL_ORD_ID_TOO_LONG|99|99|99|99|99|an identifier has more than 64 characters",
                "PRICE_MISSING|99|99|99|99|99|Price(44) is required for this OrdType(40)",
                "PRICE_NOT_POSITIVE|99|99|99|99|99|Price(44)=60000.5 must be positive",
                "PRICE_PRECISION|18|99|18|99|18|Price(44) has more than 8 decimals",
                "PRICE_OFF_TICK|18|99|18|99|18|Price(44)=60000.5 is not a multiple of the price increment of 0.5",
                "PRICE_OUT_OF_RANGE|16|99|16|99|8|Price(44)=60000.5 is above the largest price of the instrument,"
                        + " 1000000",
                "PRICE_OUTSIDE_BAND|16|99|16|99|8|Price(44)=60000.5 is outside the price band around mark",
                "PRICE_NOT_ALLOWED|11|11|11|99|99|Price(44) is not allowed for OrdType(40)=1",
                "QUANTITY_MISSING|13|13|13|99|99|OrderQty(38) is required",
                "QUANTITY_NOT_POSITIVE|13|13|13|99|99|OrderQty(38)=2 must be positive",
                "QUANTITY_PRECISION|13|13|13|99|99|OrderQty(38) has more than 8 decimals",
                "QUANTITY_OFF_LOT|13|13|13|99|99|OrderQty(38)=2 is not a multiple of the lot of 0.001",
                "QUANTITY_OUT_OF_RANGE|13|13|13|99|99|OrderQty(38)=2 is above the largest quantity of an order, 1000",
                "INSUFFICIENT_MARGIN|25|99|99|99|99|insufficient margin",
                "POSITION_LIMIT|3|3|3|99|99|position and open orders would pass the position limit",
                "OPEN_ORDER_LIMIT|3|3|3|99|99|too many open orders",
                "VENUE_BUSY|0|0|0|2|2|the venue is busy: only cancels are accepted",
                "SIDE_MISMATCH|99|99|99|99|99|Side(54) is not the order's",
                "SYMBOL_MISMATCH|99|99|99|99|99|Symbol(55) is not the order's",
                "ACCOUNT_MISMATCH|99|99|99|99|99|Account(1) is not the order's",
                "ORD_TYPE_MISMATCH|99|99|99|99|99|OrdType(40) cannot be changed by a replace",
                "UNSUPPORTED_VALUE|11|11|11|99|99|the request has a field or value that the venue does not offer",
                "PRICE_JUMP|99|99|99|99|99|the price is too far from the current index",
                "BATCH_REJECTED|99|99|99|99|99|another order of the batch is refused",
                "TOO_MANY_LEGS|99|99|99|99|99|more orders, legs or entries than the venue takes at once",
                "NO_ENTRIES|99|99|99|99|99|there is no entry",
                "COUNT_MISMATCH|99|99|99|99|99|the total given is not the number of entries",
                "RESPONSE_LEVEL|99|99|99|99|99|the response level is not offered",
                "DUPLICATE_ENTRY|99|99|99|99|99|an earlier entry or leg is about the same order or instrument",
                "UNKNOWN_ACTION|11|11|11|99|99|OrderEntryAction(2429) must be 1, 2 or 3",
                "QUOTE_CROSSED|99|99|99|99|99|BidPx(132) must be below OfferPx(133)",
                "QUOTES_PROTECTED|99|99|99|99|99|protection has pulled the quotes: a QuoteCancel resets it",
                "UNKNOWN_QUOTE|99|99|99|99|99|there is no such quote",
                "TOO_FEW_LEGS|99|99|99|99|99|NoLegs(555) must be 2 or more",
                "CL_ORD_ID_MISSING|99|99|99|99|99|ClOrdID(11) is required",
                "SESSION_LIMIT|3|3|3|99|99|the session has used as many ClOrdIDs as are remembered for it",
                "TOO_MANY_REPORTS|99|99|99|99|99|more than are reported at once: narrow by account, symbol or side",
            })
    void shouldSayEveryReason(
            RejectReason reason,
            String extended103,
            String stock103,
            String stock50103,
            String cxl44,
            String cxl50,
            String text)
            throws Exception {
        assertRefusal(reason, extended44, extended103, text);
        assertRefusal(reason, stock44, stock103, text);
        assertRefusal(reason, stock50, stock50103, text);
        assertEquals(cxl44, extended44.vocabulary().cxlRejReason(reason));
        assertEquals(cxl44, stock44.vocabulary().cxlRejReason(reason));
        assertEquals(cxl50, stock50.vocabulary().cxlRejReason(reason));
    }

    private void assertRefusal(RejectReason reason, SessionProfile session, String ordRejReason, String text)
            throws Exception {
        EventMapping mapping = mapper.mappingOf(ExecutionReportedDecoder.TEMPLATE_ID);
        mapping.wrap(
                TestEvents.rejected(reason),
                0,
                ExecutionReportedEncoder.BLOCK_LENGTH,
                MessageHeaderDecoder.SCHEMA_VERSION);
        String report = FixText.of(mapping, session, EventMapping.ORIGINAL) + "|";
        assertTrue(report.contains("|103=" + ordRejReason + "|"), report);
        assertTrue(report.contains("|58=" + text + "|"), report);
    }
}
