package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.config.Dialect;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.engine.wire.sbe.CancelRejectedDecoder;
import io.bascule.engine.wire.sbe.CancelRejectedEncoder;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import io.bascule.engine.wire.sbe.ExecutionReportedEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import quickfix.DataDictionary;

/**
 * Every kind of 8 and 9 in both versions and dialects, as the original and as a drop copy, against {@code reports.txt};
 * and each of them against the dictionary that the counterparty has.
 */
class ReportGoldenTest {
    private static final Map<String, String> RENDERED = new LinkedHashMap<>();

    static {
        TestEvents.reports()
                .forEach((kind, event) -> render(
                        kind, event, ExecutionReportedDecoder.TEMPLATE_ID, ExecutionReportedEncoder.BLOCK_LENGTH));
        TestEvents.cancelRejects()
                .forEach((kind, event) ->
                        render(kind, event, CancelRejectedDecoder.TEMPLATE_ID, CancelRejectedEncoder.BLOCK_LENGTH));
    }

    private static void render(String kind, ExpandableArrayBuffer event, int templateId, int blockLength) {
        OutboundMapper mapper = new OutboundMapper(TestVenue.directory(), TestVenue.config());
        EventMapping mapping = mapper.mappingOf(templateId);
        mapping.wrap(event, 0, blockLength, MessageHeaderDecoder.SCHEMA_VERSION);
        for (FixVersion version : FixVersion.values()) {
            for (Dialect dialect : Dialect.values()) {
                String name = kind + ", " + version + " " + dialect;
                SessionProfile desk = TestVenue.desk(version, dialect, true);
                RENDERED.put(name, FixText.of(mapping, desk, EventMapping.ORIGINAL));
                SessionProfile primeBroker = TestVenue.primeBroker(version, dialect);
                if (mapping.eventNumber() != 0) {
                    RENDERED.put(
                            name + ", copy",
                            FixText.of(mapping, primeBroker, mapping.copies().applSeqNum(0)));
                }
            }
        }
    }

    @Test
    void shouldRenderEveryReportAsWritten() throws Exception {
        List<String> actual = new ArrayList<>();
        RENDERED.forEach((name, message) -> actual.add("# " + name + "\n" + message));
        try (InputStream in = ReportGoldenTest.class.getResourceAsStream("reports.txt")) {
            String expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(expected, String.join("\n", actual) + "\n");
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldBeValidForTheCounterpartysDictionary() throws Exception {
        DataDictionary stock44 = new DataDictionary("FIX44.xml");
        DataDictionary stockTransport = new DataDictionary("FIXT11.xml");
        DataDictionary stock50 = new DataDictionary("FIX50SP2.xml");
        return RENDERED.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    boolean is44 = entry.getKey().contains(FixVersion.FIX44.name());
                    boolean isStock = entry.getKey().contains(Dialect.STOCK.name());
                    if (is44) {
                        DataDictionary dictionary = isStock ? stock44 : Dictionaries.fix44();
                        FixText.validate(entry.getValue(), FixVersion.FIX44, dictionary, dictionary);
                    } else {
                        FixText.validate(
                                entry.getValue(),
                                FixVersion.FIX50SP2,
                                isStock ? stockTransport : Dictionaries.fixt11(),
                                isStock ? stock50 : Dictionaries.fix50sp2());
                    }
                }));
    }
}
