package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.AccountConfig;
import io.bascule.config.ConfigLoader;
import io.bascule.config.GatewayConfig;
import io.bascule.config.LimitConfig;
import io.bascule.config.VenueConfig;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Session;
import quickfix.SessionID;

/** The demo venue in this process, over real sockets. */
@Timeout(120)
class RunningVenueTest {
    private static final GatewayConfig DEMO = ConfigLoader.load("demo").withPort(0);

    @TempDir
    Path data;

    @Test
    void shouldTradeAndSendEachReportToItsDeskAndThePrimeBroker() throws Exception {
        try (RunningVenue venue = RunningVenue.start(DEMO, data);
                FixClient desk = FixClient.logon(venue.address(), "DESK1");
                FixClient maker = FixClient.logon(venue.address(), "MM1");
                FixClient primeBroker = FixClient.logon(venue.address(), "PB1")) {
            maker.send("35=D|11=m1|1=MM1-A|55=BTC-PERP|54=2|38=1|40=2|44=60000|59=1");
            maker.expect("|35=8|", "|11=m1|", "|150=0|", "|39=0|");
            desk.send("35=U1|20001=p1|1=DESK1-A|73=1|11=leg|55=BTC-PERP|54=1|38=0.4|40=1");
            String preview = desk.expect("|35=U2|");
            assertTrue(preview.contains("|20003=0|"), preview);
            desk.send("35=D|11=d1|1=DESK1-A|55=BTC-PERP|54=1|38=0.4|40=1");
            desk.expect("|35=8|", "|11=d1|", "|150=0|");
            String fill = desk.expect("|35=8|", "|11=d1|", "|150=F|", "|39=2|", "|851=2|", "|12=9.6|");
            maker.expect("|35=8|", "|11=m1|", "|150=F|", "|39=1|", "|527=" + field(fill, 880) + "|");
            String copied = primeBroker.expect("|35=8|", "|150=0|", "|797=Y|", "|1181=1|");
            assertTrue(copied.contains("|453=1|448=DESK1|447=D|452=55|"), copied);
            String copiedFill = primeBroker.expect("|150=F|", "|1181=2|");
            assertEquals(field(fill, 17), field(copiedFill, 17));
            String initialMargin = field(fill, 20015);
            assertTrue(preview.contains("|1645=" + initialMargin + "|1644=11|1646=USD|20005=1|"), preview);
        }
    }

    @Test
    void shouldGoOnWhereItWasAfterARestart() throws Exception {
        int deskSeqNum;
        int brokerSeqNum;
        String execId;
        try (RunningVenue venue = RunningVenue.start(DEMO, data);
                FixClient desk = FixClient.logon(venue.address(), "DESK1");
                FixClient primeBroker = FixClient.logon(venue.address(), "PB1")) {
            brokerSeqNum = primeBroker.nextSeqNum();
            primeBroker.cut();
            desk.send("35=D|11=d1|1=DESK1-A|55=BTC-PERP|54=1|38=2|40=2|44=59000|59=1");
            execId = field(desk.expect("|35=8|", "|11=d1|", "|150=0|"), 17);
            deskSeqNum = desk.nextSeqNum();
        }
        try (RunningVenue venue = RunningVenue.start(DEMO, data);
                FixClient desk = FixClient.resume(venue.address(), "DESK1", deskSeqNum);
                FixClient primeBroker = FixClient.resume(venue.address(), "PB1", brokerSeqNum)) {
            desk.send("35=H|11=d1|55=BTC-PERP|54=1");
            desk.expect("|35=8|", "|11=d1|", "|150=I|", "|39=0|", "|151=2|", "|17=0|");
            desk.send("35=F|11=c1|41=d1|55=BTC-PERP|54=1");
            desk.expect("|35=8|", "|11=c1|", "|150=4|", "|39=4|");
            primeBroker.send("35=2|7=2|16=0");
            String resent = primeBroker.expect("|35=8|", "|43=Y|", "|150=0|", "|1181=1|");
            assertEquals(execId, field(resent, 17));
        }
    }

    @Test
    void shouldLeaveNothingBehindOfAStartThatFails() throws Exception {
        Path control = Files.writeString(data.resolve("control"), "no directory");

        assertThrows(IllegalStateException.class, () -> RunningVenue.start(DEMO, data));

        assertNull(Session.lookupSession(new SessionID("FIX.4.4", "BASCULE", "DESK1")));
        Files.delete(control);
        try (RunningVenue venue = RunningVenue.start(DEMO, data)) {
            FixClient.logon(venue.address(), "DESK1").close();
        }
    }

    @Test
    void shouldReplayItsLogToTheStateThatItLeft() throws Exception {
        RunningVenue first = RunningVenue.start(DEMO, data);
        long found = first.stateHash();
        try (first;
                FixClient desk = FixClient.logon(first.address(), "DESK1")) {
            desk.send("35=D|11=d1|1=DESK1-A|55=BTC-PERP|54=1|38=2|40=2|44=59000|59=1");
            desk.expect("|35=8|", "|11=d1|", "|150=0|");
        }
        RunningVenue second = RunningVenue.start(DEMO, data);
        second.close();

        assertNotEquals(found, first.stateHash());
        assertEquals(first.stateHash(), second.stateHash());
    }

    @Test
    void shouldAnswerItselfOnlyWhatNeverReachesTheEngine() throws Exception {
        try (RunningVenue venue = RunningVenue.start(DEMO, data)) {
            InetSocketAddress address = venue.address();
            try (FixClient primeBroker = FixClient.logon(address, "PB1");
                    FixClient desk = FixClient.logon(address, "DESK1");
                    FixClient source = FixClient.logon(address, "IDX1");
                    FixClient fast = FixClient.logon(address, "QA5")) {
                primeBroker.send("35=D|11=a|1=DESK1-A|55=BTC-PERP|54=1|38=1|40=1");
                primeBroker.expect("|35=j|", "|372=D|", "|380=6|");
                desk.send("35=AD|568=a|569=0|263=0");
                desk.expect("|35=j|", "|372=AD|", "|379=a|", "|380=3|");
                desk.send("35=x|320=s1|559=0|55=ETH-PERP");
                desk.expect("|35=y|", "|320=s1|", "|55=ETH-PERP|");
                desk.send("35=D|11=a|1=DESK1-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|211=1");
                desk.expect("|35=8|", "|150=8|", "|103=11|");
                source.send("35=W|55=BTC-INDEX|268=1|269=3|270=90000");
                source.expect("|35=j|", "|372=W|", "|380=0|", "|58=the price is too far from the current index|");
                for (int i = 0; i <= 100; i++) {
                    fast.send("35=H|11=x|55=BTC-PERP|54=1");
                }
                fast.expect("|35=j|", "|380=8|");
                fast.expect("|35=j|", "|380=9|");
                assertTrue(fast.isClosedByVenue());
            }
        }
    }

    @Test
    void shouldCancelTheOrdersOfASessionThatIsGone() throws Exception {
        try (RunningVenue venue = RunningVenue.start(DEMO, data)) {
            int seqNum;
            try (FixClient desk = FixClient.logon(venue.address(), "QA6")) {
                desk.send("35=D|11=k1|1=QA6-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
                desk.expect("|35=8|", "|11=k1|", "|150=0|");
                seqNum = desk.nextSeqNum();
            }
            try (FixClient primeBroker = FixClient.logon(venue.address(), "PB1");
                    FixClient desk = FixClient.resume(venue.address(), "QA6", seqNum)) {
                desk.send("35=H|11=k1|55=BTC-PERP|54=1");
                desk.expect("|35=8|", "|11=k1|", "|150=I|", "|39=4|");
                desk.send("35=2|7=3|16=0");
                desk.expect("|35=8|", "|11=k1|", "|150=4|", "|378=12|", "|43=Y|");
                primeBroker.send("35=1|112=t");
                primeBroker.expect("|35=0|", "|112=t|");
            }
        }
    }

    @Test
    void shouldCatchUpFromTheLogWhenMoreHappensAtOnceThanIsRetained() throws Exception {
        int seqNum;
        int orders = 100;
        try (RunningVenue venue = RunningVenue.start(retaining(60), data);
                FixClient bystander = FixClient.logon(venue.address(), "DESK1")) {
            try (FixClient desk = FixClient.logon(venue.address(), "QA6")) {
                for (int i = 1; i <= orders; i++) {
                    desk.send("35=D|11=k" + i + "|1=QA6-A|55=BTC-PERP|54=1|38=0.01|40=2|44=59000|59=1");
                    desk.expect("|35=8|", "|11=k" + i + "|", "|150=0|");
                    if (i % 40 == 0) {
                        // Until these are acknowledged the venue takes no more.
                        Awaitility.await().pollDelay(Duration.ofMillis(150)).until(() -> true);
                    }
                }
                seqNum = desk.nextSeqNum();
            }
            assertTrue(bystander.isClosedByVenue());
            try (FixClient desk = FixClient.resume(venue.address(), "QA6", seqNum);
                    FixClient primeBroker = FixClient.logon(venue.address(), "PB1")) {
                desk.send("35=2|7=" + (orders + 2) + "|16=0");
                for (int i = 1; i <= orders; i++) {
                    String report = desk.expect("|35=8|");
                    assertTrue(report.contains("|11=k" + i + "|") && report.contains("|150=4|"), report);
                }
                desk.send("35=D|11=last|1=QA6-A|55=BTC-PERP|54=1|38=0.01|40=2|44=59000|59=1");
                desk.expect("|35=8|", "|11=last|", "|150=0|");
                String copy = primeBroker.expect("|35=8|", "|11=last|", "|797=Y|");
                assertEquals(String.valueOf(2 * orders + 1), field(copy, 1181));
            }
        }
    }

    private static GatewayConfig retaining(int maxRetainedEvents) {
        VenueConfig venue = DEMO.venue();
        LimitConfig limits = venue.limits();
        return new GatewayConfig(
                DEMO.acceptor(),
                DEMO.sessions(),
                new VenueConfig(
                        venue.underlyings(),
                        venue.instruments(),
                        venue.marginFile(),
                        venue.accounts(),
                        new LimitConfig(
                                limits.maxSessions(),
                                limits.maxAccounts(),
                                limits.maxInstruments(),
                                limits.maxOrders(),
                                limits.maxOpenOrdersPerAccount(),
                                limits.closedOrdersPerSession(),
                                maxRetainedEvents,
                                limits.maxPreviewOrders())));
    }

    @Test
    void shouldRefuseAConfigurationThatDropsAnAccountWithFunds() {
        RunningVenue.start(DEMO, data).close();
        List<AccountConfig> others = DEMO.venue().accounts().stream()
                .filter(account -> !account.name().equals("DESK2-A"))
                .toList();
        VenueConfig venue = DEMO.venue();
        GatewayConfig changed = new GatewayConfig(
                DEMO.acceptor(),
                DEMO.sessions().stream()
                        .filter(session -> !session.accounts().contains("DESK2-A")
                                && !session.dropCopyAccounts().contains("DESK2-A"))
                        .toList(),
                new VenueConfig(venue.underlyings(), venue.instruments(), venue.marginFile(), others, venue.limits()));
        ConfigurationRefusedException refused =
                assertThrows(ConfigurationRefusedException.class, () -> RunningVenue.start(changed, data));
        assertTrue(refused.getMessage().contains("DESK2-A"), refused.getMessage());
    }

    @Test
    void shouldAnswerForAClosedOrderInAnInstrumentThatIsNoLongerListed() throws Exception {
        int seqNum;
        try (RunningVenue venue = RunningVenue.start(DEMO, data);
                FixClient desk = FixClient.logon(venue.address(), "DESK1")) {
            desk.send("35=D|11=d1|1=DESK1-A|55=ETH-PERP|54=1|38=1|40=2|44=2900|59=3");
            desk.expect("|35=8|", "|11=d1|", "|150=0|");
            desk.expect("|35=8|", "|11=d1|", "|39=4|");
            seqNum = desk.nextSeqNum();
        }
        VenueConfig full = DEMO.venue();
        VenueConfig less = new VenueConfig(
                full.underlyings(),
                full.instruments().stream()
                        .filter(instrument -> !instrument.symbol().equals("ETH-PERP"))
                        .toList(),
                full.marginFile(),
                full.accounts(),
                full.limits());
        try (RunningVenue venue = RunningVenue.start(new GatewayConfig(DEMO.acceptor(), DEMO.sessions(), less), data);
                FixClient desk = FixClient.resume(venue.address(), "DESK1", seqNum)) {
            desk.send("35=H|11=d1|55=ETH-PERP|54=1");
            desk.expect("|35=8|", "|11=d1|", "|150=I|", "|55=[N/A]|");
            desk.send("35=D|97=Y|11=d1|1=DESK1-A|55=ETH-PERP|54=1|38=1|40=2|44=2900|59=3");
            desk.expect("|35=8|", "|11=d1|", "|150=I|", "|55=[N/A]|");
        }
    }

    private static String field(String message, int tag) {
        String start = "|" + tag + "=";
        int at = message.indexOf(start) + start.length();
        return message.substring(at, message.indexOf('|', at));
    }
}
