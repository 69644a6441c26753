package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.wire.CommandBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class VenueServiceTest {
    private static final long SESSION = 11;
    private static final long OTHER_SESSION = 12;
    private static final long THIRD_SESSION = 13;
    private static final int GATEWAY = 7;
    private static final int OTHER_GATEWAY = 8;

    private final CommandBuffer command = new CommandBuffer();
    private FakeLog log = new FakeLog();
    private long orders;

    @Test
    void shouldAnswerAConfigurationInForceWithoutApplyingItAgain() {
        final Received received = configured(SESSION, 100);
        log.open(OTHER_SESSION);
        command.beginConfiguration().proposedEpoch(5).digest(1);
        log.send(SESSION, command);
        assertEquals(
                List.of(
                        "configured TRUE current FALSE epoch 20261120 ",
                        "configured TRUE current TRUE epoch 20261120 "),
                received.lines);
    }

    @Test
    void shouldRefuseAConfigurationOfWhichAPartCouldNotBeRead() {
        final Received received = log.open(SESSION);
        Commands.configure(command, 100, filled -> {
            final byte[] bytes = new byte[filled.length()];
            filled.buffer().getBytes(0, bytes);
            final boolean isAccount = bytes[2] == 54;
            log.send(SESSION, isAccount ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes);
        });
        assertEquals(
                List.of(
                        "refused 54 session 0 seq 0 UNSUPPORTED_VALUE",
                        "refused 54 session 0 seq 0 UNSUPPORTED_VALUE",
                        "configured FALSE current FALSE epoch 0 a part of the configuration could not be read"),
                received.lines);
    }

    @Test
    void shouldRefuseDefinitionsOfAClientThatDidNotBegin() {
        configured(SESSION, 100);
        final Received other = log.open(OTHER_SESSION);
        command.defineAccount()
                .openingUsdcUnits(1)
                .openingBtcUnits(0)
                .openingEthUnits(0)
                .maxOpenOrders(1)
                .name("ACC3");
        log.send(OTHER_SESSION, command);
        command.endConfiguration();
        log.send(OTHER_SESSION, command);
        assertEquals(
                List.of("refused 54 session 0 seq 0 UNSUPPORTED_VALUE", "refused 56 session 0 seq 0 UNSUPPORTED_VALUE"),
                other.lines);
    }

    @Test
    void shouldSendRegistrationsThenLiveEvents() {
        final Received received = connected(SESSION, GATEWAY, 100);
        place(SESSION, 2);
        assertEquals(
                List.of(
                        "template 121",
                        "template 122",
                        "template 123",
                        "template 123",
                        "template 124",
                        "template 124",
                        "gateway 7 last 0 acknowledged 0",
                        "1 execution NEW",
                        "2 execution NEW"),
                received.lines.subList(1, received.lines.size()));
    }

    @Test
    void shouldSendExactlyWhatWasNotAcknowledgedToAGatewayThatComesBack() {
        connected(SESSION, GATEWAY, 100);
        place(SESSION, 5);
        log.send(SESSION, Commands.acknowledge(command, GATEWAY, 3));
        log.close(SESSION);
        final Received again = log.open(OTHER_SESSION);
        log.send(OTHER_SESSION, Commands.connect(command, GATEWAY));
        assertTrue(again.lines.contains("gateway 7 last 5 acknowledged 3"), () -> again.lines.toString());
        assertEquals(List.of(4L, 5L), again.eventNumbers);
    }

    @Test
    void shouldRetainForTheSlowestGateway() {
        connected(SESSION, GATEWAY, 100);
        final Received other = log.open(OTHER_SESSION);
        log.send(OTHER_SESSION, Commands.connect(command, OTHER_GATEWAY));
        place(SESSION, 4);
        log.send(SESSION, Commands.acknowledge(command, GATEWAY, 4));
        log.send(OTHER_SESSION, Commands.acknowledge(command, OTHER_GATEWAY, 1));
        assertEquals(List.of(1L, 2L, 3L, 4L), other.eventNumbers);
        log.close(OTHER_SESSION);
        final Received again = log.open(THIRD_SESSION);
        log.send(THIRD_SESSION, Commands.connect(command, OTHER_GATEWAY));
        assertEquals(List.of(2L, 3L, 4L), again.eventNumbers);
    }

    @Test
    void shouldGiveANewGatewayEventsFromItsRegistrationOn() {
        connected(SESSION, GATEWAY, 100);
        place(SESSION, 2);
        final Received other = log.open(OTHER_SESSION);
        log.send(OTHER_SESSION, Commands.connect(command, OTHER_GATEWAY));
        place(SESSION, 1);
        assertEquals(List.of(3L), other.eventNumbers);
    }

    @Test
    void shouldCutOffTheClientThatAGatewayConnectedAsBefore() {
        final Received former = connected(SESSION, GATEWAY, 100);
        log.open(OTHER_SESSION);
        log.send(OTHER_SESSION, Commands.connect(command, GATEWAY));
        assertEquals(List.of(SESSION), log.cutOff());
        former.clear();
        place(OTHER_SESSION, 1);
        assertEquals(List.of(), former.lines);
        log.close(SESSION);
        log.send(OTHER_SESSION, Commands.acknowledge(command, GATEWAY, 1));
        log.send(OTHER_SESSION, Commands.connect(command, GATEWAY));
        assertEquals(List.of(SESSION), log.cutOff());
    }

    @Test
    void shouldRegisterAgainWithoutSendingEventsTwiceOnOneSession() {
        final Received received = connected(SESSION, GATEWAY, 100);
        place(SESSION, 1);
        received.clear();
        log.send(SESSION, Commands.connect(command, GATEWAY));
        place(SESSION, 1);
        assertEquals(
                List.of("gateway 7 last 1 acknowledged 0", "2 execution NEW"),
                received.lines.subList(6, received.lines.size()));
    }

    @Test
    void shouldKeepOneOrderOfAnswersAndEventsUnderBackPressure() {
        final Received received = connected(SESSION, GATEWAY, 100);
        received.clear();
        log.window(SESSION, 0);
        place(SESSION, 2);
        log.send(SESSION, Commands.requestStateHash(command, 1));
        place(SESSION, 1);
        log.send(SESSION, Commands.requestStateHash(command, 2));
        assertEquals(List.of(), received.lines);
        for (int i = 0; i < 6; i++) {
            log.window(SESSION, 1);
            log.service.doBackgroundWork(0);
        }
        assertEquals(
                List.of("1 execution NEW", "2 execution NEW", "hash 1", "3 execution NEW", "hash 2"), received.lines);
    }

    @Test
    void shouldLoseNothingOverManyChunksWhenAClientReadsLate() {
        final Received received = connected(SESSION, GATEWAY, 100_000);
        log.window(SESSION, 0);
        place(SESSION, 5_000);
        log.window(SESSION, Integer.MAX_VALUE);
        while (log.service.doBackgroundWork(0) > 0) {
            // Each turn sends a bounded number.
        }
        assertEquals(LongStream.rangeClosed(1, 5_000).boxed().toList(), received.eventNumbers);
    }

    @Test
    void shouldSkipWhatAGatewayAcknowledgesBeforeItWasSentAgain() {
        connected(SESSION, GATEWAY, 100_000);
        place(SESSION, 3_000);
        log.close(SESSION);
        final Received again = log.open(OTHER_SESSION);
        final int registrations = 7;
        log.window(OTHER_SESSION, registrations + 3);
        log.send(OTHER_SESSION, Commands.connect(command, GATEWAY));
        log.send(OTHER_SESSION, Commands.acknowledge(command, GATEWAY, 2_998));
        log.window(OTHER_SESSION, Integer.MAX_VALUE);
        log.service.doBackgroundWork(0);
        assertEquals(List.of(1L, 2L, 3L, 2_999L, 3_000L), again.eventNumbers);
    }

    @Test
    void shouldRefuseOrdersAboveFourFifthsOfTheRetentionBoundUntilAcknowledged() {
        final Received received = connected(SESSION, GATEWAY, 10);
        received.clear();
        place(SESSION, 10);
        assertEquals(9, received.eventNumbers.size());
        assertEquals("refused 1 session 1 seq 10 VENUE_BUSY", received.lines.get(9));
        log.send(SESSION, Commands.acknowledge(command, GATEWAY, 1));
        place(SESSION, 1);
        assertEquals("10 execution NEW", received.lines.get(10));
    }

    @Test
    void shouldLetCancelsPassUpToTheBoundAndLoseTheSlowestGatewayAboveIt() {
        connected(SESSION, GATEWAY, 10);
        place(SESSION, 9);
        log.send(SESSION, Commands.cancel(command, 101, 1));
        assertEquals(List.of(), log.cutOff());
        log.send(SESSION, Commands.cancel(command, 102, 2));
        assertEquals(List.of(SESSION), log.cutOff());

        final Received other = log.open(OTHER_SESSION);
        log.send(OTHER_SESSION, Commands.restingOrder(command, 12));
        log.send(OTHER_SESSION, Commands.connect(command, GATEWAY));
        assertTrue(other.lines.contains("gateway 7 last 12 acknowledged 0"), () -> other.lines.toString());
        assertEquals(13, other.heldFromEventNumber);
        assertEquals(0, other.catchUpPosition);
        assertEquals(List.of(), other.eventNumbers);
        log.send(OTHER_SESSION, Commands.restingOrder(command, 13));
        assertEquals(List.of(13L), other.eventNumbers);
    }

    @Test
    void shouldGoOnServingAGatewayThatKeepsUpWhenAnotherIsLost() {
        final Received received = connected(SESSION, GATEWAY, 10);
        final Received other = log.open(OTHER_SESSION);
        log.send(OTHER_SESSION, Commands.connect(command, OTHER_GATEWAY));
        place(SESSION, 9);
        log.send(SESSION, Commands.acknowledge(command, GATEWAY, 9));
        log.send(SESSION, Commands.cancel(command, 101, 1));
        log.send(SESSION, Commands.cancel(command, 102, 2));
        assertEquals(List.of(OTHER_SESSION), log.cutOff());
        assertEquals(9, other.eventNumbers.get(8));
        place(SESSION, 5);
        assertEquals(16, received.eventNumbers.get(15));
        assertEquals(16, received.eventNumbers.size());
    }

    @Test
    void shouldHoldWhatALostGatewayGetsAfterItHasComeBackWhileItCatchesUp() {
        connected(SESSION, GATEWAY, 10);
        place(SESSION, 9);
        log.send(SESSION, Commands.cancel(command, 101, 1));
        log.send(SESSION, Commands.cancel(command, 102, 2));
        log.open(OTHER_SESSION);
        log.send(OTHER_SESSION, Commands.connect(command, GATEWAY));
        log.send(OTHER_SESSION, Commands.restingOrder(command, 12));
        log.send(OTHER_SESSION, Commands.acknowledge(command, GATEWAY, 5));
        log.close(OTHER_SESSION);

        final Received again = log.open(THIRD_SESSION);
        log.send(THIRD_SESSION, Commands.connect(command, GATEWAY));
        assertEquals(5, again.acknowledgedEventNumber);
        assertEquals(12, again.heldFromEventNumber);
        assertEquals(List.of(12L), again.eventNumbers);
        log.send(THIRD_SESSION, Commands.acknowledge(command, GATEWAY, 12));
        log.close(THIRD_SESSION);

        final Received caughtUp = log.open(THIRD_SESSION + 1);
        log.send(THIRD_SESSION + 1, Commands.connect(command, GATEWAY));
        assertEquals(13, caughtUp.heldFromEventNumber);
        assertEquals(Gateways.Gateway.NO_POSITION, caughtUp.catchUpPosition);
    }

    @Test
    void shouldGoOnHoweverMuchHappensWhileEveryGatewayIsLost() {
        connected(SESSION, GATEWAY, 10);
        for (int i = 0; i < 9; i++) {
            log.send(SESSION, Commands.dayOrder(command, ++orders));
        }
        log.passTo(20_001 * FakeLog.DAY_NS);
        assertEquals(List.of(SESSION), log.cutOff());
        assertEquals(0, log.service.neededPosition(), "the log is needed from its beginning");
        final Received other = log.open(OTHER_SESSION);
        place(OTHER_SESSION, 30);
        log.send(OTHER_SESSION, Commands.connect(command, GATEWAY));
        place(OTHER_SESSION, 1);
        assertEquals(
                List.of("gateway 7 last 48 acknowledged 0", "49 execution NEW"),
                other.lines.subList(other.lines.size() - 2, other.lines.size()));
    }

    @Test
    void shouldRefuseAcknowledgementsOfOthersAndOfTheFuture() {
        final Received received = connected(SESSION, GATEWAY, 100);
        place(SESSION, 1);
        final Received other = log.open(OTHER_SESSION);
        final long before = hash(SESSION, received);
        log.send(OTHER_SESSION, Commands.acknowledge(command, GATEWAY, 1));
        log.send(SESSION, Commands.acknowledge(command, GATEWAY, 2));
        log.send(SESSION, Commands.acknowledge(command, OTHER_GATEWAY, 1));
        assertEquals(List.of("refused 10 session 0 seq 0 UNSUPPORTED_VALUE"), other.lines);
        assertEquals(
                2,
                received.lines.stream()
                        .filter(line -> line.startsWith("refused 10"))
                        .count());
        assertEquals(before, hash(SESSION, received));
    }

    @Test
    void shouldCutOffAClientThatNeverReadsItsAnswers() {
        log.open(SESSION);
        log.window(SESSION, 0);
        for (int i = 0; i < 400_000 && log.cutOff().isEmpty(); i++) {
            log.send(SESSION, Commands.requestStateHash(command, i));
        }
        assertEquals(List.of(SESSION), log.cutOff());
    }

    @Test
    void shouldRollTheDayOnceAtMidnight() {
        final Received received = connected(SESSION, GATEWAY, 100);
        log.send(SESSION, Commands.dayOrder(command, 1));
        log.send(SESSION, Commands.restingOrder(command, 2));
        final long midnightNs = 20_001 * FakeLog.DAY_NS;
        assertEquals(midnightNs, log.timerDeadlineNs);
        log.passTo(midnightNs - 1);
        assertEquals(List.of(1L, 2L), received.eventNumbers);
        log.passTo(midnightNs);
        assertEquals("3 execution EXPIRED", received.lines.get(received.lines.size() - 1));
        assertEquals(midnightNs + FakeLog.DAY_NS, log.timerDeadlineNs);
        log.send(SESSION, Commands.dayOrder(command, 3));
        assertEquals("4 execution NEW", received.lines.get(received.lines.size() - 1));
    }

    @Test
    void shouldLookAtPricesASecondAfterAnEventAndElseOnTheHour() {
        final long secondNs = 1_000_000_000L;
        final long hourNs = FakeLog.START_NS + 3_600 * secondNs;
        final Received received = connected(SESSION, GATEWAY, 100);
        assertEquals(FakeLog.START_NS + secondNs, log.priceDeadlineNs);
        log.passTo(FakeLog.START_NS + secondNs);
        assertEquals(hourNs, log.priceDeadlineNs);
        log.send(SESSION, Commands.restingOrder(command, 1));
        assertEquals(FakeLog.START_NS + 2 * secondNs, log.priceDeadlineNs);
        log.passTo(FakeLog.START_NS + 2 * secondNs);
        assertEquals(hourNs, log.priceDeadlineNs);
        log.passTo(hourNs);
        assertEquals(hourNs + 3_600 * secondNs, log.priceDeadlineNs);
        final long before = hash(SESSION, received);
        final FakeLog again = log.replay();
        assertEquals(again.timeNs + 5 * secondNs, again.priceDeadlineNs); // a start holds the clock
        final Received replayed = again.open(OTHER_SESSION);
        again.send(OTHER_SESSION, Commands.requestStateHash(command, 1));
        assertEquals(before, replayed.stateHash);
    }

    @Test
    void shouldLetOrdersExpireByATimerOfTheirOwn() {
        final Received received = connected(SESSION, GATEWAY, 100);
        log.send(SESSION, Commands.expiringOrder(command, 1, FakeLog.START_NS + 5_000));
        assertEquals(FakeLog.START_NS + 5_000, log.expiryDeadlineNs);
        log.send(SESSION, Commands.expiringOrder(command, 2, FakeLog.START_NS + 3_000));
        assertEquals(FakeLog.START_NS + 3_000, log.expiryDeadlineNs);
        log.passTo(FakeLog.START_NS + 2_999);
        assertEquals(List.of(1L, 2L), received.eventNumbers);
        log.passTo(FakeLog.START_NS + 3_000);
        assertEquals("3 execution EXPIRED", received.lines.get(received.lines.size() - 1));
        assertEquals(FakeLog.START_NS + 5_000, log.expiryDeadlineNs);
        log.passTo(FakeLog.START_NS + 6_000);
        assertEquals("4 execution EXPIRED", received.lines.get(received.lines.size() - 1));
        assertEquals(-1, log.expiryDeadlineNs);
    }

    @Test
    void shouldLetOrdersExpireBeforeACommandThatComesAheadOfTheTimer() {
        final Received received = connected(SESSION, GATEWAY, 100);
        log.send(SESSION, Commands.expiringOrder(command, 1, FakeLog.START_NS + 5_000));
        log.passSilentlyTo(FakeLog.START_NS + 5_000);
        log.send(SESSION, Commands.restingOrder(command, 2));
        assertEquals(
                List.of("1 execution NEW", "2 execution EXPIRED", "3 execution NEW"),
                received.lines.subList(received.lines.size() - 3, received.lines.size()));
    }

    @Test
    void shouldRollTheDayBeforeACommandThatComesAheadOfTheTimer() {
        final Received received = connected(SESSION, GATEWAY, 100);
        log.send(SESSION, Commands.dayOrder(command, 1));
        final long midnightNs = 20_001 * FakeLog.DAY_NS;
        log.passSilentlyTo(midnightNs + 1);
        log.send(SESSION, Commands.dayOrder(command, 2));
        log.passTo(midnightNs + 2);
        assertEquals(
                List.of("1 execution NEW", "2 execution EXPIRED", "3 execution NEW"),
                received.lines.subList(received.lines.size() - 3, received.lines.size()));
        assertEquals(midnightNs + FakeLog.DAY_NS, log.timerDeadlineNs);
    }

    @Test
    void shouldRollOnceAfterDaysDownAndBeforeAnyCommand() {
        connected(SESSION, GATEWAY, 100);
        log.send(SESSION, Commands.dayOrder(command, 1));
        log.passSilentlyTo(FakeLog.START_NS + 3 * FakeLog.DAY_NS);
        log.close(SESSION);
        final Received again = log.open(OTHER_SESSION);
        log.send(OTHER_SESSION, Commands.connect(command, GATEWAY));
        assertEquals(
                List.of("gateway 7 last 2 acknowledged 0", "1 execution NEW", "2 execution EXPIRED"),
                again.lines.subList(again.lines.size() - 3, again.lines.size()));
    }

    @Test
    void shouldRebuildStateAndRetentionFromTheLogAndSendNothingMeanwhile() {
        final Received received = connected(SESSION, GATEWAY, 100_000);
        place(SESSION, 3_000);
        log.send(SESSION, Commands.acknowledge(command, GATEWAY, 1_000));
        log.passTo(20_001 * FakeLog.DAY_NS);
        place(SESSION, 10);
        final long before = hash(SESSION, received);
        final long sentBefore = received.lines.size();

        final FakeLog replayed = log.replay();
        assertEquals(sentBefore, received.lines.size());
        assertEquals(20_001 * FakeLog.DAY_NS, replayed.clock.time());
        final Received again = replayed.open(OTHER_SESSION);
        replayed.send(OTHER_SESSION, Commands.requestStateHash(command, 1));
        assertEquals(before, again.stateHash);
        replayed.send(OTHER_SESSION, Commands.connect(command, GATEWAY));
        while (replayed.service.doBackgroundWork(0) > 0) {
            // Each turn sends a bounded number.
        }
        assertEquals(LongStream.rangeClosed(1_001, 3_010).boxed().toList(), again.eventNumbers);
    }

    @Test
    void shouldHashWhatIsAcknowledged() {
        final Received received = connected(SESSION, GATEWAY, 100);
        place(SESSION, 1);
        final long before = hash(SESSION, received);
        log.send(SESSION, Commands.acknowledge(command, GATEWAY, 1));
        assertNotEquals(before, hash(SESSION, received));
    }

    @Test
    void shouldRefuseMoreGatewaysThanItCanHoldEventsFor() {
        configured(SESSION, 100);
        final Received received = log.open(OTHER_SESSION);
        for (int id = 1; id <= Gateways.MAX_GATEWAYS + 1; id++) {
            log.send(OTHER_SESSION, Commands.connect(command, id));
        }
        assertEquals("refused 9 session 0 seq 0 UNSUPPORTED_VALUE", received.lines.get(received.lines.size() - 1));
    }

    private Received configured(final long sessionId, final int maxRetainedEvents) {
        final Received received = log.open(sessionId);
        Commands.configure(command, maxRetainedEvents, filled -> log.send(sessionId, filled));
        assertEquals(List.of("configured TRUE current FALSE epoch 20261120 "), received.lines);
        return received;
    }

    private Received connected(final long sessionId, final int gatewayId, final int maxRetainedEvents) {
        final Received received = configured(sessionId, maxRetainedEvents);
        log.send(sessionId, Commands.connect(command, gatewayId));
        return received;
    }

    private void place(final long sessionId, final int count) {
        for (int i = 0; i < count; i++) {
            log.send(sessionId, Commands.restingOrder(command, ++orders));
        }
    }

    private long hash(final long sessionId, final Received received) {
        log.send(sessionId, Commands.requestStateHash(command, 99));
        return received.stateHash;
    }
}
