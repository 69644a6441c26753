package io.bascule.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.Inbox;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Transcript;
import io.bascule.acceptance.flow.VenueJar;
import io.bascule.acceptance.oracle.VenueProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trade is corrected, then busted, by commands of another process; both sides and the prime broker are watched. */
@Timeout(180)
class TradeAmendmentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DEPOSIT = "1000000";

    @TempDir
    private Path folder;

    private Path jar;
    private Path data;
    private VenueProcess venue;

    /** A session, and what it got. */
    private final class Party implements AutoCloseable {
        final Inbox inbox = new Inbox();
        final FixSession session;
        final String compId;

        Party(String compId, FixVersion version) {
            this.compId = compId;
            session = new FixSession(
                    SessionSettings.ofDemo("127.0.0.1", venue.port(), compId, version), new Transcript(compId), inbox);
        }

        Party logon(boolean reset) throws IOException, InterruptedException {
            session.moveTo(venue.port());
            session.logon(reset, PATIENCE);
            return this;
        }

        void order(String clOrdId, int side, String qty, String timeInForce) {
            session.send(
                    "D",
                    "11=" + clOrdId + "|1=" + compId + "-A|55=SOL-PERP|54=" + side + "|38=" + qty + "|40=2|44=150|59="
                            + timeInForce + "|60=" + FixSession.now());
        }

        RawMessage report(String clOrdId, String execType) throws InterruptedException {
            return inbox.take(m -> m.is(35, "8") && m.is(11, clOrdId) && m.is(150, execType), PATIENCE);
        }

        /** Of its account, as it stands. */
        BigDecimal equity(String previewReqId) throws InterruptedException {
            session.send("U1", "20001=" + previewReqId + "|1=" + compId + "-A");
            String message = inbox.take(m -> m.is(35, "U2") && m.is(20001, previewReqId), PATIENCE)
                    .toString();
            int end = message.indexOf("|1644=102|");
            int start = message.lastIndexOf("1645=", end) + "1645=".length();
            return new BigDecimal(message.substring(start, end));
        }

        @Override
        public void close() {
            session.close();
        }
    }

    @Test
    void shouldFollowOnBothSidesAndInTheDropCopyAndSurviveAKill() throws Exception {
        jar = VenueJar.in(folder);
        data = folder.resolve("data");
        venue = VenueProcess.of(jar, "demo", data);
        try (VenueProcess running = venue) {
            running.start();
            try (Party buyer = new Party("QA3", FixVersion.FIX44).logon(true);
                    Party seller = new Party("QA7", FixVersion.FIX50SP2).logon(true);
                    Party broker = new Party("PB1", FixVersion.FIX44).logon(true)) {
                amend(buyer, seller, broker);
                afterAKill(buyer);
            }
        }
    }

    private void amend(Party buyer, Party seller, Party broker) throws Exception {
        buyer.order("b", 1, "2", "1");
        buyer.report("b", "0");
        seller.order("s", 2, "1", "3");
        RawMessage bought = buyer.report("b", "F");
        RawMessage sold = seller.report("s", "F");
        String trade = bought.required(880);
        assertEquals(trade, sold.required(880));
        assertEquals(new BigDecimal("0.015"), fee(bought), "1 bp of 150");
        assertEquals(new BigDecimal("0.06"), fee(sold), "4 bp of 150");

        assertEquals("0 bascule trade " + trade + " corrected", command("correct", trade, "--price", "149"));
        RawMessage corrected = buyer.report("b", "G");
        RawMessage correctedSale = seller.report("s", "G");
        holds(corrected, "39=1|38=2|14=1|151=1|6=149|32=1|31=149|851=1|880=" + trade + "|19=" + bought.required(17));
        holds(correctedSale, "39=2|38=1|14=1|151=0|6=149|32=1|31=149|851=2|880=" + trade);
        holds(correctedSale, "19=" + sold.required(17));
        BigDecimal gained = buyer.equity("u1").subtract(new BigDecimal(DEPOSIT));
        BigDecimal lost = seller.equity("u1").subtract(new BigDecimal(DEPOSIT));
        assertEquals(0, new BigDecimal("0.9851").compareTo(gained), "bought 1 at 149, worth 150; 1 bp: " + gained);
        assertEquals(0, new BigDecimal("-1.0596").compareTo(lost), "sold 1 at 149, worth 150; 4 bp: " + lost);
        BigDecimal fees = fee(corrected).add(fee(correctedSale));
        assertEquals(0, fees.add(gained).add(lost).signum(), "money is conserved");

        assertEquals("0 bascule trade " + trade + " busted", command("bust", trade));
        RawMessage busted = buyer.report("b", "H");
        RawMessage bustedSale = seller.report("s", "H");
        holds(busted, "39=0|38=1|14=0|151=1|6=0|32=1|31=149|851=1|880=" + trade + "|19=" + corrected.required(17));
        holds(bustedSale, "39=4|38=1|14=0|151=0|6=0|880=" + trade + "|19=" + correctedSale.required(17));
        assertEquals(0, fee(corrected).add(fee(busted)).signum());
        assertEquals(0, new BigDecimal(DEPOSIT).compareTo(buyer.equity("u2")));
        assertEquals(0, new BigDecimal(DEPOSIT).compareTo(seller.equity("u2")));
        copied(broker, List.of(bustedSale, busted), "H");
        copied(broker, List.of(correctedSale, corrected), "G");
    }

    /** The taker's side first, one behind the other in the broker's application sequence. */
    private static void copied(Party broker, List<RawMessage> originals, String execType) throws InterruptedException {
        long last = 0;
        for (RawMessage original : originals) {
            RawMessage copy = broker.report(original.required(11), execType);
            holds(copy, "797=Y|17=" + original.required(17) + "|19=" + original.required(19));
            holds(copy, "880=" + original.required(880) + "|137=" + original.required(137));
            long applSeqNum = Long.parseLong(copy.required(1181));
            assertEquals(last == 0 ? applSeqNum : last + 1, applSeqNum);
            last = applSeqNum;
        }
    }

    private void afterAKill(Party buyer) throws Exception {
        assertEquals("1 trade 1 was busted before", command("bust", "1"));
        venue.kill();
        assertEquals("1 no engine runs on " + data, command("bust", "1"));
        venue.start();
        assertEquals("1 trade 1 was busted before", command("bust", "1"));
        assertEquals("1 trade 1 was busted before", command("correct", "1", "--quantity", "0.5"));
        assertEquals("1 there is no trade 2", command("bust", "2"));
        buyer.logon(false);
        buyer.session.send("H", "11=b|55=SOL-PERP|54=1");
        holds(buyer.report("b", "I"), "39=0|38=1|14=0|151=1");
        assertEquals(0, new BigDecimal(DEPOSIT).compareTo(buyer.equity("u3")));
    }

    private static BigDecimal fee(RawMessage report) {
        return new BigDecimal(report.required(137));
    }

    private static void holds(RawMessage message, String fields) {
        for (String field : fields.split("\\|", -1)) {
            int equals = field.indexOf('=');
            int tag = Integer.parseInt(field.substring(0, equals));
            assertEquals(field.substring(equals + 1), message.get(tag), () -> tag + " of " + message);
        }
    }

    /** Runs a command of the jar in a process of its own: its exit code and what it said. */
    private String command(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() + " " + said;
    }
}
