package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.gateway.FixClock;
import io.bascule.gateway.encoding.MessageBody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a counterparty sees of the hours of its session, which are 08:00 to 17:00 each day. */
@Timeout(60)
class SessionHoursTest {
    private static final Map<String, String> OFFICE =
            Map.of("StartTime", "08:00:00", "EndTime", "17:00:00", "StartDay", "", "EndDay", "");

    @TempDir
    Path data;

    private TestGateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
        FixClock.reset();
    }

    @Test
    void shouldLogOutWhoIsConnectedWhenTheHoursEndAndBeginTheNumbersAnew() throws Exception {
        startAt("2026-11-23T16:59:50Z");
        try (RawFixClient desk = logon(1)) {
            assertTrue(desk.receive().contains("|35=A|34=1|"));
            passTo("2026-11-23T17:00:00Z");
            passTo("2026-11-23T17:00:01Z");
            String logout = desk.receive();
            assertTrue(logout.contains("|35=5|34=2|") && logout.contains("|58=Session reset|"), logout);
            send(desk, "35=5|34=2");
            assertTrue(desk.isClosedSilently());
        }
        passTo("2026-11-23T17:00:03Z");
        assertEquals(2, epoch());
        passTo("2026-11-23T20:00:00Z");
        passTo("2026-11-24T08:00:00Z");
        assertEquals(2, epoch());
    }

    @Test
    void shouldTurnAwaySilentlyWhoComesOutsideOfTheHours() throws Exception {
        startAt("2026-11-23T18:00:00Z");
        try (RawFixClient early = logon(1)) {
            assertTrue(early.isClosedSilently());
        }
        passTo("2026-11-24T08:00:00Z");
        try (RawFixClient desk = logon(1)) {
            String logon = desk.receive();
            assertTrue(logon.contains("|35=A|34=1|"), logon);
        }
    }

    @Test
    void shouldKeepForTheNextHoursWhatIsSentBetweenThem() throws Exception {
        startAt("2026-11-23T12:00:00Z");
        passTo("2026-11-23T17:00:00Z");
        passTo("2026-11-23T20:00:00Z");
        gateway.onLoop(this::report);
        passTo("2026-11-23T20:00:05Z");
        passTo("2026-11-24T08:00:00Z");
        try (RawFixClient desk = logon(1)) {
            String logon = desk.receive();
            assertTrue(logon.contains("|35=A|34=2|"), logon);
            send(desk, "35=2|34=2", "7=1|16=0|");
            String report = desk.receive();
            assertTrue(report.contains("|35=8|34=1|43=Y|") && report.contains("|11=between|"), report);
        }
    }

    @Test
    void shouldNotBeginANonStopSessionAnewWhateverTheWeek() throws Exception {
        FixClock.moveTo("2026-11-21T12:00:00Z");
        gateway = TestGateway.start(data, Map.of("NonStopSession", "Y"));
        passTo("2026-11-22T12:00:00Z");
        passTo("2026-12-22T12:00:00Z");
        assertEquals(1, epoch());
        try (RawFixClient desk = logon(1)) {
            assertTrue(desk.receive().contains("|35=A|34=1|"));
        }
    }

    @Test
    void shouldSayItsLogoutOnceWhileItWaitsForTheAnswer() throws Exception {
        startAt("2026-11-23T16:59:50Z");
        try (RawFixClient desk = logon(1)) {
            assertTrue(desk.receive().contains("|35=A|"));
            passTo("2026-11-23T17:00:00Z");
            passTo("2026-11-23T17:00:01Z");
            passTo("2026-11-23T17:00:02Z");
            assertTrue(desk.receive().contains("|35=5|34=2|"));
            assertTrue(desk.isClosedSilently());
        }
    }

    private void report() {
        MessageBody body = new MessageBody();
        body.begin("8").put(11, "between");
        try {
            gateway.session(TestGateway.DESK1).send(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void startAt(String instant) throws Exception {
        FixClock.moveTo(instant);
        gateway = TestGateway.start(data, OFFICE);
    }

    /** The clock goes to an instant, and each session's timer runs then. */
    private void passTo(String instant) {
        FixClock.moveTo(instant);
        gateway.onLoop(() -> gateway.acceptor.sessions().forEach(session -> session.onTimer(System.nanoTime())));
    }

    private long epoch() {
        long[] epoch = {0};
        gateway.onLoop(() -> epoch[0] = gateway.epoch(TestGateway.DESK1));
        return epoch[0];
    }

    private RawFixClient logon(int msgSeqNum) throws IOException {
        RawFixClient desk = gateway.connect();
        send(desk, "35=A|34=" + msgSeqNum, "98=0|108=30|553=DESK1|554=desk1-secret|");
        return desk;
    }

    private static void send(RawFixClient desk, String start) throws IOException {
        send(desk, start, "");
    }

    private static void send(RawFixClient desk, String start, String body) throws IOException {
        desk.send("FIX.4.4", start + "|49=DESK1|52=" + RawFixClient.now() + "|56=BASCULE|" + body);
    }
}
