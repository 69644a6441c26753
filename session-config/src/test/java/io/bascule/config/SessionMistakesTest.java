package io.bascule.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionMistakesTest {
    private static final String HASH_FORM = "pbkdf2-sha256$ITERATIONS$SALT$HASH with 1000 to 10000000 iterations;"
            + " a password itself is never accepted";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "HeartBtInt=30 # HeartBtInt=abc # sessions.cfg:5: HeartBtInt = abc: a whole number, 0 to 999999999",
                "HeartBtInt=30 # ResetOnDisconnect=yes # sessions.cfg:5: ResetOnDisconnect = yes: Y or N",
                "HeartBtInt=30 # StartTime=25:00:00\\nEndTime=00:00:00"
                        + " # sessions.cfg:5: StartTime = 25:00:00: HH:MM:SS, in UTC",
                "HeartBtInt=30 # StartTime=00:00:00\\nEndTime=00:00:00\\nStartDay=Sonntag\\nEndDay=Sunday"
                        + " # sessions.cfg:7: StartDay = Sonntag: a day of the week in English",
                "HeartBtInt=30 # TimeZone=Mars/Base # sessions.cfg:5: TimeZone = Mars/Base: one of UTC",
                "HeartBtInt=30 # TimeStampPrecision=PICOS"
                        + " # sessions.cfg:5: TimeStampPrecision = PICOS: one of SECONDS, MILLIS, MICROS, NANOS",
                "HeartBtInt=30 # TestRequestDelayMultiplier=-1"
                        + " # sessions.cfg:5: TestRequestDelayMultiplier = -1: a decimal number, 0 or more",
                "HeartBtInt=30 # DataDictionary= # sessions.cfg:5: DataDictionary = : some text",
                "HeartBtInt=30 # HeartbeatInt=30"
                        + " # sessions.cfg:5: HeartbeatInt = 30: a key of QuickFIX/J or of Bascule;"
                        + " did you mean HeartBtInt?",
                "HeartBtInt=30 # Qwertyuiop=1" + " # sessions.cfg:5: Qwertyuiop = 1: a key of QuickFIX/J or of Bascule",
                "HeartBtInt=30 # ConnectionType=initiator"
                        + " # sessions.cfg:5: ConnectionType = initiator: only acceptor is supported",
                "HeartBtInt=30 # SocketUseSSL=Y # sessions.cfg:5: SocketUseSSL = Y: only N is supported",
                "HeartBtInt=30 # AllowedRemoteAddresses=10.0.0.1"
                        + " # sessions.cfg:5: AllowedRemoteAddresses = 10.0.0.1: not used here: AllowedAddresses",
                "HeartBtInt=30 # PersistMessages=N"
                        + " # sessions.cfg:5: PersistMessages = N: only Y: recovery and checks need it",
                "HeartBtInt=30 # ValidateSequenceNumbers=N"
                        + " # sessions.cfg:5: ValidateSequenceNumbers = N: only Y: recovery and checks need it",
                "HeartBtInt=30 # ValidateIncomingMessage=N"
                        + " # sessions.cfg:5: ValidateIncomingMessage = N: only Y: recovery and checks need it",
                "HeartBtInt=30 # UseDataDictionary=N"
                        + " # sessions.cfg:5: UseDataDictionary = N: only Y: recovery and checks need it",
                "HeartBtInt=30 # ResetOnError=Y"
                        + " # sessions.cfg:5: ResetOnError = Y: only N: recovery and checks need it",
                "HeartBtInt=30 # ResetOnLogon=Y"
                        + " # sessions.cfg:5: ResetOnLogon = Y: only N: recovery and checks need it",
                "HeartBtInt=30 # ResetOnLogout=Y"
                        + " # sessions.cfg:5: ResetOnLogout = Y: only N: recovery and checks need it",
                "HeartBtInt=30 # ForceResendWhenCorruptedStore=Y # sessions.cfg:5:"
                        + " ForceResendWhenCorruptedStore = Y: only N: recovery and checks need it",
                "HeartBtInt=30 # TargetSubID=X"
                        + " # sessions.cfg:5: TargetSubID = X: not used here: sessions are known by their CompIDs",
                "HeartBtInt=30 # Username=X # sessions.cfg:5: Username = X: only in [SESSION]",
                "Role=ORDER_ENTRY # Role=ORDER_ENTRY\\nSocketAcceptPort=1"
                        + " # sessions.cfg:11: SocketAcceptPort = 1: only in [DEFAULT]: there is one acceptor",
                "HeartBtInt=30 # SocketAcceptPort=70000"
                        + " # sessions.cfg:5: SocketAcceptPort = 70000: a whole number, 0 to 65535",
                "HeartBtInt=30 # SocketAcceptAddress=venue.example"
                        + " # sessions.cfg:5: SocketAcceptAddress = venue.example: a numeric address, or localhost",
                "HeartBtInt=30 # MaxMessageBytes=1"
                        + " # sessions.cfg:5: MaxMessageBytes = 1: a whole number, 1024 to 1048576",
                "HeartBtInt=30 # MaxUnauthenticated=4\\nMaxUnauthenticatedPerAddress=5"
                        + " # sessions.cfg:6: MaxUnauthenticatedPerAddress = 5: a whole number, 1 to 4",
                "HeartBtInt=30 # DiskReserveMegabytes=-1"
                        + " # sessions.cfg:5: DiskReserveMegabytes = -1: a whole number, 0 to 1000000",
                "HeartBtInt=30 # ExemptLoopback=true # sessions.cfg:5: ExemptLoopback = true: Y or N",
                "HeartBtInt=30 # HeartBtInt=30\\nHeartBtInt=31"
                        + " # sessions.cfg:6: HeartBtInt = 31: one value; line 5 has another",
                "HeartBtInt=30 # just text"
                        + " # sessions.cfg:5: the line is not understood: key=value, [DEFAULT], [SESSION] or a comment",
                "HeartBtInt=30 # HeartBtInt=30\\n[DEFAULT] # sessions.cfg:6: [DEFAULT] = again: one [DEFAULT] section",
                "HeartBtInt=30 # HeartBtInt=30\\n[SESSIONS] # sessions.cfg:6: section = [SESSIONS]: [DEFAULT]"
                        + " or [SESSION]"
            })
    void shouldNameTheMistakeOfOneKey(String text, String replacement, String mistake) {
        assertTrue(
                ConfigFiles.sessionMistakes(directory, text, replacement).contains(mistake),
                () -> ConfigFiles.sessionMistakes(directory, text, replacement).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "BeginString=FIX.4.4 # BeginString=FIX.4.2"
                        + " # sessions.cfg:3: BeginString = FIX.4.2: FIX.4.4 or FIXT.1.1",
                "Role=ORDER_ENTRY # Role=ORDER_ENTRY\\nBeginString=FIXT.1.1"
                        + " # sessions.cfg:8: DefaultApplVerID is missing: 9 (FIX.5.0SP2) on FIXT.1.1",
                "SenderCompID=BASCULE # SenderCompID=BAS CULE # sessions.cfg:4: SenderCompID = BAS CULE:"
                        + " 1 to 64 visible ASCII characters, none of them =",
                "TargetCompID=PB1 # Description=x # sessions.cfg:14: TargetCompID is missing: a CompID",
                "TargetCompID=PB1 # TargetCompID=DESK1"
                        + " # sessions.cfg:15: TargetCompID = DESK1: another CompID: the session of line 8 is the same",
                "TargetCompID=PB1 # TargetCompID=DESK1\\nBeginString=FIXT.1.1\\nDefaultApplVerID=9"
                        + " # sessions.cfg:15: TargetCompID = DESK1:"
                        + " in both versions the same Role, Accounts and DropCopyAccounts",
                "Role=ORDER_ENTRY # Role=TRADER # sessions.cfg:10: Role = TRADER:"
                        + " one of ORDER_ENTRY, DROP_COPY, MARKET_DATA, INDEX_SOURCE, RISK, BACKSTOP",
                "Role=ORDER_ENTRY # Description=x # sessions.cfg:8: Role is missing:"
                        + " one of ORDER_ENTRY, DROP_COPY, MARKET_DATA, INDEX_SOURCE, RISK, BACKSTOP",
                "Role=ORDER_ENTRY # Role=MARKET_DATA"
                        + " # sessions.cfg:11: Accounts = DESK1-A, DESK1-B: no accounts in this Role",
                "Role=ORDER_ENTRY # Role=ORDER_ENTRY\\nDropCopyAccounts=*"
                        + " # sessions.cfg:11: DropCopyAccounts = *: no accounts in this Role",
                "Accounts=DESK1-A, DESK1-B # Description=x"
                        + " # sessions.cfg:8: Accounts is missing: the accounts of the session",
                "Accounts=DESK1-A, DESK1-B # Accounts=*"
                        + " # sessions.cfg:11: Accounts = *: names: * is for RISK, and for DropCopyAccounts",
                "Accounts=DESK1-A, DESK1-B # Accounts=DESK1-A,DESK9-A # sessions.cfg:11:"
                        + " Accounts = DESK1-A,DESK9-A: accounts of the venue file; it has no 'DESK9-A'",
                "Accounts=DESK1-A, DESK1-B # Accounts=DESK1-A,DESK1-A # sessions.cfg:11:"
                        + " Accounts = DESK1-A,DESK1-A: each account once; 'DESK1-A' stands twice",
                "Dialect=EXTENDED # Dialect=FULL # sessions.cfg:6: Dialect = FULL: one of STOCK, EXTENDED",
                "Dialect=EXTENDED # MarginOnReports=Y # sessions.cfg:6: MarginOnReports = Y:"
                        + " N on a STOCK session: 20015 to 20018 are EXTENDED",
                "Username=prime # CancelOnDisconnect=Y"
                        + " # sessions.cfg:18: CancelOnDisconnect = Y: N unless Role is ORDER_ENTRY",
                "Username=prime # CancelOnDisconnectGraceMillis=3600001 # sessions.cfg:18:"
                        + " CancelOnDisconnectGraceMillis = 3600001: a whole number, 0 to 3600000",
                "Username=prime # CancelOnLogout=no # sessions.cfg:18: CancelOnLogout = no: Y or N",
                "Username=prime # StartTime=08:00:00 Europe/London\\nEndTime=17:00:00"
                        + " # sessions.cfg:18: StartTime = 08:00:00 Europe/London: HH:MM:SS, in UTC",
                "Username=prime # MessageRetentionDays=3"
                        + " # sessions.cfg:18: MessageRetentionDays = 3: a whole number, 4 to 400",
                "Username=prime # MessageRetentionDays=401"
                        + " # sessions.cfg:18: MessageRetentionDays = 401: a whole number, 4 to 400",
                "Username=prime # ThrottleMessagesPerSecond=-1"
                        + " # sessions.cfg:18: ThrottleMessagesPerSecond = -1: a whole number, 0 to 1000000",
                "Username=prime # QuoteProtectionMillis=1000 # sessions.cfg:18: QuoteProtectionMillis = 1000:"
                        + " 0 without a quantity, delta or trades",
                "Username=prime # QuoteProtectionTrades=3"
                        + " # sessions.cfg:14: QuoteProtectionMillis is missing: the length of the window",
                "Username=prime # QuoteProtectionMillis=1000\\nQuoteProtectionDelta=3"
                        + " # sessions.cfg:18: QuoteProtectionMillis = 1000: 0 unless Role is ORDER_ENTRY",
                "Username=prime # QuoteProtectionQuantity=-1"
                        + " # sessions.cfg:18: QuoteProtectionQuantity = -1: a whole number, 0 to 999999999",
                "Username=prime # AllowedAddresses=10.0.0.1,desk.example # sessions.cfg:18:"
                        + " AllowedAddresses = 10.0.0.1,desk.example:"
                        + " numeric addresses or networks such as 10.1.0.0/16; not 'desk.example'",
                "Username=prime # Username= # sessions.cfg:18: Username = : some text",
                "Username=prime # Credentials=MAYBE # sessions.cfg:18: Credentials = MAYBE:"
                        + " one of PASSWORD, HMAC, ED25519, CERTIFICATE, NONE",
                "Username=prime # Credentials=NONE"
                        + " # sessions.cfg:19: PasswordHash = ***: nothing beside Credentials=NONE",
                "Username=prime # PasswordEnv=PB1_HASH # sessions.cfg:18: PasswordEnv = ***:"
                        + " one of PasswordHash, PasswordFile, PasswordEnv",
            })
    void shouldNameTheMistakeOfASession(String text, String replacement, String mistake) {
        assertEquals(List.of(mistake), ConfigFiles.sessionMistakes(directory, text, replacement));
    }

    @ParameterizedTest
    @CsvSource({"Credentials=NONE, ResetOnDisconnect=N", "HeartBtInt=30, ResetOnDisconnect=Y"})
    void shouldRefuseBothVersionsOfACounterpartyWhereSomethingIsKept(String one, String other) {
        String desk = "\nTargetCompID=DESK1\nRole=ORDER_ENTRY\nAccounts=DESK1-A\n"
                + (one.startsWith("Credentials") ? "" : "PasswordHash=" + ConfigFiles.HASH + "\n");
        String sessions = "[DEFAULT]\nSenderCompID=BASCULE\n" + one + "\n" + other
                + "\n[SESSION]\nBeginString=FIX.4.4" + desk
                + "[SESSION]\nBeginString=FIXT.1.1\nDefaultApplVerID=9" + desk;
        List<String> mistakes = ConfigFiles.mistakes(() -> ConfigFiles.load(directory, sessions, ConfigFiles.VENUE));

        int line = one.startsWith("Credentials") ? 13 : 14;
        assertEquals(
                List.of("sessions.cfg:" + line + ": TargetCompID = DESK1:"
                        + " both versions only with Credentials=NONE and ResetOnDisconnect=Y"),
                mistakes);
    }

    @Test
    void shouldAskForCredentialsWhereOthersCanConnect() {
        List<String> mistakes = ConfigFiles.mistakes(() -> ConfigFiles.load(
                directory,
                ConfigFiles.SESSIONS
                        .replace("HeartBtInt=30", "SocketAcceptAddress=0.0.0.0\nCredentials=NONE")
                        .replace("PasswordHash=" + ConfigFiles.HASH, ""),
                ConfigFiles.VENUE));

        assertEquals(
                List.of("sessions.cfg:6: Credentials = NONE:"
                        + " not NONE, unless SocketAcceptAddress is a loopback address"),
                mistakes);
    }

    @Test
    void shouldNeverRepeatASecret() {
        String canary = "canary-7f3a";
        for (String line : List.of(
                "PasswordHash=" + canary,
                "Password=" + canary,
                "PasswordEnv=" + canary,
                "PasswordFile=" + canary,
                "SocketKeyStorePassword=",
                canary)) {
            List<String> mistakes = ConfigFiles.sessionMistakes(directory, "PasswordHash=" + ConfigFiles.HASH, line);
            assertFalse(mistakes.isEmpty());
            assertFalse(mistakes.toString().contains(canary), mistakes.toString());
        }
        assertEquals(
                List.of(
                        "sessions.cfg:12: PasswordHash = ***: " + HASH_FORM,
                        "sessions.cfg:19: PasswordHash = ***: " + HASH_FORM),
                ConfigFiles.sessionMistakes(directory, ConfigFiles.HASH, canary));
    }

    @Test
    void shouldReadSecretsFromFilesThatOnlyTheirOwnerReads() throws IOException {
        Path secret = directory.resolve("pb1.secret");
        Files.writeString(secret, ConfigFiles.HASH + "\n");
        String sessions = ConfigFiles.SESSIONS.replace(
                "Username=prime\nPasswordHash=" + ConfigFiles.HASH, "PasswordFile=pb1.secret");

        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(
                List.of("sessions.cfg:18: PasswordFile = ***: a file of mode 0600 or 0400"),
                ConfigFiles.mistakes(() -> ConfigFiles.load(directory, sessions, ConfigFiles.VENUE)));

        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Credentials credentials = ConfigFiles.load(directory, sessions, ConfigFiles.VENUE)
                .sessions()
                .get(1)
                .credentials()
                .orElseThrow();
        assertEquals("PB1", credentials.username());
        assertTrue(((PasswordHash) credentials.proof().orElseThrow()).verify("secret".toCharArray()));

        Files.delete(secret);
        assertEquals(
                List.of("sessions.cfg:18: PasswordFile = ***: a readable file of mode 0600"),
                ConfigFiles.mistakes(() -> ConfigFiles.load(directory, sessions, ConfigFiles.VENUE)));
    }

    @Test
    void shouldReadSecretsFromTheEnvironment() throws IOException {
        String sessions =
                ConfigFiles.SESSIONS.replace("Username=prime\nPasswordHash=" + ConfigFiles.HASH, "PasswordEnv=PB1");

        assertTrue(ConfigFiles.load(directory, sessions, ConfigFiles.VENUE, Map.of("PB1", ConfigFiles.HASH))
                .sessions()
                .get(1)
                .credentials()
                .isPresent());
        assertEquals(
                List.of("sessions.cfg:18: PasswordEnv = ***: the name of a variable that is set"),
                ConfigFiles.mistakes(() -> ConfigFiles.load(directory, sessions, ConfigFiles.VENUE)));
        assertEquals(
                List.of("sessions.cfg:18: PasswordEnv = ***: " + HASH_FORM),
                ConfigFiles.mistakes(
                        () -> ConfigFiles.load(directory, sessions, ConfigFiles.VENUE, Map.of("PB1", "secret"))));
    }

    @Test
    void shouldListEveryMistakeOfBothFiles() {
        List<String> mistakes = ConfigFiles.mistakes(() -> ConfigFiles.load(
                directory,
                ConfigFiles.SESSIONS.replace("HeartBtInt=30", "HeartBtInt=x").replace("Dialect=EXTENDED", "Dialect=x"),
                ConfigFiles.VENUE.replace("shock: 0.12", "shock: 12")));

        assertEquals(
                List.of(
                        "venue.yaml: underlyings[0].shock = 12:"
                                + " a decimal number, 0.000001 to 1, with at most 6 decimals",
                        "sessions.cfg:5: HeartBtInt = x: a whole number, 0 to 999999999",
                        "sessions.cfg:6: Dialect = x: one of STOCK, EXTENDED"),
                mistakes);
    }

    @Test
    void shouldRefuseAFileWithoutSessions() {
        assertEquals(
                List.of("sessions.cfg: [SESSION] is missing: at least one session"),
                ConfigFiles.mistakes(() -> ConfigFiles.load(directory, "[DEFAULT]\n", ConfigFiles.VENUE)));
    }

    @Test
    void shouldNameWhatIsNotThere() {
        assertEquals(
                List.of(
                        "venue.yaml: cannot be read: NoSuchFileException",
                        "sessions.cfg: cannot be read: NoSuchFileException"),
                ConfigFiles.mistakes(() -> ConfigLoader.load(directory.toString())));
        assertEquals(
                List.of("configuration: name = nowhere:"
                        + " a directory with sessions.cfg and venue.yaml, or one of demo, oracle, conformance, load"),
                ConfigFiles.mistakes(() -> ConfigLoader.load("nowhere")));
    }
}
