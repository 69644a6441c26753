package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.AccountInquiredEncoder;
import io.bascule.engine.wire.sbe.CollateralReportedEncoder;
import io.bascule.engine.wire.sbe.InquireAccountDecoder;
import io.bascule.engine.wire.sbe.InquiryKind;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.MarginReportedEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.PositionReportedEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.DataDictionary;
import quickfix.Message;

/** CH, BB and AN to commands; CI, CJ, BG, BA, AO and AP from answers, held to the dictionaries. */
class AccountInquiryTest {
    /** 2026-11-20 12:00 UTC. */
    private static final long NOON_NS = 1_795_176_000_000_000_000L;

    private static final String POSITIONS =
            "35=AN|710=p|724=0|453=1|448=DESK1-A|447=D|452=38|1=DESK1-A|581=1|715=20261120|60=20261120-12:00:00.000";

    private final CommandBuffer commands = new CommandBuffer();
    private final InboundMapper inbound = new InboundMapper(TestVenue.directory(), commands);
    private final OutboundMapper outbound = new OutboundMapper(TestVenue.directory(), TestVenue.config());
    private final SessionProfile extended44 = TestVenue.desk(FixVersion.FIX44, Dialect.EXTENDED, false);
    private final SessionProfile stock44 = TestVenue.desk(FixVersion.FIX44, Dialect.STOCK, false);
    private final SessionProfile extended50 = TestVenue.desk(FixVersion.FIX50SP2, Dialect.EXTENDED, false);
    private final SessionProfile stock50 = TestVenue.desk(FixVersion.FIX50SP2, Dialect.STOCK, false);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "35=CH|1635=q|1=DESK1-A # fault=NONE kind=MARGIN mode=ONCE accountId=1 instrumentId=0 requestId='q'"
                        + " symbol='' accountName=''",
                "35=CH|1635=q|263=0 # fault=NONE kind=MARGIN mode=ONCE accountId=0",
                "35=CH|1635=q|1636=2|1637=0|1637=2 # fault=NONE",
                "35=CH|1635=q|1636=1|1637=1 # fault=UNSUPPORTED_VALUE",
                "35=CH|1635=q|1=MM1-A # accountId=3",
                "35=CH|1635=q|1=WHO # accountId=0 instrumentId=0 requestId='q' symbol='' accountName='WHO'",
                "35=CH|1635=q|453=1|448=DESK1-B|447=D|452=38 # fault=NONE kind=MARGIN mode=ONCE accountId=2",
                "35=CH|1635=q|1=DESK1-A|453=1|448=DESK1-B|447=D|452=38 # fault=ACCOUNT_MISMATCH",
                "35=CH|1635=q|453=1|448=FIRM|447=D|452=1|1=DESK1-A # fault=NONE kind=MARGIN mode=ONCE accountId=1",
                "35=CH|1635=q|263=2 # fault=NO_ENTRIES kind=MARGIN mode=UNSUBSCRIBE",
                "35=BB|909=q|1=DESK1-A # fault=NONE kind=COLLATERAL mode=ONCE accountId=1",
                "35=BB|909=q|263=1 # fault=UNSUPPORTED_VALUE",
                "35=BB|909=q|938=1|896=7 # fault=UNSUPPORTED_VALUE",
                "35=BB|909=q|55=BTC-PERP # fault=UNSUPPORTED_VALUE",
                "35=BB|909=q|11=a # fault=UNSUPPORTED_VALUE",
            })
    void shouldMapAnInquiry(String text, String expected) throws Exception {
        assertContains(map(text), expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "724=0 # 724=0 # fault=NONE kind=POSITIONS mode=ONCE accountId=1 instrumentId=0 requestId='p'",
                "724=0 # 724=1 # fault=UNSUPPORTED_VALUE",
                "724=0 # 724=0|263=1 # fault=UNSUPPORTED_VALUE",
                "724=0 # 724=0|573=0 # fault=UNSUPPORTED_VALUE",
                "581=1 # 581=1|55=ETH-PERP # fault=NONE kind=POSITIONS mode=ONCE accountId=1 instrumentId=2",
                "581=1 # 581=1|55=DOGE # instrumentId=0 requestId='p' symbol='DOGE' accountName=''",
                "1=DESK1-A # 1=WHO # fault=ACCOUNT_MISMATCH",
            })
    void shouldMapARequestForPositions(String part, String other, String expected) throws Exception {
        assertContains(map(POSITIONS.replace("|" + part, "|" + other)), expected);
    }

    @Test
    void shouldTakeTheOnlyAccountForPositionsAndElseAskForOne() throws Exception {
        String text = "35=AN|710=p|724=0|453=1|448=F|447=D|452=1|715=20261120|60=20261120-12:00:00.000";
        assertContains(map(text), "fault=UNKNOWN_ACCOUNT");
        inbound.map("AN", FixText.parse(FixVersion.FIX50SP2, text), TestVenue.deskWithOneAccount());
        assertContains(command(), "fault=NONE kind=POSITIONS mode=ONCE accountId=1");
    }

    @Test
    void shouldAcknowledge() throws Exception {
        AccountInquiredEncoder event = new AccountInquiredEncoder();
        inquired(event, InquiryKind.MARGIN, InquiryMode.SUBSCRIBE, RejectReason.NONE, 2);
        String margin = "35=CI|1635=q|1640=0|1641=0|911=2|1=DESK1-A|263=1|60=20261120-12:00:00.000";
        assertEquals(margin, said(event, extended44));
        assertEquals(margin, said(event, stock44));
        inquired(event, InquiryKind.MARGIN, InquiryMode.UNSUBSCRIBE, RejectReason.NONE, 0);
        assertContains(said(event, extended50), "|1640=2|1641=0|911=0|1=DESK1-A|263=2|");
        inquired(event, InquiryKind.COLLATERAL, InquiryMode.ONCE, RejectReason.NONE, 1);
        assertEquals("35=BG|909=q|945=0|946=0|911=1|1=DESK1-A", said(event, stock44));
        inquired(event, InquiryKind.POSITIONS, InquiryMode.ONCE, RejectReason.NONE, 1);
        String positions =
                "35=AO|721=DESK1-7-0|710=q|727=1|728=0|729=0|1=DESK1-A" + "|453=1|448=DESK1-A|447=D|452=38|581=1";
        assertEquals(positions, said(event, stock44));
        assertEquals(positions + "|715=20261120", said(event, stock50));
        inquired(event, InquiryKind.POSITIONS, InquiryMode.ONCE, RejectReason.NONE, 0);
        assertContains(said(event, stock44), "|727=0|728=2|729=0|");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "MARGIN # UNKNOWN_ACCOUNT # 1641=8 # Account(1)=DESK1-A is not one that this session acts for",
                "MARGIN # UNSUPPORTED_VALUE # 1641=7 # the request has a field or value that the venue does not offer",
                "MARGIN # ACCOUNT_MISMATCH # 1641=3"
                        + " # Account(1) and the position account in Parties(453) are not the same",
                "MARGIN # DUPLICATE_ENTRY # 1641=99 # MarginReqmtInqID(1635) is subscribed already",
                "MARGIN # TOO_MANY_LEGS # 1641=99 # a session may have 16 subscriptions at once",
                "MARGIN # NO_ENTRIES # 1641=99 # there is no such subscription",
                "MARGIN # CL_ORD_ID_TOO_LONG # 1641=99 # an identifier has more than 64 characters",
                "MARGIN # VENUE_BUSY # 1641=99"
                        + " # the reports do not fit behind the answers that are waiting: ask again",
                "COLLATERAL # UNKNOWN_ACCOUNT # 946=9 # Account(1)=DESK1-A is not one that this session acts for",
                "COLLATERAL # UNSUPPORTED_VALUE # 946=8"
                        + " # the request has a field or value that the venue does not offer",
                "COLLATERAL # ACCOUNT_MISMATCH # 946=3"
                        + " # Account(1) and the position account in Parties(453) are not the same",
                "COLLATERAL # VENUE_BUSY # 946=99"
                        + " # the reports do not fit behind the answers that are waiting: ask again",
                "POSITIONS # UNKNOWN_ACCOUNT # 728=3 # Account(1)=DESK1-A is not one that this session acts for",
                "POSITIONS # UNSUPPORTED_VALUE # 728=4"
                        + " # the request has a field or value that the venue does not offer",
                "POSITIONS # UNKNOWN_SYMBOL # 728=1 # Symbol(55) is not listed",
                "POSITIONS # ACCOUNT_MISMATCH # 728=1"
                        + " # Account(1) and the position account in Parties(453) are not the same",
                "POSITIONS # VENUE_BUSY # 728=99"
                        + " # the reports do not fit behind the answers that are waiting: ask again",
            })
    void shouldSayWhyNot(InquiryKind kind, RejectReason reason, String result, String text) throws Exception {
        AccountInquiredEncoder event = new AccountInquiredEncoder();
        inquired(event, kind, InquiryMode.ONCE, reason, 0);
        for (SessionProfile session : List.of(extended44, stock44, extended50, stock50)) {
            String said = said(event, session);
            assertContains(said, "|" + result + "|");
            assertTrue(said.endsWith("|58=" + text), said);
            String status =
                    switch (kind) {
                        case MARGIN -> "|1640=4|";
                        case COLLATERAL -> "|945=4|";
                        default -> "|729=2|";
                    };
            assertContains(said, status);
        }
    }

    @Test
    void shouldReportMarginWhole() throws Exception {
        MarginReportedEncoder event = new MarginReportedEncoder();
        margin(event, InquiryMode.ONCE, 8_000_000);
        String expected = "35=CJ|1642=DESK1-7-1|1635=q|1638=0|1=DESK1-A|911=1|912=Y|60=20261120-12:00:00.000|1643=4"
                + "|1645=10|1644=11|1646=USD|1645=8|1644=101|1646=USD|1645=100|1644=102|1646=USD"
                + "|1645=-5.5|1644=15|1646=USD|20018=12.5";
        assertEquals(expected, said(event, extended44));
        assertEquals(expected, said(event, stock44));
        assertContains(said(event, extended50), "|20018=12.5");
        margin(event, InquiryMode.ONCE, 0);
        assertFalse(said(event, extended44).contains("20018"));
    }

    /** Told is what has changed, and the subscription's own number is its time. */
    @Test
    void shouldPushOnlyWhatIsNew() throws Exception {
        MarginReportedEncoder event = new MarginReportedEncoder();
        margin(event, InquiryMode.REPEAT, 8_000_000);
        EventMapping mapping = wrap(event);
        assertFalse(mapping.isWanted(extended44), "nobody has subscribed");
        map("35=CH|1635=q|263=1|1=DESK1-A");
        margin(event, InquiryMode.SUBSCRIBE, 8_000_000);
        assertTrue(wrap(event).isWanted(extended44));
        margin(event, InquiryMode.REPEAT, 8_000_000);
        assertFalse(wrap(event).isWanted(extended44));
        margin(event, InquiryMode.REPEAT, 8_000_001);
        assertTrue(wrap(event).isWanted(extended44));
        assertContains(said(event, extended44), "|1635=q|1638=0|1=DESK1-A|325=Y|60=");
        assertFalse(wrap(event).isWanted(extended44));
    }

    @Test
    void shouldEndASubscriptionThatTheEngineRefuses() throws Exception {
        AccountInquiredEncoder event = new AccountInquiredEncoder();
        for (RejectReason reason : List.of(RejectReason.UNKNOWN_ACCOUNT, RejectReason.VENUE_BUSY)) {
            map("35=CH|1635=q|263=1");
            inquired(event, InquiryKind.MARGIN, InquiryMode.SUBSCRIBE, reason, 0);
            assertTrue(wrap(event).isWanted(extended44));
            assertTrue(extended44.marginSubscriptions().isEmpty());
        }
        map("35=CH|1635=q|263=1");
        inquired(event, InquiryKind.MARGIN, InquiryMode.REPEAT, RejectReason.NONE, 1);
        assertFalse(wrap(event).isWanted(extended44));
        inquired(event, InquiryKind.MARGIN, InquiryMode.REPEAT, RejectReason.VENUE_BUSY, 0);
        assertFalse(wrap(event).isWanted(extended44));
        assertFalse(extended44.marginSubscriptions().isEmpty());
        inquired(event, InquiryKind.MARGIN, InquiryMode.REPEAT, RejectReason.UNKNOWN_ACCOUNT, 0);
        assertTrue(wrap(event).isWanted(extended44), "its account is no longer the session's");
        assertFalse(wrap(event).isWanted(extended44));
    }

    @Test
    void shouldBoundSubscriptions() throws Exception {
        for (int i = 1; i <= MarginSubscriptions.MAX_SUBSCRIPTIONS; i++) {
            assertContains(map("35=CH|1635=q" + i + "|263=1"), "fault=NONE kind=MARGIN mode=SUBSCRIBE");
        }
        assertContains(map("35=CH|1635=q1|263=1"), "fault=DUPLICATE_ENTRY");
        assertContains(map("35=CH|1635=q|263=1"), "fault=TOO_MANY_LEGS");
        assertContains(map("35=CH|1635=q1|263=2"), "fault=NONE kind=MARGIN mode=UNSUBSCRIBE");
        assertContains(map("35=CH|1635=q|263=1|1=DESK1-B"), "fault=NONE kind=MARGIN mode=SUBSCRIBE accountId=2");
        List<String> repeated = new ArrayList<>();
        extended44.marginSubscriptions().repeat(extended44, commands, () -> repeated.add(command()));
        assertEquals(MarginSubscriptions.MAX_SUBSCRIPTIONS, repeated.size());
        assertContains(
                repeated.get(15), "msgSeqNum=0 flags={} fault=NONE kind=MARGIN mode=REPEAT accountId=2 instrumentId=0");
        extended44.marginSubscriptions().clear();
        assertTrue(extended44.marginSubscriptions().isEmpty());
    }

    @Test
    void shouldReportCollateral() throws Exception {
        CollateralReportedEncoder event = new CollateralReportedEncoder();
        event.wrapAndApplyHeader(buffer, 0, header)
                .sessionId(TestVenue.DESK1)
                .msgSeqNum(7)
                .timestampNs(NOON_NS)
                .accountId(TestVenue.DESK1_A)
                .reportIndex(1)
                .reportCount(2)
                .margin()
                .initialMarginMicros(0)
                .maintenanceMarginMicros(0)
                .equityMicros(160_000_000)
                .excessMicros(150_000_000);
        CollateralReportedEncoder.AmountsEncoder amounts = event.amountsCount(3);
        amounts.next().currency((short) 0).units(100_000_001).haircutE6(0);
        amounts.next().currency((short) 1).units(100_000).haircutE6(120_000);
        amounts.next().currency((short) 2).units(0).haircutE6(150_000);
        event.requestId("q");

        String stock = "35=BA|908=DESK1-7-1|909=q|910=3|911=2|1=DESK1-A|15=USD|899=150|900=160";
        String amountsOf = "|1703=2|1704=100.000001|1705=USDC|20042=0|1704=0.001|1705=BTC|20042=0.12";
        assertEquals(stock, said(event, stock44));
        assertEquals(stock + "|60=20261120-12:00:00.000000", said(event, stock50));
        assertEquals(stock + amountsOf, said(event, extended44));
        assertEquals(stock + "|60=20261120-12:00:00.000000" + amountsOf, said(event, extended50));
    }

    @Test
    void shouldReportAPosition() throws Exception {
        PositionReportedEncoder event = new PositionReportedEncoder();
        position(event, -150_000_000, 5_000_000_000_000L);
        String stock = "35=AP|721=DESK1-7-1|710=q|724=0|727=1|728=0|715=20261120|1=DESK1-A"
                + "|453=1|448=DESK1-A|447=D|452=38|581=1|55=BTC-PERP|15=USDC|730=61000|731=2|734=60500"
                + "|702=1|703=TOT|705=1.5|753=1|707=CASH|708=-0.25";
        assertEquals(stock, said(event, stock44));
        assertEquals(stock, said(event, stock50));
        assertEquals(stock + "|20043=60000.5|20010=50000", said(event, extended44));
        assertEquals(stock + "|20043=60000.5|20010=50000", said(event, extended50));
        position(event, 150_000_000, RequestReader.ABSENT);
        String without = said(event, extended44);
        assertContains(without, "|704=1.5|");
        assertFalse(without.contains("20010"), without);
    }

    private void position(PositionReportedEncoder event, long positionE8, long liquidationPxE8) {
        event.wrapAndApplyHeader(buffer, 0, header)
                .sessionId(TestVenue.DESK1)
                .msgSeqNum(7)
                .timestampNs(NOON_NS)
                .accountId(TestVenue.DESK1_A)
                .instrumentId(TestVenue.BTC_PERP)
                .reportIndex(1)
                .reportCount(1)
                .positionE8(positionE8)
                .entryPxE8(6_000_050_000_000L)
                .markE8(6_100_000_000_000L)
                .dayMarkE8(6_050_000_000_000L)
                .liquidationPxE8(liquidationPxE8)
                .fundingPaidUnits(-250_000)
                .currency((short) 0)
                .requestId("q");
    }

    private void margin(MarginReportedEncoder event, InquiryMode mode, long maintenanceMicros) {
        event.wrapAndApplyHeader(buffer, 0, header)
                .sessionId(TestVenue.DESK1)
                .msgSeqNum(7)
                .timestampNs(NOON_NS)
                .mode(mode)
                .accountId(TestVenue.DESK1_A)
                .reportIndex(1)
                .reportCount(1)
                .margin()
                .initialMarginMicros(10_000_000)
                .maintenanceMarginMicros(maintenanceMicros)
                .equityMicros(100_000_000)
                .excessMicros(-5_500_000);
        event.requestId("q");
    }

    private void inquired(
            AccountInquiredEncoder event, InquiryKind kind, InquiryMode mode, RejectReason reason, int reports) {
        event.wrapAndApplyHeader(buffer, 0, header)
                .sessionId(TestVenue.DESK1)
                .msgSeqNum(7)
                .timestampNs(NOON_NS)
                .kind(kind)
                .mode(mode)
                .rejectReason(reason)
                .accountId(TestVenue.DESK1_A)
                .instrumentId(0)
                .reportCount(reports)
                .requestId("q")
                .symbol("")
                .accountName("");
    }

    private EventMapping wrap(MessageEncoderFlyweight event) {
        EventMapping mapping = outbound.mappingOf(event.sbeTemplateId());
        mapping.wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH, event.sbeBlockLength(), event.sbeSchemaVersion());
        return mapping;
    }

    /** What a session is sent, valid by the dictionary that the counterparty has. */
    private String said(MessageEncoderFlyweight event, SessionProfile session) throws Exception {
        String text = FixText.of(wrap(event), session, EventMapping.ORIGINAL);
        boolean isExtension = text.startsWith("35=CI|") || text.startsWith("35=CJ|");
        boolean is44 = session.version() == FixVersion.FIX44;
        if (session.vocabulary().hasUserTags() || isExtension) {
            FixText.validate(
                    text,
                    session.version(),
                    is44 ? Dictionaries.fix44() : Dictionaries.fixt11(),
                    is44 ? Dictionaries.fix44() : Dictionaries.fix50sp2());
        } else {
            DataDictionary stock = new DataDictionary(is44 ? "FIX44.xml" : "FIX50SP2.xml");
            FixText.validate(text, session.version(), is44 ? stock : new DataDictionary("FIXT11.xml"), stock);
        }
        return text;
    }

    private String map(String text) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, text);
        inbound.map(message.getHeader().getString(35), message, extended44);
        return command();
    }

    private String command() {
        return new InquireAccountDecoder()
                .wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder())
                .toString()
                .replace('|', ' ');
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), text);
    }
}
