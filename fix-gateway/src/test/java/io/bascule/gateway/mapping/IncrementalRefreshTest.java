package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.MarketReportedDecoder;
import io.bascule.engine.wire.sbe.MarketReportedEncoder;
import io.bascule.engine.wire.sbe.MarketState;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.Side;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import quickfix.DataDictionary;
import quickfix.Message;

/** Subscriptions to changes only: a W, then X of what was not told before, held to the dictionaries. */
class IncrementalRefreshTest {
    /** 2026-11-20 12:30 UTC. */
    private static final long HALF_PAST_NS = 1_795_177_800_000_000_000L;

    private static final long E8 = 100_000_000L;
    private static final int ALL = 63;
    private static final String REQUEST =
            "35=V|262=v|263=1|264=5|265=1|267=6|269=0|269=1|269=2|269=3|269=6|269=C" + "|146=1|55=BTC-PERP";

    private final InboundMapper inbound = new InboundMapper(TestVenue.directory(), new CommandBuffer());
    private final OutboundMapper outbound = new OutboundMapper(TestVenue.directory(), TestVenue.config());
    private final SessionProfile extended44 = TestVenue.desk(FixVersion.FIX44, Dialect.EXTENDED, false);
    private final SessionProfile stock44 = TestVenue.desk(FixVersion.FIX44, Dialect.STOCK, false);
    private final SessionProfile extended50 = TestVenue.desk(FixVersion.FIX50SP2, Dialect.EXTENDED, false);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    @BeforeEach
    void subscribe() throws Exception {
        for (SessionProfile session : new SessionProfile[] {extended44, stock44, extended50}) {
            Message request = FixText.parse(FixVersion.FIX44, REQUEST);
            inbound.map("V", request, session);
            report(InquiryMode.SUBSCRIBE, 60_010, new long[][] {{59_990, 3, 2}, {59_980, 4, 1}}, 8);
            assertTrue(said(session).startsWith("35=W|262=v|55=BTC-PERP|268=7|"), "the first is whole");
        }
    }

    @Test
    void shouldTellWhatIsNewWhatHasChangedAndWhatIsGone() throws Exception {
        report(InquiryMode.REPEAT, 60_011, new long[][] {{59_990, 2, 1}, {59_985, 1, 1}}, 9);
        String head = "35=X|262=v|268=5|279=1|269=6|55=BTC-PERP|270=60011|286=5";
        String levels = "|279=2|269=0|55=BTC-PERP|270=59980|279=0|269=0|55=BTC-PERP|270=59985|271=1|346=1"
                + "|279=1|269=0|55=BTC-PERP|270=59990|271=2|346=1";
        String trade = "|279=0|269=2|55=BTC-PERP|270=60005|271=0.1";
        assertEquals(head + levels + trade, said(stock44));
        String funding = "|20021=0.0001|20022=-0.00005|20044=20261120-13:00:00.000";
        assertEquals(numbered(head + levels + trade, 0) + funding, said(extended44));
        assertEquals(numbered(head + levels + trade, 0) + funding + "000", said(extended50));

        report(InquiryMode.REPEAT, 60_011, new long[][] {}, 9);
        String gone = "35=X|262=v|268=2|279=2|269=0|55=BTC-PERP|270=59985|279=2|269=0|55=BTC-PERP|270=59990";
        assertEquals(gone, said(stock44));
        assertEquals(numbered(gone, 5) + funding, said(extended44));
    }

    @Test
    void shouldSayNothingWithoutAChange() throws Exception {
        report(InquiryMode.REPEAT, 60_010, new long[][] {{59_990, 3, 2}, {59_980, 4, 1}}, 8);
        assertFalse(wrap().isWanted(extended44));
        report(InquiryMode.REPEAT, 60_010, new long[][] {{59_990, 3, 2}, {59_980, 4, 1}}, 8)
                .predictedFundingE9(7);
        assertFalse(wrap().isWanted(extended44), "funding by itself waits for the next change");
        report(InquiryMode.REPEAT, 60_010, new long[][] {{59_990, 3, 2}, {59_980, 4, 1}}, 8)
                .openInterestE8(13 * E8);
        assertTrue(wrap().isWanted(extended44));
        assertEquals("35=X|262=v|268=1|279=1|269=C|55=BTC-PERP|271=13", said(stock44));
    }

    /** RptSeq(83) stands last in each entry. */
    private static String numbered(String text, int before) {
        StringBuilder numbered = new StringBuilder();
        int rptSeq = before;
        String[] entries = text.split("\\|279=", -1);
        for (int i = 0; i < entries.length; i++) {
            numbered.append(i == 0 ? "" : "|279=").append(entries[i]).append(i == 0 ? "" : "|83=" + ++rptSeq);
        }
        return numbered.toString();
    }

    /** Bids are price, quantity and orders. */
    private MarketReportedEncoder report(InquiryMode mode, long mark, long[][] levels, long tradeId) {
        MarketReportedEncoder event = new MarketReportedEncoder();
        event.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .sessionId(TestVenue.DESK1)
                .msgSeqNum(7)
                .timestampNs(HALF_PAST_NS)
                .mode(mode)
                .instrumentId(TestVenue.BTC_PERP)
                .state(MarketState.OPEN)
                .indexE8(60_000 * E8)
                .markE8(mark * E8)
                .openInterestE8(12 * E8)
                .fundingE9(100_000)
                .predictedFundingE9(-50_000)
                .lastTradeId(tradeId)
                .view((short) ALL)
                .nextFundingNs(HALF_PAST_NS + 1_800_000_000_000L)
                .indexState(MarketReportedEncoder.indexStateNullValue())
                .confidenceE6(0)
                .fundingIntervalNs(RequestReader.ABSENT)
                .premiumE9(RequestReader.ABSENT)
                .annualisedBasisE9(RequestReader.ABSENT)
                .expiryNs(0);
        MarketReportedEncoder.BidsEncoder bids = event.bidsCount(levels.length);
        for (long[] level : levels) {
            bids.next().priceE8(level[0] * E8).qtyE8(level[1] * E8).orderCount((int) level[2]);
        }
        event.offersCount(1).next().priceE8(60_020 * E8).qtyE8(E8).orderCount(1);
        event.tradesCount(1)
                .next()
                .tradeId(tradeId)
                .priceE8(60_005 * E8)
                .qtyE8(E8 / 10)
                .takerSide(Side.BUY);
        event.partsCount(0);
        event.paymentsCount(0);
        event.requestId("v");
        return event;
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
        EventMapping mapping = wrap();
        assertTrue(mapping.isWanted(recipient));
        String text = FixText.of(mapping, recipient, EventMapping.ORIGINAL);
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
}
