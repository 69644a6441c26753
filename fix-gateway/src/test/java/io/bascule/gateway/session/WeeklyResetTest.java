package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.gateway.FixClock;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The numbers begin at 1 when a week does, whoever is connected, and once, whatever the clock does. */
@Timeout(60)
class WeeklyResetTest {
    @TempDir
    Path data;

    private TestGateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
        FixClock.reset();
    }

    @Test
    void shouldResetWhileNobodyIsConnected() throws Exception {
        startAt("2026-11-21T23:59:50Z");
        passTo("2026-11-21T23:59:57Z"); // QuickFIX/J looks at the schedule once a second
        assertEpochs(1);

        passTo("2026-11-22T00:00:00Z");
        assertEpochs(2);
        passTo("2026-11-22T00:00:05Z");
        passTo("2026-11-28T23:59:58Z");
        assertEpochs(2);
        passTo("2026-11-29T00:00:00Z");
        assertEpochs(3);
    }

    @Test
    void shouldNotResetTwiceForAClockThatIsSetBackOverTheBoundary() throws Exception {
        startAt("2026-11-21T23:59:50Z");
        passTo("2026-11-22T00:00:10Z");
        assertEpochs(2);

        restartAt("2026-11-20T23:10:00Z");
        passTo("2026-11-21T12:00:00Z");
        passTo("2026-11-22T00:00:01Z");
        passTo("2026-11-22T00:00:20Z");
        assertEpochs(2);
        restartAt("2026-11-23T00:00:00Z");
        assertEpochs(2);
        passTo("2026-11-29T00:00:01Z");
        assertEpochs(3);
    }

    @Test
    void shouldNotResetAgainAfterAClockThatWasAhead() throws Exception {
        startAt("2026-11-21T12:00:00Z");
        restartAt("2026-11-22T13:00:00Z");
        assertEpochs(2);

        restartAt("2026-11-21T12:10:00Z");
        passTo("2026-11-22T00:00:01Z");
        passTo("2026-11-22T14:00:00Z");
        restartAt("2026-11-22T15:00:00Z");

        assertEpochs(2);
    }

    private void startAt(String instant) throws Exception {
        FixClock.moveTo(instant);
        gateway = TestGateway.start(data);
    }

    private void restartAt(String instant) throws Exception {
        gateway.close();
        startAt(instant);
    }

    /** The clock goes to an instant, and each session's timer runs then. */
    private void passTo(String instant) {
        FixClock.moveTo(instant);
        gateway.onLoop(() -> gateway.acceptor.sessions().forEach(session -> session.onTimer(System.nanoTime())));
    }

    private void assertEpochs(long epoch) {
        gateway.onLoop(() -> assertEquals(
                Stream.generate(() -> epoch).limit(4).toList(),
                gateway.acceptor.sessions().stream()
                        .map(session -> session.store().epoch())
                        .toList()));
    }
}
