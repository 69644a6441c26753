package io.bascule.acceptance.oracle;

import io.bascule.acceptance.oracle.RecordingFile.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes the record of a connection by hand: messages with '|' for SOH, without 8, 9 and 10. */
final class Recorded implements AutoCloseable {
    private static final String LOGON_END = "|98=0|108=30|553=DESK|554=desk-secret|";

    private final RecordingFile file;
    private final String compId;
    private long timeNs;

    private Recorded(RecordingFile file, String compId, long timeNs) {
        this.file = file;
        this.compId = compId;
        this.timeNs = timeNs;
    }

    /** The nth connection, of this client. */
    static Recorded connection(Path folder, int number, String compId) throws IOException {
        return new Recorded(RecordingFile.create(folder, number), compId, number * 1_000_000_000L);
    }

    /** The client logs on and is let in. */
    Recorded logon(int clientSeqNum, int venueSeqNum, String extra) throws IOException {
        return sentLogon(clientSeqNum, extra).received("35=A|34=" + venueSeqNum + "|98=0|108=30" + extra);
    }

    Recorded sentLogon(int seqNum, String extra) throws IOException {
        return sent("35=A|34=" + seqNum + extra + LOGON_END.substring(0, LOGON_END.length() - 1));
    }

    Recorded sent(String message) throws IOException {
        return fromClient(frame(message, compId, "BASCULE"));
    }

    Recorded received(String message) throws IOException {
        return fromVenue(frame(message, "BASCULE", compId));
    }

    Recorded fromClient(String bytes) throws IOException {
        return add(Kind.FROM_CLIENT, bytes);
    }

    Recorded fromVenue(String bytes) throws IOException {
        return add(Kind.FROM_VENUE, bytes);
    }

    /** A TestRequest and its answer: the venue has had all that was sent before. */
    Recorded synchronised(int clientSeqNum, int venueSeqNum) throws IOException {
        return sent("35=1|34=" + clientSeqNum + "|112=sync-" + clientSeqNum)
                .received("35=0|34=" + venueSeqNum + "|112=sync-" + clientSeqNum);
    }

    /** A whole message, with '|' for SOH. */
    static String frame(String message, String sender, String target) {
        String time = message.contains("|52=") ? "" : "|52=20260105-10:00:00";
        String inner = message.replaceFirst("(34=\\d+)", "$1|49=" + sender + "|56=" + target + time) + "|";
        String whole = "8=FIX.4.4|9=" + inner.length() + "|" + inner;
        int checkSum = 0;
        for (byte b : whole.replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1)) {
            checkSum += b & 0xff;
        }
        return whole + String.format("10=%03d|", checkSum % 256);
    }

    private Recorded add(Kind kind, String bytes) throws IOException {
        timeNs += 1000;
        file.add(kind, timeNs, ByteBuffer.wrap(bytes.replace('|', '\u0001').getBytes(StandardCharsets.ISO_8859_1)));
        return this;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
