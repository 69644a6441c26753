package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import quickfix.InvalidMessage;
import quickfix.Message;

@Timeout(10)
class EarlyMessagesTest {
    private final EarlyMessages early = new EarlyMessages();

    @Test
    void shouldForgetUpToANumberHoweverHigh() throws InvalidMessage {
        Message last = message(1);
        early.enqueue(7, message(1));
        early.enqueue(Integer.MAX_VALUE, last);

        early.dequeueMessagesUpTo(Integer.MAX_VALUE);

        assertNull(early.dequeue(7));
        assertSame(last, early.dequeue(Integer.MAX_VALUE));
    }

    @Test
    void shouldForgetWhatIsFurthestAheadBeyondTheBound() throws InvalidMessage {
        for (int number = 2_000; number > 1_000; number--) {
            early.enqueue(number, message(1));
        }
        early.enqueue(3_000, message(1));

        assertNotNull(early.dequeue(1_001));
        assertNotNull(early.dequeue(1_000 + EarlyMessages.MAX_MESSAGES));
        assertNull(early.dequeue(1_001 + EarlyMessages.MAX_MESSAGES));
        assertNull(early.dequeue(3_000));
    }

    @Test
    void shouldCountWhatItHoldsByLength() throws InvalidMessage {
        int length = EarlyMessages.MAX_CHARACTERS / 3;
        for (int round = 0; round < 10; round++) {
            early.enqueue(1, message(length));
            early.enqueue(2, message(length));
            early.enqueue(3, message(length));
            early.enqueue(3, message(length));

            assertNotNull(early.dequeue(1));
            assertNotNull(early.dequeue(2));
            assertNull(early.dequeue(3));
        }
    }

    @Test
    void shouldForgetEverythingWhenTheNumbersStartAgain() throws InvalidMessage {
        early.enqueue(5, message(1));

        early.onReset(TestGateway.DESK1);

        assertNull(early.dequeue(5));
    }

    private static Message message(int textLength) throws InvalidMessage {
        String body = "35=B|58=" + "x".repeat(textLength) + "|";
        return new Message(RawFixClient.message("FIX.4.4", body).replace('|', '\u0001'), false);
    }
}
