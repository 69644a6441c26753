package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Credentials;
import io.bascule.config.PasswordHash;
import io.bascule.config.SessionConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop that this thread runs by hand: what is done before it does was done at once. */
@Timeout(60)
class AuthenticatorTest {
    private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    private final Authenticator authenticator = new Authenticator(loop::add, 4);
    private final List<Verdict> verdicts = new ArrayList<>();

    @AfterEach
    void close() {
        authenticator.close();
    }

    @Test
    void shouldHashElsewhereAndRememberWhatWasRight() throws InterruptedException {
        SessionConfig session = session("right", 1_000);
        verify("right", session);
        assertEquals(List.of(), verdicts);
        turn();
        verify("right", session);
        verify("wrong", session);

        assertEquals(List.of(Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG), verdicts);
    }

    @Test
    void shouldNotRememberWhatWasWrong() throws InterruptedException {
        SessionConfig session = session("right", 1_000);
        verify("wrong", session);
        turn();
        verify("wrong", session);
        turn();
        verify("right", session);
        turn();

        assertEquals(List.of(Verdict.WRONG, Verdict.WRONG, Verdict.RIGHT), verdicts);
    }

    @Test
    void shouldForgetAPasswordThatWasChanged() throws InterruptedException {
        verify("old", session("old", 1_000));
        turn();
        SessionConfig changed = session("new", 1_000);
        verify("old", changed);
        turn();
        verify("new", changed);
        turn();

        assertEquals(List.of(Verdict.RIGHT, Verdict.WRONG, Verdict.RIGHT), verdicts);
    }

    @Test
    void shouldHashNoMoreAtOnceThanMayWait() throws InterruptedException {
        SessionConfig slow = session("right", 1_000_000);
        for (int i = 0; i < 20; i++) {
            verify("wrong", slow);
        }

        // Two are hashed, four wait; none was hashed so soon that another found room.
        assertTrue(verdicts.size() >= 12, verdicts.toString());
        assertTrue(verdicts.stream().allMatch(verdict -> verdict == Verdict.TOO_MANY), verdicts.toString());
        assertFalse(Verdict.TOO_MANY.isFailure());
        turn();
        assertEquals(Verdict.WRONG, verdicts.get(verdicts.size() - 1));
    }

    @Test
    void shouldWipeThePassword() throws InterruptedException {
        LogonRequest logon = logon("right");
        authenticator.verify(logon, session("right", 1_000), verdicts::add);
        turn();

        assertEquals("*****", new String(logon.password()));
    }

    private void verify(String password, SessionConfig session) {
        authenticator.verify(logon(password), session, verdicts::add);
    }

    private void turn() throws InterruptedException {
        loop.poll(30, TimeUnit.SECONDS).run();
    }

    private static LogonRequest logon(String password) {
        byte[] bytes = RawFixClient.bytes("8=FIX.4.4|35=A|34=1|49=DESK1|52=" + RawFixClient.now()
                + "|56=BASCULE|553=DESK1|554=" + password + "|");
        return LogonRequest.parse(bytes, 0, bytes.length);
    }

    private static SessionConfig session(String password, int iterations) {
        return TestGateway.session(
                TestGateway.DESK1, new Credentials("DESK1", PasswordHash.create(password.toCharArray(), iterations)));
    }
}
