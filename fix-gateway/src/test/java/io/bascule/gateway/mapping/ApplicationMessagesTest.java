package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.engine.wire.sbe.CancelRejectedDecoder;
import io.bascule.engine.wire.sbe.CancelRejectedEncoder;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import io.bascule.engine.wire.sbe.ExecutionReportedEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.mapping.ApplicationMessages.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import quickfix.DataDictionary;
import quickfix.Message;

/** BX and BY as written, and that a replayed message is its original but for what the contract lists. */
class ApplicationMessagesTest {
    private static final ApplicationMessageRequest REQUEST =
            new ApplicationMessageRequest("PB1-7", "r1", 0, 1, "PB1", 5, 0);
    private static final SessionProfile PB1 = TestVenue.primeBroker(FixVersion.FIX44, Dialect.EXTENDED);

    @Test
    void shouldReadARequest() throws Exception {
        assertEquals(REQUEST, read("35=BW|1346=r1|1347=0|1351=1|1355=PB1|1182=5|1183=0"));
        assertEquals(new ApplicationMessageRequest("PB1-7", "r1", 2, 0, "", 0, 0), read("35=BW|1346=r1|1347=2"));
        assertEquals(
                new ApplicationMessageRequest("PB1-7", "r1", 0, 2, "A", 0, 9),
                read("35=BW|1346=r1|1347=0|1351=2|1355=A|1183=9|1355=B|1182=1"));
    }

    private static ApplicationMessageRequest read(String text) throws Exception {
        ApplicationMessageRequest from44 = ApplicationMessageRequest.of(FixText.parse(FixVersion.FIX44, text), PB1);
        assertEquals(from44, ApplicationMessageRequest.of(FixText.parse(FixVersion.FIX50SP2, text), PB1));
        return from44;
    }

    @Test
    void shouldWriteAcknowledgements() throws Exception {
        assertMessage(
                "35=BX|1346=r1|1347=0|1348=0|1349=4|1353=PB1-7|1351=1|1355=PB1|1182=5|1183=8|1357=9",
                ApplicationMessages.replayBegins(REQUEST, 8, 9));
        assertMessage(
                "35=BX|1346=r1|1347=3|1348=0|1353=PB1-7|1351=1|1355=PB1|1182=2|1357=9",
                ApplicationMessages.sequence(new ApplicationMessageRequest("PB1-7", "r1", 3, 0, "", 0, 0), PB1, 2, 9));
        assertMessage(
                "35=BX|58=gone|1346=r1|1347=0|1348=2|1353=PB1-7|1351=1|1355=PB1|1182=5|1183=0|1357=9|1354=1",
                ApplicationMessages.refused(REQUEST, Refusal.notAvailable("gone"), 9));
        assertMessage(
                "35=BX|58=who|1346=r1|1347=0|1348=1|1353=PB1-7|1351=1|1355=PB1|1182=5|1183=0|1354=0",
                ApplicationMessages.refused(REQUEST, Refusal.unknownApplication("who"), 9));
        assertMessage(
                "35=BX|58=no|1346=r1|1347=1|1348=2|1353=PB1-7",
                ApplicationMessages.refused(
                        new ApplicationMessageRequest("PB1-7", "r1", 1, 0, "", 0, 0), Refusal.ofRequest("no"), 9));
    }

    @Test
    void shouldWriteReports() throws Exception {
        assertMessage(
                "35=BY|1346=r1|1356=PB1-7|1426=3|1351=1|1355=PB1|1357=9",
                ApplicationMessages.replayEnds(REQUEST, 9, 0));
        assertMessage(
                "35=BY|58=2 messages are no longer held|1346=r1|1356=PB1-7|1426=3|1351=1|1355=PB1|1357=9",
                ApplicationMessages.replayEnds(REQUEST, 9, 2));
        assertMessage(
                "35=BY|1356=PB1-E44|1426=0|1351=1|1355=PB1|1399=1", ApplicationMessages.sequenceReset(PB1, 44, 1));
    }

    private static void assertMessage(String expected, Message actual) throws Exception {
        String text = FixText.of(actual);
        assertEquals(expected, text);
        FixText.validate(text, FixVersion.FIX44, Dictionaries.fix44(), Dictionaries.fix44());
        FixText.validate(
                text, FixVersion.FIX50SP2, new DataDictionary("FIXT11.xml"), new DataDictionary("FIX50SP2.xml"));
    }

    /** Every kind of report, in both versions and dialects, original and copy, sent again. */
    @TestFactory
    Stream<DynamicTest> shouldSendAgainWhatWasSent() {
        Map<String, String> originals = new LinkedHashMap<>();
        TestEvents.reports()
                .forEach((kind, event) -> addOriginals(
                        originals,
                        kind,
                        event,
                        ExecutionReportedDecoder.TEMPLATE_ID,
                        ExecutionReportedEncoder.BLOCK_LENGTH));
        TestEvents.cancelRejects()
                .forEach((kind, event) -> addOriginals(
                        originals, kind, event, CancelRejectedDecoder.TEMPLATE_ID, CancelRejectedEncoder.BLOCK_LENGTH));
        return originals.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    FixVersion version = entry.getKey().contains("FIX44") ? FixVersion.FIX44 : FixVersion.FIX50SP2;
                    boolean isCopy = entry.getKey().endsWith("copy");
                    Dialect dialect = entry.getKey().contains("STOCK") ? Dialect.STOCK : Dialect.EXTENDED;
                    SessionProfile session =
                            isCopy ? TestVenue.primeBroker(version, dialect) : TestVenue.desk(version, dialect, true);
                    assertSentAgain(entry.getValue(), session, version, dialect);
                }));
    }

    private static void addOriginals(
            Map<String, String> originals, String kind, ExpandableArrayBuffer event, int templateId, int blockLength) {
        EventMapping mapping = new OutboundMapper(TestVenue.directory(), TestVenue.config()).mappingOf(templateId);
        mapping.wrap(event, 0, blockLength, MessageHeaderDecoder.SCHEMA_VERSION);
        if (mapping.eventNumber() == 0) {
            return;
        }
        for (FixVersion version : FixVersion.values()) {
            for (Dialect dialect : Dialect.values()) {
                String name = kind + ", " + version + " " + dialect;
                originals.put(name, FixText.of(mapping, TestVenue.desk(version, dialect, true), EventMapping.ORIGINAL));
                originals.put(name + ", copy", FixText.of(mapping, TestVenue.primeBroker(version, dialect), 55));
            }
        }
    }

    private static void assertSentAgain(String original, SessionProfile session, FixVersion version, Dialect dialect)
            throws Exception {
        boolean isStock50 = version == FixVersion.FIX50SP2 && dialect == Dialect.STOCK;
        boolean saysItsPlace = !isStock50 || original.startsWith("35=8|");
        MessageBody again = new MessageBody();
        new OutboundMapper(TestVenue.directory(), TestVenue.config())
                .resend(asSent(original, version), session, 77, again);
        assertTrue(again.isPossResend());
        String text = FixText.of(again);

        Map<Integer, List<String>> before = fields(original);
        Map<Integer, List<String>> after = fields(text);
        assertEquals(saysItsPlace ? List.of("Y") : null, after.remove(1352));
        if (saysItsPlace && !before.containsKey(1181)) {
            assertEquals(List.of(session.counterparty()), after.remove(1180));
            assertEquals(List.of("77"), after.remove(1181));
        }
        assertEquals(before, after);
        FixText.validate(text, version, sessionDictionary(version, isStock50), dictionary(version, isStock50));
    }

    private static DataDictionary sessionDictionary(FixVersion version, boolean isStock50) throws Exception {
        if (isStock50) {
            return new DataDictionary("FIXT11.xml");
        }
        return version == FixVersion.FIX44 ? Dictionaries.fix44() : Dictionaries.fixt11();
    }

    private static DataDictionary dictionary(FixVersion version, boolean isStock50) throws Exception {
        if (isStock50) {
            return new DataDictionary("FIX50SP2.xml");
        }
        return version == FixVersion.FIX44 ? Dictionaries.fix44() : Dictionaries.fix50sp2();
    }

    /** With what a session adds. */
    private static byte[] asSent(String message, FixVersion version) {
        String header = version == FixVersion.FIX44 ? "8=FIX.4.4|9=1|" : "8=FIXT.1.1|9=1|";
        String sent = header
                + message.replaceFirst("\\|", "|34=41|49=BASCULE|52=20261120-12:00:00.000|56=DESK1|97=Y|")
                + "|10=000|";
        return sent.replace('|', '\001').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<Integer, List<String>> fields(String message) {
        Map<Integer, List<String>> fields = new TreeMap<>();
        for (String field : message.split("\\|", 0)) {
            int equals = field.indexOf('=');
            fields.computeIfAbsent(Integer.valueOf(field.substring(0, equals)), tag -> new ArrayList<>())
                    .add(field.substring(equals + 1));
        }
        return fields;
    }
}
