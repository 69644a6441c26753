package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BatchConcludedDecoder;
import io.bascule.engine.wire.sbe.BatchConcludedEncoder;
import io.bascule.engine.wire.sbe.BatchMode;
import io.bascule.engine.wire.sbe.BatchOutcome;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.PlaceBatchDecoder;
import io.bascule.engine.wire.sbe.PlaceCombinationDecoder;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ReportContext;
import io.bascule.gateway.encoding.MessageBody;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.FieldMap;
import quickfix.Message;

/** DJ and AB to commands; DK, and what a report says of the batch or combination that it belongs to. */
class BatchMappingTest {
    private static final String BATCH = "35=DJ|2423=r|1=DESK1-A|60=20261120-12:00:00.000|20030=1|2428=1";
    private static final String ADD = "|2429=1|2430=7|11=a|40=2|44=60000|54=1|38=1|55=BTC-PERP";
    private static final String COMBINATION =
            "35=AB|11=a|1=DESK1-A|54=1|55=X|555=2|600=BTC-PERP|623=2|624=1|654=L1|600=ETH-PERP|624=2"
                    + "|60=20261120-12:00:00.000|38=0.5|40=2|44=-10|59=4";

    private final CommandBuffer commands = new CommandBuffer();
    private final InboundMapper mapper = new InboundMapper(TestVenue.directory(), commands);
    private final SessionProfile desk = TestVenue.desk(FixVersion.FIX44, Dialect.EXTENDED, false);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldMapAMassOrder() throws Exception {
        String text = BATCH.replace("2428=1", "2428=3")
                + ADD
                + "|2429=2|11=b|41=o|40=2|44=1|54=2|38=2|55=ETH-PERP|2429=3|11=c|37=12";
        String command = map("DJ", text);
        assertTrue(command.contains("fault=NONE batchMode=ALL_OR_NONE accountId=1"), command);
        assertTrue(
                command.contains("action=ADD fault=NONE side=BUY ordType=LIMIT timeInForce=DAY instrumentId=1 orderId=0"
                        + " priceE8=6000000000000 orderQtyE8=100000000 conditions=[] clOrdId='a'"
                        + " origClOrdId='' symbol='' entryId='7'"),
                command);
        assertTrue(
                command.contains(
                        "action=MODIFY fault=NONE side=SELL ordType=LIMIT timeInForce=NULL_VAL instrumentId=2"),
                command);
        assertTrue(
                command.contains("action=DELETE fault=NONE side=NULL_VAL ordType=NULL_VAL timeInForce=NULL_VAL"
                        + " instrumentId=0 orderId=12"),
                command);
        assertTrue(command.endsWith("requestId='r' accountName=''"), command);
    }

    @ParameterizedTest
    @CsvSource({
        "2432=2, COUNT_MISMATCH",
        "2432=1, NONE",
        "893=N, UNSUPPORTED_VALUE",
        "893=Y, NONE",
        "2427=1, NONE",
        "2427=2, NONE",
        "2427=3, RESPONSE_LEVEL",
        "2427=0, RESPONSE_LEVEL",
        "1=, UNKNOWN_ACCOUNT",
    })
    void shouldSayWhatIsWrongWithABatch(String field, RejectReason expected) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, BATCH + ADD);
        set(message, field);
        assertTrue(mapped("DJ", message).contains("fault=" + expected + " batchMode"));
    }

    @ParameterizedTest
    @CsvSource({
        "2429=4, action=NULL_VAL fault=NONE",
        "54=5, fault=UNSUPPORTED_VALUE side=NULL_VAL",
        "44=1.123456789, fault=PRICE_PRECISION",
        "55=DOGE, symbol='DOGE'",
    })
    void shouldSayWhatIsWrongWithAnEntry(String field, String expected) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, BATCH + ADD);
        set(message.getGroups(2428).get(0), field);
        String command = mapped("DJ", message);
        assertTrue(command.contains(expected), command);
    }

    @Test
    void shouldCarryTheConditionsOfAnEntry() throws Exception {
        String command = map("DJ", BATCH + ADD + "|18=6|1138=0.5|2362=S|2964=1");
        assertTrue(command.contains("conditions=[(terms=(stopPxE8="), command);
        assertTrue(command.contains("displayQtyE8=50000000"), command);
        assertTrue(map("DJ", BATCH.replace("|20030", "|20020=5|20030") + ADD)
                .contains("fault=UNSUPPORTED_VALUE batchMode"));
        assertTrue(map("AB", COMBINATION + "|20020=5").contains("fault=UNSUPPORTED_VALUE side="));
    }

    @Test
    void shouldBoundTheCommand() throws Exception {
        String command = map("DJ", BATCH.replace("2428=1", "2428=25") + ADD.repeat(25));
        assertEquals(21, command.split("action=", -1).length - 1);
    }

    @Test
    void shouldMapACombination() throws Exception {
        String command = map("AB", COMBINATION);
        assertTrue(
                command.contains("fault=NONE side=BUY ordType=LIMIT timeInForce=FOK accountId=1 priceE8=-1000000000"
                        + " orderQtyE8=50000000"),
                command);
        assertTrue(
                command.contains("fault=NONE side=BUY instrumentId=1 priceE8=-9223372036854775808 ratioE8=200000000"
                        + " symbol='' legRefId='L1'"),
                command);
        assertTrue(command.contains("side=SELL instrumentId=2"), command);
        assertTrue(command.contains("ratioE8=100000000 symbol='' legRefId=''"), command);
        assertTrue(command.endsWith("clOrdId='a' symbol='X' accountName=''"), command);
    }

    @ParameterizedTest
    @CsvSource({"54=B, UNSUPPORTED_VALUE", "563=0, UNSUPPORTED_VALUE", "563=2, NONE", "110=1, UNSUPPORTED_VALUE"})
    void shouldSayWhatIsWrongWithACombination(String field, RejectReason expected) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, COMBINATION);
        set(message, field);
        assertTrue(mapped("AB", message).contains("fault=" + expected + " side="));
    }

    @ParameterizedTest
    @CsvSource({"687=1, UNSUPPORTED_VALUE", "623=0.000000001, QUANTITY_PRECISION", "624=5, UNSUPPORTED_VALUE"})
    void shouldSayWhatIsWrongWithALeg(String field, RejectReason expected) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, COMBINATION);
        set(message.getGroups(555).get(0), field);
        String command = mapped("AB", message);
        assertTrue(command.contains("fault=" + expected), command);
    }

    @Test
    void shouldRenderTheOutcomeOfABatch() throws Exception {
        String accepted = concluded(BatchOutcome.ACCEPTED_IN_PART, RejectReason.NONE, TestVenue.DESK1_A);
        assertEquals("35=DK|1=DESK1-A|60=20261120-12:00:00.123|2423=r|2425=2|2426=0|20030=1|2432=3", accepted);
        FixText.validate(accepted, FixVersion.FIX44, Dictionaries.fix44(), Dictionaries.fix44());
        FixText.validate(accepted, FixVersion.FIX50SP2, Dictionaries.fixt11(), Dictionaries.fix50sp2());
        assertEquals(
                "35=DK|1=WHO|60=20261120-12:00:00.123|2423=r|2425=3|2426=99|20030=1|2432=3"
                        + "|58=Account(1)=WHO is not one that this session acts for",
                concluded(BatchOutcome.REJECTED, RejectReason.UNKNOWN_ACCOUNT, 0));
        assertTrue(
                concluded(BatchOutcome.REJECTED, RejectReason.RESPONSE_LEVEL, 1).contains("2425=3|2426=1"));
    }

    /** Ours: 2423 with 2430, or 117 with 299. On a STOCK session only what QuickFIX/J's own dictionary has. */
    @ParameterizedTest
    @CsvSource({
        "MASS_ORDER, EXTENDED, 2423=r|2430=e",
        "MASS_ORDER, STOCK, ''",
        "COMBINATION, EXTENDED, 442=3",
        "COMBINATION, STOCK, 442=3",
        "COMBINATION_LEG, EXTENDED, 442=2|555=1|600=BTC-PERP|654=e",
        "COMBINATION_LEG, STOCK, 442=2|555=1|600=BTC-PERP|654=e",
        "QUOTE, EXTENDED, 117=r|299=e",
        "QUOTE, STOCK, ''",
    })
    void shouldSayWhatAReportBelongsTo(ReportContext kind, Dialect dialect, String expected) {
        for (FixVersion version : FixVersion.values()) {
            ReportContextFields fields = new ReportContextFields();
            fields.set(kind, "r", "e");
            MessageBody body = new MessageBody().begin("8");
            fields.put(body, Vocabulary.of(version, dialect), "BTC-PERP");
            assertEquals("35=8|" + expected, body.length() == 0 ? "35=8|" : FixText.of(body), version.toString());
        }
    }

    private String concluded(BatchOutcome outcome, RejectReason reason, int accountId) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        new BatchConcludedEncoder()
                .wrap(buffer, 0)
                .sessionId(TestVenue.DESK1)
                .timestampNs(1_795_176_000_123_456_789L)
                .accountId(accountId)
                .outcome(outcome)
                .rejectReason(reason)
                .batchMode(BatchMode.ALL_OR_NONE)
                .entryCount(3)
                .requestId("r")
                .accountName(accountId == 0 ? "WHO" : "");
        EventMapping mapping = new OutboundMapper(TestVenue.directory(), TestVenue.config())
                .mappingOf(BatchConcludedDecoder.TEMPLATE_ID);
        mapping.wrap(buffer, 0, BatchConcludedEncoder.BLOCK_LENGTH, BatchConcludedDecoder.SCHEMA_VERSION);
        assertEquals(TestVenue.DESK1, mapping.sessionId());
        assertEquals(0, mapping.eventNumber());
        return FixText.of(mapping, desk, EventMapping.ORIGINAL);
    }

    private static void set(FieldMap fields, String field) {
        String[] parts = field.split("=", 2);
        if (parts[1].isEmpty()) {
            fields.removeField(Integer.parseInt(parts[0]));
        } else {
            fields.setString(Integer.parseInt(parts[0]), parts[1]);
        }
    }

    private String map(String msgType, String text) throws Exception {
        return mapped(msgType, FixText.parse(FixVersion.FIX44, text));
    }

    private String mapped(String msgType, Message message) throws Exception {
        mapper.map(msgType, message, desk);
        header.wrap(commands.buffer(), 0);
        String command = msgType.equals("DJ")
                ? new PlaceBatchDecoder()
                        .wrap(commands.buffer(), 8, header.blockLength(), header.version())
                        .toString()
                : new PlaceCombinationDecoder()
                        .wrap(commands.buffer(), 8, header.blockLength(), header.version())
                        .toString();
        return command.replaceFirst("\\[(\\w+)\\]\\([^)]*\\):", "$1 ").replace('|', ' ');
    }
}
