package io.bascule.dictionaries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.FieldException;
import quickfix.Group;
import quickfix.IncorrectTagValue;
import quickfix.Message;
import quickfix.ValidationSettings;

final class MessagesTest {
    private static final String PREVIEW_REQUEST = "35=U1|20001=P1|1=DESK1-A|20030=1|73=2"
            + "|11=a|55=BTC-PERP|54=1|38=1|40=2|44=60000|59=3|18=6 E|1138=0.5|2362=X|2964=1|20020=5000"
            + "|11=b|55=ETH-PERP|54=2|38=20|40=4|44=2900|99=2950|59=6|126=20261121-00:00:00|41=c";
    private static final String PREVIEW_REPORT = "35=U2|20001=P1|20002=V1|20003=1|58=margin|20004=12345678901"
            + "|1=DESK1-A|60=20261120-12:00:00.000"
            + "|1643=2|1645=100.5|1644=11|1646=USD|20005=0|1645=80|1644=101|1646=USD|20005=1|20006=common-1"
            + "|73=1|11=a|39=8|103=25|14=0|6=0|20007=60001.5|20008=-0.25|151=0|12=1.5|13=3|20009=-20.25"
            + "|20011=1|55=BTC-PERP|20012=-1.5|20013=2|20010=51234.5";
    private static final String EXECUTION_REPORT =
            "35=8|37=1|11=a|17=1-7|150=F|39=1|1=DESK1-A|55=BTC-PERP|54=1|38=2|40=2|44=60000|59=1|32=1|31=60000"
                    + "|151=1|14=1"
                    + "|6=60000|60=20261120-12:00:00.000|851=2|880=T1|1138=1|2362=X|2964=3|12=24|13=3|479=USDC"
                    + "|136=1|137=24|138=USDC|139=4|453=1|448=DESK1|447=D|452=55|797=Y|1180=PB1|1181=17|1350=16|1352=Y"
                    + "|20015=10|20016=8|20017=1000|20018=125|20020=50|20040=1|20045=2";
    private static final String CANCEL_REJECT =
            "35=9|37=1|11=b|41=a|39=0|434=2|102=99|1=DESK1-A|55=BTC-PERP|58=margin|453=1|448=DESK1|447=D|452=55"
                    + "|797=Y|1180=PB1|1181=18|1352=N|20014=12.5|20015=10|20016=8|20017=1|20018=0.125";
    private static final String NEW_ORDER = "35=D|11=a|1=DESK1-A|55=BTC-PERP|54=1|38=1|40=K|44=60000|59=6"
            + "|126=20261121-00:00:00|18=6 E o|60=20261120-12:00:00.000|1138=0.5|2362=X|2964=2|20020=1000|20045=3";

    @ParameterizedTest
    @ValueSource(
            strings = {
                NEW_ORDER,
                EXECUTION_REPORT,
                CANCEL_REJECT,
                PREVIEW_REQUEST,
                PREVIEW_REPORT,
                "35=U1|20001=P1|1=DESK1-A",
                "35=U1|20001=P1|1=DESK1-A|73=0",
                "35=G|11=b|41=a|1=DESK1-A|55=BTC-PERP|54=1|38=1|40=2|44=60000|60=20261120-12:00:00|2964=1"
                        + "|20020=9|20045=1",
                "35=F|11=b|41=a|1=DESK1-A|55=BTC-PERP|54=1|38=1|60=20261120-12:00:00",
                "35=H|37=1|11=a|55=BTC-PERP|54=1",
                "35=8|37=NONE|17=0|150=I|39=8|103=25|55=BTC-PERP|54=1|151=0|14=0|6=0|20014=5|58=margin",
                "35=8|37=1|17=1-8|150=4|39=4|378=20|55=BTC-PERP|54=1|151=0|14=0|6=0",
                "35=q|11=m|530=7|1=DESK1-A|54=1|60=20261120-12:00:00",
                "35=DJ|2423=M1|1=DESK1-A|20030=1|2428=2|2429=1|11=a|40=2|44=60000|54=1|38=1|55=BTC-PERP|18=6"
                        + "|1138=1|2964=1"
                        + "|2429=3|41=b|55=BTC-PERP",
                "35=DK|2423=M1|2424=1|2425=1|1=DESK1-A|20030=1",
                "35=CH|1635=I1|1636=1|1637=0|263=1|1=DESK1-A",
                "35=CI|1635=I1|1636=1|1637=0|1640=0",
                "35=CJ|1180=PB1|1181=1|1352=N|1642=R1|1638=0|325=Y|797=Y|1=DESK1-A|1643=1|1645=5|1644=13"
                        + "|1646=USD|20018=1.2",
                "35=CL|1666=L1|453=1|448=DESK1-A|447=D|452=38",
                "35=CM|1667=R1|1666=L1|1677=1|1671=1|1691=DESK1-A|1692=D|1693=38"
                        + "|1669=1|1529=1|1530=1|1531=100|1766=5|1532=USD",
                "35=DH|2328=A1|2329=0|453=1|448=DESK1-A|447=D|452=38",
                "35=DI|2328=A1|2331=B1|2329=0|2332=1|1536=BTC-PERP",
                "35=BW|1346=A1|1347=0|1351=1|1355=PB1|1182=1|1183=100",
                "35=BX|1353=B1|1346=A1|1348=0|1351=1|1355=PB1|1182=1|1183=100|1357=90",
                "35=BY|1356=C1|1346=A1|1426=0|1351=1|1355=PB1|1399=1",
                "35=BE|923=U|924=5|553=DESK1",
                "35=BF|923=U|553=DESK1|926=1|1610=1|1611=2|1612=0|1613=50|1614=1|1615=0|1618=1|1619=D",
                "35=W|55=BTC-PERP|268=2|269=6|270=60000|286=5|269=C|271=12|20021=0.0001|20022=-0.0002"
                        + "|20044=20261120-13:00:00",
                "35=W|55=BTC-31DEC27|541=20271231|268=1|269=3|270=60000|20059=3|20060=0.0001|20061=-0.001|20062=3600"
                        + "|20063=0.05|20052=2|20053=1|20054=60000|20055=IDX1|20056=1|20057=0"
                        + "|20058=20261120-12:00:00.000|20053=4|20054=60010"
                        + "|20064=2|20065=20261120-12:00:00|20066=0.0001|20065=20261120-11:00:00|20066=-0.0002",
                "35=V|262=v|263=0|264=1|267=1|269=3|146=1|55=BTC-PERP|20050=Y|20051=24",
                "35=W|55=BTC-INDEX|268=1|269=3|270=60000|272=20261120|273=12:00:00",
                "35=x|320=S1|559=4",
                "35=j|45=2|372=D|380=9|58=slow down",
                "35=f|324=S1|55=BTC-PERP|326=2|965=3|325=Y",
                "35=e|324=S1|55=BTC-PERP|263=1"
            })
    void shouldBeValidInBothVersions(String text) throws Exception {
        FixText.fix44(text, Dictionaries.fix44());
        FixText.fix50(text, Dictionaries.fixt11(), Dictionaries.fix50sp2());
    }

    @Test
    void shouldListInstrumentsOnFix44() throws Exception {
        Message list = FixText.fix44(
                "35=y|320=S1|322=R1|560=0|146=1|55=BTC-PERP|167=FUT|231=1|15=USDC|561=0.001|562=0.001|969=0.5|1140=1000"
                        + "|965=1",
                Dictionaries.fix44());

        assertEquals("1000", list.getGroup(1, 146).getString(1140));
    }

    @Test
    void shouldReadThePreviewGroups() throws Exception {
        Message report = FixText.fix44(PREVIEW_REPORT, Dictionaries.fix44());

        Group after = report.getGroup(2, 1643);
        assertEquals("80", after.getString(1645));
        assertEquals(1, after.getInt(BasculeTags.PREVIEW_STATE));
        assertEquals("-20.25", report.getGroup(1, 73).getString(BasculeTags.MARGIN_CONTRIBUTION));
        assertEquals(
                "51234.5",
                report.getGroup(1, BasculeTags.NO_PREVIEW_INSTRUMENTS).getString(BasculeTags.LIQUIDATION_PX));
        assertEquals("12345678901", report.getString(BasculeTags.EVENT_NUMBER));
    }

    @Test
    void shouldTakeCancelOnDisconnectAtLogon() throws Exception {
        String logon = "35=A|98=0|108=30|553=DESK1|20019=1";
        FixText.fix44(logon, Dictionaries.fix44());
        Message fixt = FixText.parse("FIXT.1.1", logon + "|1137=9", Dictionaries.fixt11(), Dictionaries.fix50sp2());
        Dictionaries.fixt11().validate(fixt, new ValidationSettings());

        assertEquals(1, fixt.getInt(BasculeTags.CANCEL_ON_DISCONNECT));
    }

    @Test
    void shouldKnowTheNewMessageTypesInTheTransport() throws Exception {
        assertEquals(true, Dictionaries.fixt11().isFieldValue(35, "U1"));
        assertEquals(true, Dictionaries.fixt11().isFieldValue(35, "DJ"));
        assertEquals(true, Dictionaries.fix44().isAppMessage("U2"));
    }

    @Test
    void shouldRefuseWhatTheContractDoesNotHave() {
        FieldException missing =
                assertThrows(FieldException.class, () -> FixText.fix44("35=U1|1=DESK1-A", Dictionaries.fix44()));
        assertEquals(BasculeTags.PREVIEW_REQ_ID, missing.getField());
        assertThrows(
                IncorrectTagValue.class, () -> FixText.fix44("35=U1|20001=P1|1=DESK1-A|20030=2", Dictionaries.fix44()));
        assertThrows(
                FieldException.class, () -> FixText.fix44("35=U1|20001=P1|1=DESK1-A|20014=1", Dictionaries.fix44()));
    }
}
