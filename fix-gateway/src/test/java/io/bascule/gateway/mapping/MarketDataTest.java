package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.InquireMarketDecoder;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.MarketReportedDecoder;
import io.bascule.engine.wire.sbe.MarketReportedEncoder;
import io.bascule.engine.wire.sbe.MarketState;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.Side;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.DataDictionary;
import quickfix.IncorrectDataFormat;
import quickfix.Message;

/** V and e to commands; W, Y and f, held to the dictionaries. */
class MarketDataTest {
    /** 2026-11-20 12:30 UTC. */
    private static final long HALF_PAST_NS = 1_795_177_800_000_000_000L;

    private static final int ALL = 63;
    private static final String REQUEST = "35=V|262=v|263=1|264=5|267=2|269=0|269=2|146=1|55=BTC-PERP";

    private final CommandBuffer commands = new CommandBuffer();
    private final InboundMapper inbound = new InboundMapper(TestVenue.directory(), commands);
    private final OutboundMapper outbound = new OutboundMapper(TestVenue.directory(), TestVenue.config());
    private final SessionProfile session = TestVenue.desk(FixVersion.FIX44, Dialect.EXTENDED, false);
    private final SessionProfile stock44 = TestVenue.desk(FixVersion.FIX44, Dialect.STOCK, false);
    private final SessionProfile extended50 = TestVenue.desk(FixVersion.FIX50SP2, Dialect.EXTENDED, false);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private long lastTradeId = 9;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "263=1 # 263=0 # mode=ONCE depth=5 tradesAfterId=0 view=5 parts=0 payments=0"
                        + " instruments=[(instrumentId=1)] requestId='v'",
                "264=5 # 264=0 # mode=SUBSCRIBE depth=100 tradesAfterId=0",
                "264=5 # 264=1000 # depth=100",
                "264=5 # 264=5|265=1 # mode=SUBSCRIBE depth=5 tradesAfterId=0 view=5",
                "264=5 # 264=5|20050=Y|20051=24 # mode=SUBSCRIBE depth=5 tradesAfterId=0 view=5 parts=1 payments=24",
                "264=5 # 264=5|20050=N|20051=168 # depth=5 tradesAfterId=0 view=5 parts=0 payments=168",
                "264=5 # 264=5|20051=0 # depth=5 tradesAfterId=0 view=5 parts=0 payments=0",
                "267=2|269=0|269=2 # 267=4|269=1|269=3|269=6|269=C # depth=5 tradesAfterId=-1 view=58",
                "267=2|269=0|269=2 # 267=1|269=3 # depth=0 tradesAfterId=-1 view=8",
                "146=1|55=BTC-PERP # 265=0|266=Y|146=3|55=BTC-PERP|55=ETH-PERP|55=BTC-PERP"
                        + " # instruments=[(instrumentId=1),(instrumentId=2)]",
            })
    void shouldMapARequest(String part, String other, String expected) throws Exception {
        map(REQUEST.replace("|" + part, "|" + other));
        assertContains(command(), expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "264=5 # 264=5|265=2 # 281=6|58=MDUpdateType(265) must be 0 or 1",
                "264=5 # 264=5|266=N # 281=7|58=the book is told by price level only",
                "264=5 # 264=5|265=1|20050=Y # 281=6|58=PriceParts(20050) and FundingPayments(20051) are told whole:"
                        + " MDUpdateType(265) must be 0",
                "264=5 # 264=5|265=1|20051=1 # 281=6|58=PriceParts(20050) and FundingPayments(20051) are told whole:"
                        + " MDUpdateType(265) must be 0",
                "264=5 # 264=5|20051=169 # 58=FundingPayments(20051) must be 0 to 168",
                "264=5 # 264=5|20051=-1 # 58=FundingPayments(20051) must be 0 to 168",
                "264=5 # 264=5|20051=99999999999 # 58=FundingPayments(20051) must be 0 to 168",
                "269=2 # 269=4 # 281=8|58=MDEntryType(269)=4 is not offered",
                "55=BTC-PERP # 55=DOGE # 281=0|58=Symbol(55)=DOGE is not listed",
                "263=1 # 263=2 # 58=there is no such subscription",
            })
    void shouldRejectWhatCannotBeAskedFor(String part, String other, String expected) throws Exception {
        assertEquals("35=Y|262=v|" + expected, sorted(refused(REQUEST.replace("|" + part, "|" + other))));
    }

    @Test
    void shouldTellPartsOfPricesToExtendedSessionsOnly() throws Exception {
        Message request = FixText.parse(FixVersion.FIX44, REQUEST + "|20050=Y");
        BusinessReject refusal = assertThrows(BusinessReject.class, () -> inbound.map("V", request, stock44));
        assertEquals(
                "35=Y|262=v|58=PriceParts(20050) and FundingPayments(20051) are for EXTENDED sessions",
                sorted(outbound.businessReject(request, refusal, stock44)));
        assertFalse(stock44.marketSubscriptions().isKnown("v"));
    }

    @Test
    void shouldRejectWhatIsSubscribedAlreadyAndTooMany() throws Exception {
        map(REQUEST);
        assertEquals("35=Y|262=v|281=1|58=MDReqID(262) is subscribed already", sorted(refused(REQUEST)));
        for (int n = 1; n < MarketSubscriptions.MAX_SUBSCRIPTIONS; n++) {
            map(REQUEST.replace("262=v", "262=v" + n));
        }
        assertEquals(
                "35=Y|262=w|281=2|58=a session may have 16 subscriptions at once",
                sorted(refused(REQUEST.replace("262=v", "262=w"))));
        map(REQUEST.replace("263=1", "263=2"));
        assertContains(command(), "mode=UNSUBSCRIBE depth=0 tradesAfterId=-1 view=0 parts=0 payments=0 instruments=[]");
        map(REQUEST.replace("262=v", "262=w"));
        List<String> repeated = new ArrayList<>();
        session.marketSubscriptions().repeat(session, commands, () -> repeated.add(command()));
        assertEquals(MarketSubscriptions.MAX_SUBSCRIPTIONS, repeated.size());
        assertContains(
                repeated.get(15),
                "msgSeqNum=0 flags={} mode=REPEAT depth=5 tradesAfterId=0 view=5 parts=0 payments=0"
                        + " instruments=[(instrumentId=1)]");
        assertThrows(IncorrectDataFormat.class, () -> {
            Message request = FixText.parse(FixVersion.FIX44, REQUEST);
            request.setString(264, "-1");
            inbound.map("V", request, session);
        });
    }

    @Test
    void shouldMapARequestForTheStatusAndAnswerAnUnknownSymbol() throws Exception {
        map("35=e|324=s|55=ETH-PERP|263=0");
        assertContains(
                command(),
                "mode=ONCE depth=0 tradesAfterId=-1 view=128 parts=0 payments=0"
                        + " instruments=[(instrumentId=2)] requestId='s'");
        assertEquals(
                "35=f|55=DOGE|324=s|326=20|58=Symbol(55)=DOGE is not listed",
                sorted(refused("35=e|324=s|55=DOGE|263=0")));
    }

    @Test
    void shouldTellAMarket() throws Exception {
        report(InquiryMode.ONCE, ALL, 100_000);
        String entries = "35=W|262=v|55=BTC-PERP|268=7|269=3|270=60000|269=6|270=60010|286=5|269=C|271=12"
                + "|269=0|270=59990|271=3|346=2|290=1|269=0|270=59980|271=4|346=1|290=2"
                + "|269=1|270=60020|271=0.5|346=1|290=1|269=2|270=60005|271=0.1";
        String funding = "|20021=0.0001|20022=-0.00005|20044=20261120-13:00:00.000";
        assertEquals(entries + funding, said(session));
        assertEquals(entries, said(stock44));
        assertContains(said(extended50), "|20044=20261120-13:00:00.000000");
        report(InquiryMode.ONCE, ALL, RequestReader.ABSENT);
        assertEquals(entries, said(session));
        report(InquiryMode.ONCE, MarketView.OFFERS | MarketView.MARK, RequestReader.ABSENT);
        assertContains(said(session), "|268=3|269=6|270=60010|286=5|269=1|270=60020|271=0.5|346=1|290=1|269=2|");
    }

    @Test
    void shouldTellWhatPricesAreMadeOf() throws Exception {
        reportWithParts(false);
        assertContains(
                said(session),
                "|20044=20261120-13:00:00.000|20059=3|20060=0.0015|20061=-0.0001|20062=3600"
                        + "|20052=3|20053=1|20054=59990|20055=PB1|20056=2|20057=1|20058=20261120-12:30:00.000"
                        + "|20053=2|20054=60011.5|20055=PB1|20056=2|20057=2|20053=4|20054=60010"
                        + "|20064=2|20065=20261120-12:30:00.000|20066=0.0003"
                        + "|20065=20261120-11:30:00.000|20066=0");
        assertContains(said(extended50), "|20058=20261120-12:30:00.000000|");
        assertFalse(said(stock44).contains("|200"));
        reportWithParts(true);
        assertContains(said(session), "|269=2|270=60005|271=0.1|20059=3|20060=0.0015|541=20261120|20063=0.25|20052=3|");
    }

    private void reportWithParts(boolean isFuture) {
        MarketReportedEncoder event = begin(InquiryMode.ONCE, ALL, isFuture ? RequestReader.ABSENT : 100_000)
                .indexState((short) 3)
                .confidenceE6(1_500)
                .fundingIntervalNs(isFuture ? RequestReader.ABSENT : 3_600_000_000_000L)
                .premiumE9(isFuture ? RequestReader.ABSENT : -100_000)
                .annualisedBasisE9(isFuture ? 250_000_000 : RequestReader.ABSENT)
                .expiryNs(HALF_PAST_NS);
        putBook(event, false);
        event.partsCount(3)
                .next()
                .kind((short) 1)
                .priceE8(5_999_000_000_000L)
                .sourceId(TestVenue.PB1)
                .weight(2)
                .status((short) 1)
                .publishedNs(HALF_PAST_NS)
                .next()
                .kind((short) 2)
                .priceE8(6_001_150_000_000L)
                .sourceId(TestVenue.PB1)
                .weight(2)
                .status((short) 2)
                .publishedNs(Long.MIN_VALUE)
                .next()
                .kind((short) 4)
                .priceE8(6_001_000_000_000L)
                .sourceId(0)
                .weight(0)
                .status((short) 0)
                .publishedNs(0);
        event.paymentsCount(2)
                .next()
                .timeNs(HALF_PAST_NS)
                .rateE9(300_000)
                .next()
                .timeNs(HALF_PAST_NS - 3_600_000_000_000L)
                .rateE9(0);
        event.requestId("v");
    }

    @ParameterizedTest
    @CsvSource({"OPEN, 326=17|965=1", "REDUCE_ONLY, 326=2|965=3", "HALTED, 326=2|965=2", "CLOSED, 326=18|965=2"})
    void shouldTellAStatus(MarketState state, String expected) throws Exception {
        report(InquiryMode.ONCE, MarketView.STATUS, RequestReader.ABSENT).state(state);
        assertEquals("35=f|324=v|55=BTC-PERP|" + expected + "|60=20261120-12:30:00.000", said(session));
        assertEquals(
                "35=f|324=v|55=BTC-PERP|" + expected.replaceFirst("\\|965.*", "") + "|60=20261120-12:30:00.000",
                said(stock44));
    }

    @Test
    void shouldRepeatOnlyWhatIsNew() throws Exception {
        report(InquiryMode.REPEAT, ALL, 100_000);
        assertFalse(wrap().isWanted(session), "nobody has subscribed");
        map(REQUEST);
        report(InquiryMode.SUBSCRIBE, ALL, 100_000);
        assertTrue(wrap().isWanted(session));
        lastTradeId++; // of another instrument
        report(InquiryMode.REPEAT, ALL, 100_000).msgSeqNum(0).timestampNs(HALF_PAST_NS + 1);
        assertFalse(wrap().isWanted(session));
        report(InquiryMode.REPEAT, ALL, 100_000).markE8(1);
        assertTrue(wrap().isWanted(session));
        report(InquiryMode.REPEAT, ALL, 100_001).markE8(1);
        assertTrue(wrap().isWanted(session));
        assertFalse(wrap().isWanted(session));
    }

    private MarketReportedEncoder report(InquiryMode mode, int view, long fundingE9) {
        MarketReportedEncoder event = begin(mode, view, fundingE9);
        putBook(event, view == MarketView.STATUS);
        event.partsCount(0);
        event.paymentsCount(0);
        event.requestId("v");
        return event;
    }

    private MarketReportedEncoder begin(InquiryMode mode, int view, long fundingE9) {
        MarketReportedEncoder event = new MarketReportedEncoder();
        event.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sessionId(TestVenue.DESK1)
                .msgSeqNum(7)
                .timestampNs(HALF_PAST_NS)
                .mode(mode)
                .instrumentId(TestVenue.BTC_PERP)
                .state(MarketState.OPEN)
                .indexE8(6_000_000_000_000L)
                .markE8(6_001_000_000_000L)
                .openInterestE8(1_200_000_000)
                .fundingE9(fundingE9)
                .predictedFundingE9(-50_000)
                .lastTradeId(lastTradeId)
                .view((short) view)
                .nextFundingNs(HALF_PAST_NS + 1_800_000_000_000L)
                .indexState(MarketReportedEncoder.indexStateNullValue())
                .confidenceE6(0)
                .fundingIntervalNs(RequestReader.ABSENT)
                .premiumE9(RequestReader.ABSENT)
                .annualisedBasisE9(RequestReader.ABSENT)
                .expiryNs(0);
        return event;
    }

    private static void putBook(MarketReportedEncoder event, boolean isStatus) {
        MarketReportedEncoder.BidsEncoder bids = event.bidsCount(isStatus ? 0 : 2);
        if (!isStatus) {
            bids.next().priceE8(5_999_000_000_000L).qtyE8(300_000_000).orderCount(2);
            bids.next().priceE8(5_998_000_000_000L).qtyE8(400_000_000).orderCount(1);
        }
        MarketReportedEncoder.OffersEncoder offers = event.offersCount(isStatus ? 0 : 1);
        if (!isStatus) {
            offers.next().priceE8(6_002_000_000_000L).qtyE8(50_000_000).orderCount(1);
        }
        MarketReportedEncoder.TradesEncoder trades = event.tradesCount(isStatus ? 0 : 1);
        if (!isStatus) {
            trades.next()
                    .tradeId(8)
                    .priceE8(6_000_500_000_000L)
                    .qtyE8(10_000_000)
                    .takerSide(Side.BUY);
        }
    }

    private EventMapping wrap() {
        EventMapping mapping = outbound.mappingOf(MarketReportedDecoder.TEMPLATE_ID);
        mapping.wrap(
                buffer,
                MessageHeaderEncoder.ENCODED_LENGTH,
                MarketReportedDecoder.BLOCK_LENGTH,
                MarketReportedDecoder.SCHEMA_VERSION);
        return mapping;
    }

    private String said(SessionProfile recipient) throws Exception {
        String text = FixText.of(wrap(), recipient, EventMapping.ORIGINAL);
        boolean is44 = recipient.version() == FixVersion.FIX44;
        if (recipient.vocabulary().hasUserTags()) {
            FixText.validate(
                    text,
                    recipient.version(),
                    is44 ? Dictionaries.fix44() : Dictionaries.fixt11(),
                    is44 ? Dictionaries.fix44() : Dictionaries.fix50sp2());
        } else {
            DataDictionary stock = new DataDictionary("FIX44.xml");
            FixText.validate(text, FixVersion.FIX44, stock, stock);
        }
        return text;
    }

    private void map(String text) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, text);
        inbound.map(message.getHeader().getString(35), message, session);
    }

    private Message refused(String text) throws Exception {
        BusinessReject refusal = assertThrows(BusinessReject.class, () -> map(text));
        Message answer = outbound.businessReject(FixText.parse(FixVersion.FIX44, text), refusal, session);
        FixText.validate(FixText.of(answer), FixVersion.FIX44, Dictionaries.fix44(), Dictionaries.fix44());
        return answer;
    }

    /** Text(58) last, the others by tag. */
    private static String sorted(Message message) {
        String text = FixText.of(message);
        String said = text.replaceAll(".*\\|(58=[^|]*).*", "$1");
        return text.replace("|" + said, "") + "|" + said;
    }

    private String command() {
        return new InquireMarketDecoder()
                .wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder())
                .toString()
                .replace('|', ' ');
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), text);
    }
}
