package io.bascule.dictionaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.DataDictionary;

final class StockDictionaryTest {
    @ParameterizedTest
    @CsvSource({
        "8, 797, true",
        "8, 527, true",
        "8, 49, true",
        "8, 10, true",
        "8, 880, false",
        "8, 1138, false",
        "8, 1180, false",
        "8, 20014, false",
        "9, 453, false",
        "A, 553, true",
        "A, 20019, false",
        "U2, 1, false"
    })
    void shouldKnowTheTagsOfFix44(String msgType, int tag, boolean known) {
        assertEquals(known, StockDictionary.fix44().knowsTag(msgType, tag));
    }

    @ParameterizedTest
    @CsvSource({
        "8, 880, true",
        "8, 1138, true",
        "8, 1180, true",
        "8, 2362, false",
        "8, 20014, false",
        "A, 1137, true",
        "A, 553, true",
        "A, 20019, false",
        "8, 1128, true"
    })
    void shouldKnowTheTagsOfFix50Sp2(String msgType, int tag, boolean known) {
        assertEquals(known, StockDictionary.fix50sp2().knowsTag(msgType, tag));
    }

    @Test
    void shouldKnowTheTagsOfGroups() {
        assertTrue(StockDictionary.fix44().knowsGroupTag("8", 453, 448));
        assertTrue(StockDictionary.fix44().knowsGroupTag("y", 146, 562));
        assertFalse(StockDictionary.fix44().knowsGroupTag("y", 146, 969));
        assertFalse(StockDictionary.fix44().knowsGroupTag("8", 1643, 1645));
        assertTrue(StockDictionary.fix50sp2().knowsGroupTag("y", 146, 969));
    }

    @ParameterizedTest
    @CsvSource({
        "103, 15, true",
        "103, 16, false",
        "103, 25, false",
        "380, 7, true",
        "380, 8, false",
        "378, 10, true",
        "378, 11, false",
        "378, 12, false",
        "452, 7, true",
        "452, 55, false",
        "58, anything, true"
    })
    void shouldKnowTheValuesOfFix44(int tag, String value, boolean known) {
        assertEquals(known, StockDictionary.fix44().knowsValue(tag, value));
    }

    @ParameterizedTest
    @CsvSource({"103, 16, true", "103, 25, false", "380, 8, false", "378, 12, false", "452, 55, true"})
    void shouldKnowTheValuesOfFix50Sp2(int tag, String value, boolean known) {
        assertEquals(known, StockDictionary.fix50sp2().knowsValue(tag, value));
    }

    @Test
    void shouldKnowItsOwnMessagesOnly() {
        assertTrue(StockDictionary.fix44().knowsMsgType("8"));
        assertFalse(StockDictionary.fix44().knowsMsgType("BW"));
        assertTrue(StockDictionary.fix50sp2().knowsMsgType("BW"));
        assertFalse(StockDictionary.fix50sp2().knowsMsgType("DJ"));
    }

    @ParameterizedTest
    @CsvSource({"FIX44", "FIXT11", "FIX50SP2"})
    void shouldLeaveTheBaseAsItIs(String name) {
        DataDictionary stock = Dictionaries.load(name + ".xml");
        DataDictionary ours = Dictionaries.load("io/bascule/dictionaries/" + name + ".xml");
        List<String> msgTypes = DictionaryXml.msgTypes("/" + name + ".xml");

        assertTrue(msgTypes.size() > 5);
        for (int tag : stock.getOrderedFields()) {
            assertEquals(stock.getFieldName(tag), ours.getFieldName(tag));
            assertEquals(stock.getFieldType(tag), ours.getFieldType(tag));
            for (String msgType : msgTypes) {
                String where = msgType + " " + tag;
                assertTrue(!stock.isMsgField(msgType, tag) || ours.isMsgField(msgType, tag), where);
                assertEquals(stock.isRequiredField(msgType, tag), ours.isRequiredField(msgType, tag), where);
                assertEquals(stock.isGroup(msgType, tag), ours.isGroup(msgType, tag) && stock.isGroup(msgType, tag));
            }
        }
        DictionaryXml.values("/" + name + ".xml")
                .forEach((tag, values) -> values.forEach(value -> assertTrue(ours.isFieldValue(tag, value))));
    }

    @Test
    void shouldStillValidateStockMessages() throws Exception {
        List<String> stock = List.of(
                "35=D|11=a|55=MSFT|54=1|38=100|40=2|44=25.5|60=20261120-12:00:00|21=1",
                "35=8|37=1|17=2|150=0|39=0|55=MSFT|54=1|38=100|151=100|14=0|6=0",
                "35=V|262=r|263=1|264=0|267=1|269=0|146=1|55=MSFT",
                "35=AE|571=1|570=N|487=0|55=MSFT|32=1|31=2|75=20261120|60=20261120-12:00:00|552=1|54=1|37=1"
                        + "|453=1|448=A|447=D"
                        + "|452=1");
        for (String text : stock) {
            FixText.fix44(text, Dictionaries.load("FIX44.xml"));
            FixText.fix44(text, Dictionaries.fix44());
        }
    }
}
