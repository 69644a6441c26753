package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.RequestMassStatusEncoder;
import io.bascule.engine.wire.sbe.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mass statuses may not cost a client its connection: what does not fit into its queue is refused. */
final class MassStatusQueueTest {
    private static final long SESSION = 11;
    private static final int ORDERS = 5_000;

    private final CommandBuffer command = new CommandBuffer();
    private final FakeLog log = new FakeLog();

    @Test
    void shouldRefuseWhatAClientThatDoesNotReadHasNoRoomFor() {
        final Received received = log.open(SESSION);
        Commands.configure(command, 1_000_000, filled -> log.send(SESSION, filled));
        log.send(SESSION, Commands.connect(command, 7));
        for (int i = 1; i <= ORDERS; i++) {
            log.send(SESSION, Commands.restingOrder(command, i));
        }
        drain();
        received.clear();

        log.window(SESSION, 0);
        for (int i = 1; i <= 30; i++) {
            log.send(SESSION, massStatus(ORDERS + i));
        }
        assertEquals(List.of(), log.cutOff());
        log.window(SESSION, Integer.MAX_VALUE);
        drain();

        final long reports = received.lines.stream()
                .filter("0 execution ORDER_STATUS"::equals)
                .count();
        final long refusals = received.lines.stream()
                .filter(line -> line.startsWith("refused 8 session 1 ") && line.endsWith(" VENUE_BUSY"))
                .count();
        assertEquals(0, reports % ORDERS, "each is answered whole");
        assertTrue(reports >= 4 * ORDERS, () -> reports + " reports");
        assertEquals(30, reports / ORDERS + refusals);

        received.clear();
        log.send(SESSION, massStatus(ORDERS + 31));
        drain();
        assertEquals(ORDERS, received.lines.size());
    }

    private void drain() {
        while (log.service.doBackgroundWork(0) > 0) {
            // Each turn sends a bounded number.
        }
    }

    private CommandBuffer massStatus(final long msgSeqNum) {
        final RequestMassStatusEncoder encoder = command.requestMassStatus();
        encoder.sessionId(Commands.DESK_SESSION).msgSeqNum(msgSeqNum).flags().clear();
        encoder.fault(RejectReason.NONE)
                .side(Side.NULL_VAL)
                .accountId(0)
                .instrumentId(0)
                .symbol("")
                .accountName("")
                .massStatusReqId("M");
        return command;
    }
}
