package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.client.EventReplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ledger's file over starts, with an engine that says again what was not acknowledged. */
@Timeout(120)
class LedgerKeeperTest extends EngineLinkFixture {
    /** Two payments, acknowledged; returns what the file has then. */
    private String twoPayments() throws Exception {
        start();
        engine.fundingPaid(1);
        engine.fundingPaid(2);
        link.doWork();
        link.onClose();
        acceptor.stop(true);
        assertEquals("10:2", engine.offered.get(engine.offered.size() - 2));
        String text = Files.readString(file());
        assertEquals(3, text.lines().count(), text);
        engine.isCurrent = true;
        engine.offered.clear();
        return text;
    }

    private Path file() {
        return LedgerKeeper.file(data, 17);
    }

    private void startAgain(long acknowledged) throws Exception {
        engine.acknowledgedEventNumber = acknowledged;
        engine.lastEventNumber = 2;
        start();
    }

    @Test
    void shouldAcknowledgeAPaymentWhoseLineIsWritten() throws Exception {
        start();
        engine.fundingPaid(5);
        Awaitility.await().until(() -> {
            link.doWork();
            return engine.offered.contains("10:5");
        });
    }

    @Test
    void shouldWriteAgainWhatWasTornAndWasNotAcknowledged() throws Exception {
        String whole = twoPayments();
        engine.retainsPayments = true;
        String first = whole.substring(0, whole.indexOf("\n2\t") + 1);
        for (String torn : new String[] {whole.substring(0, whole.length() - 5), first + "\0\0\0", first, whole}) {
            Files.writeString(file(), torn);
            startAgain(1);
            assertEquals(whole, Files.readString(file()));
            assertTrue(engine.offered.contains("10:2"), engine.offered.toString());
            link.onClose();
            acceptor.stop(true);
        }
        assertEquals(List.of(), engine.replayed);
    }

    @Test
    void shouldHaveAFileThatIsGoneOrEmptyMadeAgainFromTheLog() throws Exception {
        twoPayments();
        for (boolean isGone : new boolean[] {true, false}) {
            engine.replayed.clear();
            if (isGone) {
                Files.delete(file());
            } else {
                Files.writeString(file(), "");
            }
            startAgain(2);
            assertEquals(List.of(new EventReplay(EventReplay.OLDEST, 0, 2)), engine.replayed);
            link.onClose();
            acceptor.stop(true);
        }
        engine.replayed.clear();
        startAgain(2);
        assertEquals(List.of(), engine.replayed, "it is there now, if without a line");
    }

    @Test
    void shouldLeaveAFileOfAnotherEpoch() throws Exception {
        Path other = LedgerKeeper.file(data, 16);
        Files.createDirectories(other.getParent());
        Files.writeString(other, LedgerTable.HEADER + "\n9\ttorn");
        String text = twoPayments();
        assertTrue(text.contains("\n1\t"), text);
        assertEquals(LedgerTable.HEADER + "\n9\ttorn", Files.readString(other));
    }

    @Test
    void shouldEndTheStartWithTheReasonIfTheFileCannotBeWritten() throws Exception {
        Files.createDirectories(file());
        open();
        IllegalStateException ended = assertThrows(IllegalStateException.class, link::onStart);
        assertTrue(ended.getMessage().startsWith("the ledger cannot be written: "), ended.getMessage());
        assertFalse(DiskSpace.isWanting(ended, data));
    }
}
