package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.config.Role;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.engine.wire.sbe.AuctionRequestedEncoder;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.CollateralChangedEncoder;
import io.bascule.engine.wire.sbe.ExecutionReportedEncoder;
import io.bascule.engine.wire.sbe.FundingMissedEncoder;
import io.bascule.engine.wire.sbe.FundingPaidEncoder;
import io.bascule.engine.wire.sbe.LadderStage;
import io.bascule.engine.wire.sbe.LimitsReportedEncoder;
import io.bascule.engine.wire.sbe.MarginCalledEncoder;
import io.bascule.engine.wire.sbe.MarginParametersChangedEncoder;
import io.bascule.engine.wire.sbe.MarketStatus;
import io.bascule.engine.wire.sbe.MarketStatusChangedEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.PartyActionAnsweredEncoder;
import io.bascule.engine.wire.sbe.PartyScope;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.TradingLevel;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.DataDictionary;

/** What the venue pushes: who gets it, and what each version and dialect is told, held to its dictionary. */
class EventPushTest {
    /** 2026-11-20 12:00 UTC. */
    private static final long NOON_NS = 1_795_176_000_000_000_000L;

    private final OutboundMapper outbound = new OutboundMapper(TestVenue.directory(), TestVenue.config());
    private final SessionProfile desk = TestVenue.desk(FixVersion.FIX44, Dialect.EXTENDED, false);
    private final SessionProfile stock44 = TestVenue.desk(FixVersion.FIX44, Dialect.STOCK, false);
    private final SessionProfile desk50 = TestVenue.desk(FixVersion.FIX50SP2, Dialect.EXTENDED, false);
    private final SessionProfile stock50 = TestVenue.desk(FixVersion.FIX50SP2, Dialect.STOCK, false);
    private final SessionProfile broker = TestVenue.primeBroker(FixVersion.FIX44, Dialect.EXTENDED);
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void shouldTellOfFunding() throws Exception {
        FundingPaidEncoder event = new FundingPaidEncoder();
        event.wrapAndApplyHeader(buffer, 0, header)
                .eventNumber(42)
                .timestampNs(NOON_NS + 5)
                .paymentId(7)
                .fundingNs(NOON_NS)
                .accountId(TestVenue.DESK1_A)
                .instrumentId(TestVenue.BTC_PERP)
                .currency((short) 0)
                .units(-1_250_000)
                .rateE9(100_000)
                .positionE8(200_000_000)
                .indexE8(6_000_000_000_000L)
                .copiesCount(1)
                .next()
                .sessionId(TestVenue.PB1)
                .applSeqNum(9);
        EventMapping mapping = wrap(event);
        assertEquals(42, mapping.eventNumber());
        assertEquals(1, mapping.copies().count());
        assertEquals(9, mapping.copies().applSeqNum(0));
        assertTrue(mapping.isPushed() && mapping.isPushedTo(desk));
        assertFalse(mapping.isPushedTo(broker), "a drop copy gets its copy");
        assertFalse(mapping.isPushedTo(session(Role.RISK, "DESK1-A")));
        assertFalse(mapping.isPushedTo(session(Role.ORDER_ENTRY, "MM1-A")));

        String stock = "35=AP|721=17-42|325=Y|728=0|715=20261120|1=DESK1-A|453=1|448=DESK1-A|447=D|452=38|581=1"
                + "|55=BTC-PERP|15=USDC|730=60000|731=2|734=60000|702=1|703=TOT|704=2|753=1|707=CASH|708=1.25";
        assertEquals(stock, said(event, stock44, EventMapping.ORIGINAL));
        assertEquals(stock, said(event, stock50, EventMapping.ORIGINAL));
        String ours = "|20021=0.0001|20041=7";
        assertEquals(stock + ours, said(event, desk, EventMapping.ORIGINAL));
        assertEquals(stock + "|797=Y|1180=PB1|1181=9" + ours, said(event, broker, 9));
    }

    @Test
    void shouldTellOfCollateral() throws Exception {
        CollateralChangedEncoder event = new CollateralChangedEncoder();
        event.wrapAndApplyHeader(buffer, 0, header)
                .eventNumber(42)
                .timestampNs(NOON_NS)
                .accountId(TestVenue.DESK1_A);
        event.margin().excessMicros(90_500_000).equityMicros(100_000_000);
        event.amountsCount(3)
                .next()
                .currency((short) 0)
                .units(-1_250_000)
                .haircutE6(0)
                .next()
                .currency((short) 1)
                .units(250_000_000)
                .haircutE6(50_000)
                .next()
                .currency((short) 2)
                .units(0)
                .haircutE6(50_000);
        event.copiesCount(1).next().sessionId(TestVenue.PB1).applSeqNum(9);
        EventMapping mapping = wrap(event);
        assertEquals(9, mapping.copies().applSeqNum(0));
        assertTrue(mapping.isPushed() && mapping.isPushedTo(desk));
        assertFalse(mapping.isPushedTo(session(Role.ORDER_ENTRY, "MM1-A")));

        String start = "35=BA|908=17-42|910=3|1=DESK1-A|15=USD|899=90.5|900=100";
        assertContains(said(event, stock44, EventMapping.ORIGINAL), start);
        assertContains(said(event, stock50, EventMapping.ORIGINAL), start);
        String amounts = "|1703=2|1704=-1.25|1705=USDC|20042=0|1704=2.5|1705=BTC|20042=0.05";
        assertContains(said(event, desk, EventMapping.ORIGINAL), amounts);
        assertContains(said(event, desk50, EventMapping.ORIGINAL), amounts);
        assertContains(said(event, broker, 9), amounts);
    }

    @Test
    void shouldCallForMarginWhoUnderstandsIt() throws Exception {
        MarginCalledEncoder event = new MarginCalledEncoder();
        event.wrapAndApplyHeader(buffer, 0, header)
                .eventNumber(42)
                .timestampNs(NOON_NS)
                .accountId(TestVenue.DESK1_A)
                .thresholdE6(1_500_000)
                .levelE6(1_400_000)
                .equityMicros(140_000_000)
                .maintenanceMicros(100_000_000)
                .initialMicros(150_000_000)
                .shortfallMicros(10_000_000)
                .copiesCount(1)
                .next()
                .sessionId(TestVenue.PB1)
                .applSeqNum(9);
        EventMapping mapping = wrap(event);
        assertTrue(mapping.isPushedTo(desk) && mapping.isWanted(desk));
        assertFalse(mapping.isWanted(stock44));
        String head = "35=CJ|1642=17-42|1638=0|325=Y|1=DESK1-A"
                + "|58=margin call: equity is below 1.5 times the maintenance margin|60=20261120-12:00:00.000";
        String amounts = "|1643=4|1645=10|1644=13|1646=USD|1645=150|1644=11|1646=USD|1645=100|1644=101|1646=USD"
                + "|1645=140|1644=102|1646=USD|20018=1.4";
        assertEquals(head + amounts, said(event, desk, EventMapping.ORIGINAL));
        assertEquals(head + "000" + amounts, said(event, desk50, EventMapping.ORIGINAL));
        assertEquals(head + "|797=Y|1180=PB1|1181=9" + amounts, said(event, broker, 9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "INDEX_FROZEN # 0 # 55=BTC-INDEX|325=Y|326=2|965=3"
                        + " # the index is frozen: what would raise initial margin is refused",
                "INDEX_THAWED # 0 # 55=BTC-INDEX|325=Y|326=3|965=1 # the index moves again",
                "EXPIRED # 2 # 55=ETH-PERP|325=Y|326=18|965=2 # the contract has expired",
                "SETTLED # 2 # 55=ETH-PERP|325=Y|326=18|965=2 # settled",
            })
    void shouldTellOfAMarket(MarketStatus kind, int instrumentId, String fields, String text) throws Exception {
        MarketStatusChangedEncoder event = new MarketStatusChangedEncoder();
        event.wrapAndApplyHeader(buffer, 0, header)
                .eventNumber(42)
                .timestampNs(NOON_NS)
                .kind(kind)
                .underlyingId(TestVenue.BTC_INDEX)
                .instrumentId(instrumentId)
                .priceE8(300_000_000_000L);
        EventMapping mapping = wrap(event);
        for (Role role : Role.values()) {
            assertEquals(role != Role.INDEX_SOURCE, mapping.isPushedTo(session(role, "DESK1-A")));
        }
        String price = kind == MarketStatus.SETTLED ? "|31=3000" : "";
        String expected = "35=f|" + fields + "|60=20261120-12:00:00.000" + price + "|58=" + text;
        assertEquals(expected, said(event, desk, EventMapping.ORIGINAL));
        assertEquals(expected.replaceFirst("\\|965=\\d", ""), said(event, stock44, EventMapping.ORIGINAL));
        assertContains(said(event, desk50, EventMapping.ORIGINAL), "|" + fields + "|60=");
    }

    @ParameterizedTest
    @CsvSource({"FALSE, margin parameters announced", "TRUE, margin parameters in force"})
    void shouldTellOfMarginParameters(BooleanType inForce, String headline) throws Exception {
        MarginParametersChangedEncoder event = new MarginParametersChangedEncoder();
        event.wrapAndApplyHeader(buffer, 0, header)
                .eventNumber(42)
                .timestampNs(NOON_NS)
                .effectiveTimeNs(NOON_NS + 86_400_000_000_000L)
                .inForce(inForce)
                .name("2026-11")
                .sha256("ab12");
        EventMapping mapping = wrap(event);
        for (Role role : Role.values()) {
            boolean hasAccounts = role != Role.INDEX_SOURCE && role != Role.MARKET_DATA;
            assertEquals(hasAccounts, mapping.isPushedTo(session(role, "DESK1-A")));
        }
        String expected = "35=B|42=20261120-12:00:00.000|148=" + headline
                + "|33=3|58=name=2026-11|58=effective=20261121-12:00:00.000000000|58=sha256=ab12";
        assertEquals(expected, said(event, desk, EventMapping.ORIGINAL));
        assertEquals(expected, said(event, stock44, EventMapping.ORIGINAL));
        assertEquals(expected.replace("000|148", "000000|148"), said(event, desk50, EventMapping.ORIGINAL));
        assertEquals(expected.replace("000|148", "000000|148"), said(event, stock50, EventMapping.ORIGINAL));
    }

    @Test
    void shouldAskBackstopProvidersOnly() throws Exception {
        AuctionRequestedEncoder event = new AuctionRequestedEncoder();
        AuctionRequestedEncoder.LegsEncoder legs = event.wrapAndApplyHeader(buffer, 0, header)
                .eventNumber(42)
                .timestampNs(NOON_NS)
                .auctionId(3)
                .endNs(NOON_NS + 600_000_000_000L)
                .equityMicros(500_000_000)
                .maintenanceMicros(1_000_000_000)
                .legsCount(2);
        legs.next().instrumentId(TestVenue.BTC_PERP).qtyE8(150_000_000).markE8(6_000_000_000_000L);
        legs.next().instrumentId(TestVenue.ETH_PERP).qtyE8(-2_000_000_000).markE8(300_000_000_000L);
        EventMapping mapping = wrap(event);
        for (Role role : Role.values()) {
            assertEquals(role == Role.BACKSTOP, mapping.isPushedTo(session(role, "DESK1-A")));
        }
        String time = "|126=20261120-12:10:00.000|60=20261120-12:00:00.000";
        String expected = "35=R|131=3|58=equity 500 USD, maintenance margin 1000 USD|146=2" + "|55=BTC-PERP|54=1|38=1.5"
                + time + "|44=60000|55=ETH-PERP|54=2|38=20" + time + "|44=3000";
        assertEquals(expected, said(event, stock44, EventMapping.ORIGINAL));
        assertContains(said(event, stock50, EventMapping.ORIGINAL), "|55=ETH-PERP|54=2|38=20|126=");
    }

    @Test
    void shouldReportAPartyActionToTheRiskDeskAndTheStatusToAll() throws Exception {
        PartyActionAnsweredEncoder event = new PartyActionAnsweredEncoder();
        action(event, TradingLevel.HALTED, PartyScope.INSTRUMENT, RejectReason.NONE);
        SessionProfile risk = session(Role.RISK, "DESK1-A");
        EventMapping mapping = wrap(event);
        assertEquals(TestVenue.DESK1, mapping.sessionId());
        assertTrue(mapping.isPushed() && mapping.isPushedTo(broker));
        assertEquals("party action HALTED of INSTRUMENT ", mapping.operatorAction());
        assertEquals(
                "35=DI|2328=q|2331=17-42|2329=1|2332=1|1536=ETH-PERP|58=orders cancelled: 5"
                        + "|60=20261120-12:00:00.000",
                said(event, risk, EventMapping.ORIGINAL));
        assertEquals(
                "35=f|55=ETH-PERP|325=Y|326=2|965=2|58=the instrument is halted|60=20261120-12:00:00.000",
                said(event, broker, EventMapping.ORIGINAL));

        action(event, TradingLevel.REDUCE_ONLY, PartyScope.VENUE, RejectReason.NONE);
        assertEquals(
                "35=f|55=[N/A]|325=Y|326=2|965=3"
                        + "|58=the venue is suspended: only what reduces a position is taken|60=20261120-12:00:00.000",
                said(event, broker, EventMapping.ORIGINAL));
        action(event, TradingLevel.ACTIVE, PartyScope.VENUE, RejectReason.NONE);
        assertContains(said(event, broker, EventMapping.ORIGINAL), "|326=3|965=1|58=the venue is open again|");
        assertContains(said(event, risk, EventMapping.ORIGINAL), "|2329=2|2332=1|58=orders cancelled: 5|");
        action(event, TradingLevel.REDUCE_ONLY, PartyScope.ACCOUNT, RejectReason.NONE);
        assertFalse(wrap(event).isPushed());
        assertContains(said(event, risk, EventMapping.ORIGINAL), "|2329=0|2332=1|453=1|448=DESK1-A|447=D|452=38|58=");
        action(event, TradingLevel.REDUCE_ONLY, PartyScope.FIRM, RejectReason.UNKNOWN_PARTY);
        mapping = wrap(event);
        assertFalse(mapping.isPushed());
        assertNull(mapping.operatorAction());
        assertContains(
                said(event, risk, EventMapping.ORIGINAL),
                "|2332=2|453=1|448=FIRM|447=D|452=1|2333=0|1328=there is no such firm|");
    }

    @Test
    void shouldReportLimits() throws Exception {
        LimitsReportedEncoder event = new LimitsReportedEncoder();
        event.wrapAndApplyHeader(buffer, 0, header)
                .sessionId(TestVenue.DESK1)
                .msgSeqNum(7)
                .timestampNs(NOON_NS)
                .accountId(TestVenue.DESK1_A)
                .total(2)
                .last(BooleanType.TRUE)
                .level(TradingLevel.REDUCE_ONLY)
                .stage(LadderStage.RESTRICTED)
                .openOrders(3)
                .maxOpenOrders(100)
                .initialMicros(150_000_000)
                .maintenanceMicros(100_000_000)
                .equityMicros(140_000_000)
                .excessMicros(-10_000_000);
        event.positionsCount(1)
                .next()
                .instrumentId(TestVenue.BTC_PERP)
                .level(TradingLevel.HALTED)
                .longQtyE8(200_000_000)
                .shortQtyE8(0)
                .maxQtyE8(10_000_000_000L);
        event.requestId("q");
        String expected = "35=CM|1667=DESK1-7-1|1666=q|1760=3|1511=0|1512=2|893=Y|60=20261120-12:00:00.000"
                + "|58=open orders: 3 of 100; liquidation: RESTRICTED"
                + "|1677=1|1671=1|1691=DESK1-A|1692=D|1693=38|1669=2"
                + "|1529=1|1530=8|1531=140|1767=9|1766=150|1532=USD"
                + "|1529=2|1530=4|1531=100|1767=10|1766=2|1530=5|1531=100|1767=10|1766=0"
                + "|1534=1|1535=1|1536=BTC-PERP";
        assertEquals(expected, said(event, desk, EventMapping.ORIGINAL));
        assertContains(said(event, desk50, EventMapping.ORIGINAL), "|1669=2|1529=1|1530=8|");
    }

    @Test
    void shouldReportAnOrderOfTheVenueItselfToTheDesksOfItsAccount() throws Exception {
        EventMapping mapping = outbound.mappingOf(ExecutionReportedEncoder.TEMPLATE_ID);
        mapping.wrap(
                TestEvents.liquidation(),
                0,
                ExecutionReportedEncoder.BLOCK_LENGTH,
                ExecutionReportedEncoder.SCHEMA_VERSION);
        assertTrue(mapping.isPushed() && mapping.isPushedTo(desk));
        assertFalse(mapping.isPushedTo(broker), "a drop copy gets its copy");
        assertFalse(mapping.isPushedTo(session(Role.ORDER_ENTRY, "MM1-A")));

        String text = valid(FixText.of(mapping, desk, EventMapping.ORIGINAL), desk);
        assertContains(text, "35=8|1=DESK1-A|");
        assertContains(text, "|150=F|");
        assertContains(text, "|20040=1|");
        assertFalse(text.contains("|11=") || text.contains("|1181="), text);
        assertFalse(valid(FixText.of(mapping, desk50, EventMapping.ORIGINAL), desk50)
                .contains("|1181="));
        assertFalse(valid(FixText.of(mapping, stock44, EventMapping.ORIGINAL), stock44)
                .contains("|20040="));
        assertContains(valid(FixText.of(mapping, broker, 55), broker), "|20040=1|");
    }

    @Test
    void shouldOnlyCountWhatIsNoMessage() {
        FundingMissedEncoder event = new FundingMissedEncoder();
        event.wrapAndApplyHeader(buffer, 0, header)
                .eventNumber(42)
                .timestampNs(NOON_NS)
                .firstNs(1)
                .lastNs(2);
        EventMapping mapping = wrap(event);
        assertEquals(42, mapping.eventNumber());
        assertEquals(0, mapping.sessionId());
        assertEquals(0, mapping.copies().count());
        assertFalse(mapping.isPushed());
    }

    private void action(PartyActionAnsweredEncoder event, TradingLevel level, PartyScope scope, RejectReason reason) {
        event.wrapAndApplyHeader(buffer, 0, header)
                .eventNumber(42)
                .timestampNs(NOON_NS)
                .sessionId(TestVenue.DESK1)
                .level(level)
                .scope(scope)
                .accountId(scope == PartyScope.ACCOUNT ? TestVenue.DESK1_A : 0)
                .instrumentId(scope == PartyScope.INSTRUMENT ? TestVenue.ETH_PERP : 0)
                .rejectReason(reason)
                .cancelledOrders(5)
                .firm(scope == PartyScope.FIRM ? "FIRM" : "")
                .requestId("q");
    }

    private static SessionProfile session(Role role, String account) {
        return new SessionProfile(
                TestVenue.DESK1,
                TestVenue.session(FixVersion.FIX44, Dialect.EXTENDED, "DESK1", role, List.of(account), false),
                TestVenue.directory(),
                () -> 0);
    }

    private EventMapping wrap(MessageEncoderFlyweight event) {
        EventMapping mapping = outbound.mappingOf(event.sbeTemplateId());
        mapping.wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH, event.sbeBlockLength(), event.sbeSchemaVersion());
        return mapping;
    }

    /** What a session is sent, valid by the dictionary that the counterparty has. */
    private String said(MessageEncoderFlyweight event, SessionProfile session, long copySeqNum) throws Exception {
        return valid(FixText.of(wrap(event), session, copySeqNum), session);
    }

    private static String valid(String text, SessionProfile session) throws Exception {
        boolean is44 = session.version() == FixVersion.FIX44;
        if (session.vocabulary().hasUserTags()) {
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

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), text);
    }
}
