package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.AcceptorConfig;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quickfix.RuntimeError;
import quickfix.Session;

/** Starting, failing and stopping. */
@Timeout(60)
class FixAcceptorLifecycleTest {
    private static final AcceptorConfig ANY_PORT = TestGateway.limits(2_000, 5_000, 64, true);

    @TempDir
    Path data;

    @Test
    void shouldCreateEverySessionBeforeItStartsAndForgetThemWhenItStops() throws Exception {
        TestGateway gateway = TestGateway.create(data, ANY_PORT);

        assertEquals(List.of("create DESK1", "create DESK2", "create REMOTE", "create OPEN"), gateway.heard);
        assertEquals(4, gateway.acceptor.getSessions().size());
        assertFalse(gateway.acceptor.isLoggedOn());
        gateway.close();
        assertFalse(Session.doesSessionExist(TestGateway.DESK1));
    }

    @Test
    void shouldRefuseToStartOnATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            TestGateway gateway = TestGateway.create(data, ANY_PORT.withPort(taken.getLocalPort()));

            RuntimeError error = assertThrows(RuntimeError.class, gateway.acceptor::start);

            assertTrue(error.getMessage().contains(":" + taken.getLocalPort()), error.getMessage());
            assertFalse(Session.doesSessionExist(TestGateway.DESK1));
        }
    }

    @Test
    void shouldNotBindWithoutItsEngine() throws Exception {
        TestGateway gateway = TestGateway.create(data, ANY_PORT);
        gateway.failEngine();

        RuntimeError error = assertThrows(RuntimeError.class, gateway.acceptor::start);

        assertTrue(error.getMessage().contains("the engine is gone"), error.getMessage());
        gateway.close();
    }

    @Test
    void shouldStopAloudWhenItsEngineFails() throws Exception {
        TestGateway gateway = TestGateway.start(data);
        RawFixClient desk = gateway.connect();
        gateway.failEngine();

        CompletionException failure = assertThrows(CompletionException.class, gateway.acceptor.terminated()::join);

        assertEquals("the engine is gone", failure.getCause().getMessage());
        assertTrue(desk.isClosedSilently());
        desk.close();
        gateway.close();
    }
}
