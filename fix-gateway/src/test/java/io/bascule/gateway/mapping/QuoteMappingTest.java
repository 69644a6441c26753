package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.CancelQuotesDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.PlaceQuotesDecoder;
import io.bascule.engine.wire.sbe.QuoteAnswer;
import io.bascule.engine.wire.sbe.QuoteCancelType;
import io.bascule.engine.wire.sbe.QuotesAnsweredDecoder;
import io.bascule.engine.wire.sbe.QuotesAnsweredEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.DataDictionary;
import quickfix.Message;

/** i and Z to commands; b and AI, which QuickFIX/J's own dictionaries understand whole. */
class QuoteMappingTest {
    private static final String QUOTES =
            "35=i|117=q|131=w|1=DESK1-A|301=2|293=3|294=4|296=1|302=S|304=2|295=2|299=A|55=BTC-PERP|132=59999.5"
                    + "|133=60000|134=1|135=2|299=B|55=DOGE|132=1|133=2";
    private final CommandBuffer commands = new CommandBuffer();
    private final InboundMapper mapper = new InboundMapper(TestVenue.directory(), commands);
    private final SessionProfile desk = TestVenue.desk(FixVersion.FIX44, Dialect.EXTENDED, false);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldMapAMassQuote() throws Exception {
        String command = map("i", QUOTES);
        assertTrue(command.contains("fault=NONE responseLevel=2 accountId=1"), command);
        assertTrue(
                command.contains(
                        "fault=NONE instrumentId=1 bidE8=5999950000000 bidQtyE8=100000000 offerE8=6000000000000"
                                + " offerQtyE8=200000000 symbol='' setId='S' entryId='A'"),
                command);
        assertTrue(
                command.contains("fault=NONE instrumentId=0 bidE8=100000000 bidQtyE8=300000000 offerE8=200000000"
                        + " offerQtyE8=400000000 symbol='DOGE' setId='S' entryId='B'"),
                command);
        assertTrue(command.endsWith("quoteId='q' quoteReqId='w' accountName=''"), command);
    }

    @ParameterizedTest
    @CsvSource({
        "537=0, UNSUPPORTED_VALUE",
        "537=1, NONE",
        "1=, UNKNOWN_ACCOUNT",
        "301=0, NONE",
    })
    void shouldSayWhatIsWrongWithTheMessage(String field, RejectReason expected) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, QUOTES);
        String[] parts = field.split("=", 2);
        if (parts[1].isEmpty()) {
            message.removeField(Integer.parseInt(parts[0]));
        } else {
            message.setString(Integer.parseInt(parts[0]), parts[1]);
        }
        String command = mapped("i", message);
        assertTrue(command.contains("fault=" + expected + " responseLevel"), command);
    }

    @ParameterizedTest
    @CsvSource({"304=3, COUNT_MISMATCH", "893=N, UNSUPPORTED_VALUE", "893=Y, NONE"})
    void shouldSayWhatIsWrongWithASet(String field, RejectReason expected) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, QUOTES);
        String[] parts = field.split("=", 2);
        message.getGroups(296).get(0).setString(Integer.parseInt(parts[0]), parts[1]);
        String command = mapped("i", message);
        assertTrue(command.contains("fault=" + expected + " responseLevel"), command);
    }

    @ParameterizedTest
    @CsvSource({"62=20261120-12:00:00, UNSUPPORTED_VALUE", "132=1.123456789, PRICE_PRECISION"})
    void shouldSayWhatIsWrongWithAnEntry(String field, RejectReason expected) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, QUOTES);
        String[] parts = field.split("=", 2);
        message.getGroups(296).get(0).getGroups(295).get(0).setString(Integer.parseInt(parts[0]), parts[1]);
        String command = mapped("i", message);
        assertTrue(command.contains("fault=" + expected + " instrumentId=1"), command);
    }

    @Test
    void shouldMapAQuoteCancel() throws Exception {
        assertTrue(map("Z", "35=Z|117=z|298=1|295=2|55=BTC-PERP|55=DOGE")
                .contains("fault=NONE cancelType=FOR_SYMBOLS accountId=0"));
        assertTrue(map("Z", "35=Z|117=z|298=4|1=DESK1-B").contains("cancelType=ALL accountId=2"));
        assertTrue(map("Z", "35=Z|117=z|298=2").contains("fault=UNSUPPORTED_VALUE cancelType=ALL"));
        assertTrue(map("Z", "35=Z|117=z|298=4|1=MM1-A").endsWith("quoteId='z' quoteReqId='' accountName='MM1-A'"));
    }

    @Test
    void shouldAcknowledgeWhatIsInForceAndWhatIsNot() throws Exception {
        for (FixVersion version : FixVersion.values()) {
            for (Dialect dialect : Dialect.values()) {
                SessionProfile recipient = TestVenue.desk(version, dialect, false);
                String text = answer(QuoteAnswer.MASS_QUOTE, RejectReason.NONE, 2, recipient);
                String other = version == FixVersion.FIX44 ? "9" : "99";
                assertEquals(
                        "35=b|1=DESK1-A|58=B: Symbol(55)=DOGE is not listed|117=q|131=w|297=0|301=2|296=1|302=S|304=3"
                                + "|295=3|299=A|55=BTC-PERP|299=B|55=DOGE|368=1|299=C|55=ETH-PERP|368=" + other,
                        text);
                boolean is44 = version == FixVersion.FIX44;
                DataDictionary own = new DataDictionary(is44 ? "FIX44.xml" : "FIX50SP2.xml");
                FixText.validate(text, version, is44 ? own : new DataDictionary("FIXT11.xml"), own);
            }
        }
    }

    @Test
    void shouldListWhatIsRefusedOnlyUnlessAskedForAll() {
        assertTrue(answer(QuoteAnswer.MASS_QUOTE, RejectReason.NONE, 1, desk)
                .endsWith("|296=1|302=S|304=3|295=2|299=B|55=DOGE|368=1|299=C|55=ETH-PERP|368=9"));
        assertEquals(
                "35=b|1=DESK1-A|58=the total given is not the number of entries|117=q|131=w|297=5|300=99|301=1",
                answer(QuoteAnswer.MASS_QUOTE, RejectReason.COUNT_MISMATCH, 1, desk));
    }

    @Test
    void shouldSayWhatAQuoteCancelDid() throws Exception {
        String text = answer(QuoteAnswer.QUOTE_CANCEL, RejectReason.NONE, 0, desk);
        assertEquals("35=AI|1=DESK1-A|55=[N/A]|58=2 quotes cancelled|60=20261120-12:00:00.123|117=q|131=w|297=1", text);
        DataDictionary own = new DataDictionary("FIX44.xml");
        FixText.validate(text, FixVersion.FIX44, own, own);
        assertTrue(answer(QuoteAnswer.QUOTE_CANCEL, RejectReason.UNKNOWN_QUOTE, 0, desk)
                .contains("|58=there is no such quote|"));
        assertTrue(answer(QuoteAnswer.QUOTE_CANCEL, RejectReason.NO_ENTRIES, 0, desk)
                .endsWith("|297=5"));
    }

    @Test
    void shouldMapEveryReasonToAValueOfFix() throws Exception {
        DataDictionary own = new DataDictionary("FIX44.xml");
        Vocabulary stock = Vocabulary.of(FixVersion.FIX44, Dialect.STOCK);
        for (RejectReason reason : RejectReason.values()) {
            for (int tag : List.of(300, 368)) {
                String value = QuoteAnswerMapping.quoteRejectReason(stock, tag, reason);
                assertTrue(own.isFieldValue(tag, value), reason + " " + value);
            }
        }
    }

    private String answer(QuoteAnswer kind, RejectReason whole, int responseLevel, SessionProfile recipient) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        QuotesAnsweredEncoder event = new QuotesAnsweredEncoder().wrap(buffer, 0);
        event.sessionId(TestVenue.DESK1)
                .timestampNs(1_795_176_000_123_456_789L)
                .answer(kind)
                .accountId(TestVenue.DESK1_A)
                .rejectReason(whole)
                .responseLevel((short) responseLevel)
                .cancelType(kind == QuoteAnswer.QUOTE_CANCEL ? QuoteCancelType.FOR_SYMBOLS : QuoteCancelType.NULL_VAL)
                .cancelledQuotes(2);
        QuotesAnsweredEncoder.EntriesEncoder entries = event.entriesCount(3);
        entry(entries, TestVenue.BTC_PERP, RejectReason.NONE, "", "A");
        entry(entries, 0, RejectReason.UNKNOWN_SYMBOL, "DOGE", "B");
        entry(entries, TestVenue.ETH_PERP, RejectReason.UNSUPPORTED_VALUE, "", "C");
        event.quoteId("q").quoteReqId("w").accountName("");
        EventMapping mapping = new OutboundMapper(TestVenue.directory(), TestVenue.config())
                .mappingOf(QuotesAnsweredDecoder.TEMPLATE_ID);
        mapping.wrap(buffer, 0, QuotesAnsweredEncoder.BLOCK_LENGTH, QuotesAnsweredDecoder.SCHEMA_VERSION);
        assertEquals(TestVenue.DESK1, mapping.sessionId());
        assertEquals(0, mapping.eventNumber());
        return FixText.of(mapping, recipient, EventMapping.ORIGINAL);
    }

    private static void entry(
            QuotesAnsweredEncoder.EntriesEncoder entries, int id, RejectReason reason, String symbol, String entryId) {
        entries.next()
                .instrumentId(id)
                .rejectReason(reason)
                .shortfallMicros(0)
                .symbol(symbol)
                .setId("S")
                .entryId(entryId);
    }

    private String map(String msgType, String text) throws Exception {
        return mapped(msgType, FixText.parse(FixVersion.FIX44, text));
    }

    private String mapped(String msgType, Message message) throws Exception {
        mapper.map(msgType, message, desk);
        header.wrap(commands.buffer(), 0);
        String command = msgType.equals("i")
                ? new PlaceQuotesDecoder()
                        .wrap(commands.buffer(), 8, header.blockLength(), header.version())
                        .toString()
                : new CancelQuotesDecoder()
                        .wrap(commands.buffer(), 8, header.blockLength(), header.version())
                        .toString();
        return command.replaceFirst("\\[(\\w+)\\]\\([^)]*\\):", "$1 ").replace('|', ' ');
    }
}
