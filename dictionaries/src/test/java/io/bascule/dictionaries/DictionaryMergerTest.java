package io.bascule.dictionaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

final class DictionaryMergerTest {
    private static final String BASE = "<fix><messages><message name='Order' msgtype='D' msgcat='app'>"
            + "<field name='Account' required='Y'/><component name='Shared' required='N'/></message></messages>"
            + "<components><component name='Shared'><group name='NoThings' required='N'>"
            + "<field name='Account' required='N'/></group></component></components>"
            + "<fields><field number='1' name='Account' type='STRING'/>"
            + "<field number='9' name='NoThings' type='NUMINGROUP'/>"
            + "<field number='35' name='MsgType' type='STRING'><value enum='D' description='ORDER'/></field>"
            + "</fields></fix>";
    private static final String LATEST = "<fix><fields><field number='2' name='Depth' type='INT'>"
            + "<value enum='1' description='TOP'/></field>"
            + "<field number='1' name='Account' type='STRING'/></fields></fix>";

    private static Document merge(String messages, String fields) throws Exception {
        String extension =
                "<extension><messages>" + messages + "</messages><fields>" + fields + "</fields></extension>";
        return DictionaryMerger.merge("FIX44", xml(BASE), xml(extension), xml(LATEST));
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static int count(Document document, String tagName) {
        return document.getElementsByTagName(tagName).getLength();
    }

    @Test
    void shouldTakeStandardDefinitionsFromFixLatest() throws Exception {
        Document merged = merge("<message name='Order' msgtype='D'><field name='Depth'/></message>", "");

        assertEquals(count(xml(BASE), "field") + 2, count(merged, "field"), "one member and its definition");
        assertEquals(count(xml(BASE), "value") + 1, count(merged, "value"));
    }

    @Test
    void shouldLeaveWhatIsThereAlone() throws Exception {
        Document merged = merge(
                "<message name='Order' msgtype='D'><field name='Account'/><component name='Shared'/>"
                        + "<group name='NoThings'><field name='Account'/></group></message>",
                "");

        assertTrue(xml(BASE).getDocumentElement().isEqualNode(merged.getDocumentElement()));
    }

    @Test
    void shouldPassOverWhatIsForAnotherDictionary() throws Exception {
        Document merged = merge("<message name='Order' msgtype='D' in='FIXT11'><field name='Depth'/></message>", "");

        assertTrue(xml(BASE).getDocumentElement().isEqualNode(merged.getDocumentElement()));
    }

    @Test
    void shouldAddTheTypeOfANewMessage() throws Exception {
        Document merged =
                merge("<message name='Fresh' msgtype='U9' msgcat='app'><field name='Account'/></message>", "");

        assertEquals(2, count(merged, "message"));
        assertEquals(count(xml(BASE), "value") + 1, count(merged, "value"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "<message name='Wrong' msgtype='D'/># # D misnamed",
                "<message name='Fresh' msgtype='U9'/># # Fresh is not in the base",
                "<message name='Order' msgtype='D'><field name='Nowhere'/></message># # Nowhere is defined nowhere",
                "<message name='Order' msgtype='D'><component name='None'/></message># # Order: no component None",
                "<message name='Order' msgtype='D'><group name='NoThings'><field name='Depth'/></group></message>#"
                        + "# Order.NoThings shared, lacks Depth",
                "<message name='Order' msgtype='D'><field name='Depth'/></message>"
                        + "#<field name='Depth' number='20001' type='INT'/># Depth is a standard name",
                "<message name='Order' msgtype='D'><field name='Mine'/></message>"
                        + "#<field name='Mine' number='2' type='INT'/># 2 is the standard's Depth",
                "<message name='Order' msgtype='D'><field name='Mine'/></message>"
                        + "#<field name='Mine' number='9' type='INT'/># 9 is already NoThings",
                "#<field name='Account'><value enum='1'/></field># Account has no listed values",
                "<message name='Order' msgtype='D'><field name='Depth'/></message>"
                        + "#<field name='Depth'><value enum='7'/></field># Depth has no standard value 7"
            })
    void shouldRefuseContradictions(String messages, String fields, String complaint) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> merge(messages == null ? "" : messages, fields == null ? "" : fields));

        assertEquals("FIX44: " + complaint, refusal.getMessage());
    }
}
