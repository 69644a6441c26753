package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.ConfigLoader;
import io.bascule.config.GatewayConfig;
import io.bascule.config.PasswordHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The demo venue's sessions are changed while it runs. */
@Timeout(120)
class ReloadTest {
    @TempDir
    Path data;

    @TempDir
    Path files;

    @Test
    void shouldLetANewSessionLogOnAndTrade() throws Exception {
        try (RunningVenue venue = RunningVenue.start(without("QA2"), data);
                FixClient bystander = FixClient.logon(venue.address(), "QA3")) {
            assertThrows(IOException.class, () -> FixClient.logon(venue.address(), "QA2"));

            assertEquals("sessions added: 1, changed: 0, removed: 0", venue.reload(config("", "")));

            try (FixClient added = FixClient.logon(venue.address(), "QA2")) {
                added.send("35=D|11=a1|1=QA2-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
                added.expect("|35=8|", "|11=a1|", "|150=0|");
                bystander.send("35=D|11=b1|1=QA3-A|55=BTC-PERP|54=2|38=1|40=2|44=59000|59=3");
                added.expect("|35=8|", "|11=a1|", "|150=F|");
                bystander.expect("|35=8|", "|11=b1|", "|150=F|");
            }
        }
    }

    @Test
    void shouldLogOutARemovedSessionAndCancelItsOrders() throws Exception {
        try (RunningVenue venue = RunningVenue.start(config("", ""), data);
                FixClient primeBroker = FixClient.logon(venue.address(), "PB1")) {
            int seqNum;
            try (FixClient removed = FixClient.logon(venue.address(), "QA2")) {
                removed.send("35=D|11=a1|1=QA2-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
                removed.expect("|35=8|", "|11=a1|", "|150=0|");

                assertEquals("sessions added: 0, changed: 0, removed: 1", venue.reload(without("QA2")));

                removed.expect("|35=8|", "|11=a1|", "|150=4|", "|39=4|", "|378=8|");
                removed.expect("|35=5|", "|58=The session is no longer configured|");
                assertTrue(removed.isClosedByVenue());
                seqNum = removed.nextSeqNum();
            }
            primeBroker.expect("|35=8|", "|11=a1|", "|150=4|", "|797=Y|", "|448=QA2|");
            assertThrows(IOException.class, () -> FixClient.logon(venue.address(), "QA2"));

            venue.reload(config("", ""));

            try (FixClient again = FixClient.resume(venue.address(), "QA2", seqNum)) {
                again.send("35=H|11=a1|55=BTC-PERP|54=1");
                again.expect("|35=8|", "|11=a1|", "|150=I|", "|39=4|");
            }
        }
    }

    @Test
    void shouldHoldChangedRightsForTheNextMessage() throws Exception {
        try (RunningVenue venue = RunningVenue.start(config("", ""), data);
                FixClient desk = FixClient.logon(venue.address(), "QA2")) {
            desk.send("35=D|11=a1|1=QA2-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
            desk.expect("|35=8|", "|11=a1|", "|150=0|");

            assertEquals(
                    "sessions added: 0, changed: 1, removed: 0",
                    venue.reload(config("Accounts=QA2-A\n", "Accounts=QA3-A\nThrottleMessagesPerSecond=1000\n")));

            desk.send("35=D|11=a2|1=QA2-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
            desk.expect("|35=8|", "|11=a2|", "|150=8|", "|103=15|");
            desk.send("35=D|11=a3|1=QA3-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
            desk.expect("|35=8|", "|11=a3|", "|150=0|");
            desk.send("35=BE|923=u1|924=5|553=QA2");
            desk.expect("|35=BF|", "|923=u1|", "|1613=1000|");

            assertThrows(
                    ConfigurationRefusedException.class,
                    () -> venue.reload(config("Accounts=QA2-A\n", "Role=MARKET_DATA\n")));

            desk.send("35=H|11=a1|55=BTC-PERP|54=1");
            desk.expect("|35=8|", "|11=a1|", "|150=I|");
        }
    }

    @Test
    void shouldLogOutASessionThatHasToBeMadeAnew() throws Exception {
        try (RunningVenue venue = RunningVenue.start(config("", ""), data)) {
            int seqNum;
            try (FixClient desk = FixClient.logon(venue.address(), "QA2")) {
                venue.reload(config("Accounts=QA2-A\n", "Accounts=QA2-A\nTimeStampPrecision=MICROS\n"));
                desk.expect("|35=5|", "|58=The session's settings have changed|");
                assertTrue(desk.isClosedByVenue());
                seqNum = desk.nextSeqNum();
            }
            try (FixClient desk = FixClient.resume(venue.address(), "QA2", seqNum)) {
                desk.send("35=1|112=t");
                String answer = desk.expect("|35=0|", "|112=t|");
                assertTrue(answer.matches(".*\\|52=[0-9]{8}-[0-9:]{8}\\.[0-9]{6}\\|.*"), answer);
            }
        }
    }

    @Test
    void shouldAskForAChangedPasswordAtTheNextLogon() throws Exception {
        String hash = PasswordHash.create("other".toCharArray(), 1_000).encoded();
        try (RunningVenue venue = RunningVenue.start(config("", ""), data);
                FixClient desk = FixClient.logon(venue.address(), "QA2")) {
            venue.reload(config("Accounts=QA2-A\n", "Accounts=QA2-A\nUsername=QA2\n", "QA2", hash));
            desk.send("35=1|112=t");
            desk.expect("|35=0|", "|112=t|");
            desk.cut();
            assertThrows(IOException.class, () -> FixClient.resume(venue.address(), "QA2", desk.nextSeqNum()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SocketAcceptPort=9880 # MaxMessageBytes=2048 # need a restart",
                "SocketAcceptPort=9880 # SocketAcceptPort=9880\\nDiskReserveMegabytes=1 # need a restart",
                "Accounts=QA2-A # Accounts=QA2-A\\nDataDictionary=/nowhere.xml # QuickFIX/J does not take the settings"
            })
    void shouldRefuseWholeWhatIsWrong(String text, String replacement, String reason) throws Exception {
        try (RunningVenue venue = RunningVenue.start(config("", ""), data);
                FixClient desk = FixClient.logon(venue.address(), "QA2")) {
            GatewayConfig changed = config(text, replacement.replace("\\n", "\n"));

            var refused = assertThrows(ConfigurationRefusedException.class, () -> venue.reload(changed));

            assertTrue(refused.getMessage().contains(reason), refused.getMessage());
            desk.send("35=1|112=t");
            desk.expect("|35=0|", "|112=t|");
        }
    }

    @Test
    void shouldStayAsItWasWhenTheEngineRefuses() throws Exception {
        try (RunningVenue venue = RunningVenue.start(config("", ""), data);
                FixClient desk = FixClient.logon(venue.address(), "QA2")) {
            String venueFile = bundled("venue.yaml").replace("repeat: 1-8\n", "repeat: 1-7\n");
            String sessions = bundled("sessions.cfg").replace(",QA8-A", "").replace("=QA8-A", "=QA7-A");
            write(sessions.replace("TargetCompID=QA2\n", "TargetCompID=QA22\n"), venueFile);

            var refused = assertThrows(
                    ConfigurationRefusedException.class,
                    () -> venue.reload(ConfigLoader.load(files.toString()).withPort(0)));

            assertEquals("account QA8-A has funds, positions or open orders", refused.getMessage());
            desk.send("35=D|11=a1|1=QA2-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=3");
            desk.expect("|35=8|", "|11=a1|", "|150=0|");
            assertThrows(IOException.class, () -> FixClient.logon(venue.address(), "QA22"));
        }
    }

    @Test
    void shouldStayAsItWasWhenAMessageStoreCannotBeOpened() throws Exception {
        try (RunningVenue venue = RunningVenue.start(without("QA2"), data);
                FixClient bystander = FixClient.logon(venue.address(), "QA3")) {
            Path store = Files.writeString(data.resolve("fix").resolve("FIX.4.4-BASCULE-QA2"), "no directory");
            GatewayConfig changed = config("Accounts=QA3-A\n", "Accounts=QA3-A,QA4-A\n");

            var refused = assertThrows(ConfigurationRefusedException.class, () -> venue.reload(changed));

            assertTrue(
                    refused.getMessage()
                            .startsWith("FIX.4.4:BASCULE->QA2 cannot be opened: the message store of"
                                    + " FIX.4.4:BASCULE->QA2: "),
                    refused.getMessage());
            bystander.send("35=D|11=b1|1=QA4-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=3");
            bystander.expect("|35=8|", "|11=b1|", "|150=8|", "|103=15|");

            Files.delete(store);
            assertEquals("sessions added: 1, changed: 1, removed: 0", venue.reload(changed));
            FixClient.logon(venue.address(), "QA2").close();
        }
    }

    /** The orders of a session that is gone are cancelled in the step that adds the session which gets the copies. */
    @Test
    void shouldCopyToASessionThatTheSameReloadAdds() throws Exception {
        try (RunningVenue venue = RunningVenue.start(config("", ""), data);
                FixClient removed = FixClient.logon(venue.address(), "QA2")) {
            removed.send("35=D|11=a1|1=QA2-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
            removed.expect("|35=8|", "|11=a1|", "|150=0|");
            String hash = PasswordHash.create("pb9-secret".toCharArray(), 1_000).encoded();
            String added = "[SESSION]\nTargetCompID=PB9\nRole=DROP_COPY\nDialect=EXTENDED\nDropCopyAccounts=QA2-A\n"
                    + "PasswordHash=" + hash + "\n";
            without("QA2");
            write(Files.readString(files.resolve("sessions.cfg")) + added, bundled("venue.yaml"));

            assertEquals(
                    "sessions added: 1, changed: 0, removed: 1",
                    venue.reload(ConfigLoader.load(files.toString()).withPort(0)));

            try (FixClient broker = FixClient.resume(venue.address(), "PB9", 1)) {
                broker.send("35=2|7=1|16=0");
                broker.expect("|35=8|", "|11=a1|", "|150=4|", "|378=8|", "|797=Y|", "|448=QA2|", "|1181=1|");
            }
        }
    }

    @Test
    void shouldTakeTheOperatorsCommandFromAnotherProcess() throws Exception {
        config("", "");
        try (RunningVenue venue =
                RunningVenue.start(() -> ConfigLoader.load(files.toString()).withPort(0), data)) {
            write(bundled("sessions.cfg").replace("Accounts=QA2-A\n", "Acounts=QA2-A\n"), bundled("venue.yaml"));
            assertEquals(RunCommand.BAD_CONFIGURATION, command("reload", "--data", data.toString()));
            assertTrue(said.toString().contains("Acounts = QA2-A"), said.toString());
            write(bundled("sessions.cfg").replace("TargetCompID=QA2\n", "TargetCompID=QA22\n"), bundled("venue.yaml"));
            assertEquals(RunCommand.OK, command("reload", "--data", data.toString()));
            assertTrue(said.toString().contains("bascule reloaded: sessions added: 1, changed: 0, removed: 1"));
            assertThrows(IOException.class, () -> FixClient.logon(venue.address(), "QA2"));
        }
    }

    @Test
    void shouldSayThatNoVenueRuns() {
        assertEquals(RunCommand.FAILED, command("reload", "--data", data.toString()));
        assertEquals("no venue has ever run on " + data + "\n", said.toString());
    }

    private final StringWriter said = new StringWriter();

    private int command(String... arguments) {
        said.getBuffer().setLength(0);
        return new CommandLine(new BasculeCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments);
    }

    /** The demo venue's files with one text of the sessions' in place of another, on a port of the system's choice. */
    private GatewayConfig config(String text, String replacement) throws IOException {
        write(bundled("sessions.cfg").replace(text.isEmpty() ? "\0" : text, replacement), bundled("venue.yaml"));
        return ConfigLoader.load(files.toString()).withPort(0);
    }

    /** The same, and with another password of one session. */
    private GatewayConfig config(String text, String replacement, String compId, String hash) throws IOException {
        String sessions = bundled("sessions.cfg").replace(text, replacement);
        int from = sessions.indexOf("PasswordHash=", sessions.indexOf("TargetCompID=" + compId + "\n"));
        int to = sessions.indexOf('\n', from);
        write(sessions.substring(0, from) + "PasswordHash=" + hash + sessions.substring(to), bundled("venue.yaml"));
        return ConfigLoader.load(files.toString()).withPort(0);
    }

    private GatewayConfig without(String compId) throws IOException {
        String sessions = bundled("sessions.cfg");
        int from = sessions.indexOf("[SESSION]\nTargetCompID=" + compId + "\n");
        int to = sessions.indexOf("[SESSION]", from + 1);
        write(sessions.substring(0, from) + sessions.substring(to), bundled("venue.yaml"));
        return ConfigLoader.load(files.toString()).withPort(0);
    }

    private void write(String sessions, String venue) throws IOException {
        Path file = Files.writeString(files.resolve("sessions.cfg"), sessions);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(files.resolve("venue.yaml"), venue);
    }

    private static String bundled(String file) throws IOException {
        try (InputStream in = ConfigLoader.class.getResourceAsStream("demo/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
