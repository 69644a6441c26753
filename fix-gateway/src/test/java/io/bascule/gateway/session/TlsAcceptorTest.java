package io.bascule.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.AcceptorConfig;
import io.bascule.config.ClientCertificate;
import io.bascule.config.Credentials;
import io.bascule.config.PasswordHash;
import io.bascule.config.SessionConfig;
import io.bascule.config.TlsConfig;
import io.bascule.config.TlsFiles;
import io.bascule.gateway.audit.Audit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.SessionID;

/**
 * TLS with real sockets and the JDK's client. DESK1 and DESK2 are known by names that an authority has signed and need
 * a password, too; PINNED by a fingerprint alone; PLAIN needs TLS and a password.
 */
@Timeout(120)
class TlsAcceptorTest {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final String RIGHT = "554=secret|";

    @TempDir
    Path directory;

    private final List<RawFixClient> clients = new ArrayList<>();
    private TestCertificates.Identity authority;
    private TestCertificates.Identity venue;
    private TestCertificates.Identity desk1;
    private TestCertificates.Identity pinned;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        authority = TestCertificates.authority("clients");
        venue = TestCertificates.issue("venue.test", null);
        desk1 = TestCertificates.issue("desk1.test", authority);
        pinned = TestCertificates.issue("desk2.test", null);
        venue.write(file("venue.pem"), file("venue.key"));
        authority.write(file("clients.pem"), file("clients.key"));
        gateway = start(TestGateway.withTls(tls(true, false)));
    }

    private TlsConfig tls(boolean acceptsPlaintext, boolean requiresCertificate) {
        return new TlsConfig(0, acceptsPlaintext, List.of("TLSv1.3", "TLSv1.2"), requiresCertificate, files());
    }

    private TlsFiles files() {
        return TlsFiles.pem(file("venue.pem"), file("venue.key"), Optional.of(file("clients.pem")), new char[0]);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private TestGateway start(AcceptorConfig config) throws Exception {
        return TestGateway.start(directory.resolve("data"), config, sessions(), Audit.NONE);
    }

    private List<SessionConfig> sessions() {
        PasswordHash password = PasswordHash.create("secret".toCharArray(), 1_000);
        ClientCertificate own =
                new ClientCertificate(Set.of(ClientCertificate.fingerprintOf(pinned.certificate())), Set.of());
        return List.of(
                session("DESK1", Optional.of(password), Optional.of(named("DNS:desk1.test"))),
                session("DESK2", Optional.of(password), Optional.of(named("DNS:desk2.test"))),
                session("PINNED", Optional.empty(), Optional.of(own)),
                session("PLAIN", Optional.of(password), Optional.empty()));
    }

    private static ClientCertificate named(String name) {
        return new ClientCertificate(Set.of(), Set.of(name));
    }

    private static SessionConfig session(
            String compId, Optional<PasswordHash> password, Optional<ClientCertificate> certificate) {
        return TestGateway.session(
                new SessionID("FIX.4.4", "BASCULE", compId),
                new Credentials(compId, password.map(hash -> hash), certificate, true));
    }

    @AfterEach
    void stop() throws IOException {
        for (RawFixClient client : clients) {
            client.close();
        }
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldLetOnWhoHasTheCertificateAndThePassword(String protocol) throws Exception {
        RawFixClient desk = connect(desk1, protocol);
        desk.send("FIX.4.4", logon("DESK1", 1, "553=DESK1|" + RIGHT));

        assertTrue(desk.receive().contains("|35=A|34=1|"));
        assertEquals("CN=venue.test", desk.serverName());
        desk.send("FIX.4.4", header("1", "DESK1", 2) + "112=over-tls|");
        assertTrue(desk.receive().contains("|112=over-tls|"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldLetOnByAPinnedCertificateAlone(String protocol) throws Exception {
        RawFixClient desk = connect(pinned, protocol);
        desk.send("FIX.4.4", logon("PINNED", 1, ""));

        assertTrue(desk.receive().contains("|35=A|34=1|"));
    }

    /** The second connection resumes the first one's TLS, and shows no certificate of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldKnowTheCertificateOfATlsSessionThatIsResumed(String protocol) throws Exception {
        SSLContext context = TlsClients.of(venue.certificate(), desk1);
        for (int seqNum = 1; seqNum <= 3; seqNum++) {
            try (RawFixClient desk = RawFixClient.connectOverTls(context, protocol, gateway.tlsAddress())) {
                desk.send("FIX.4.4", logon("DESK1", seqNum, "553=DESK1|" + RIGHT));
                assertTrue(desk.receive().contains("|35=A|34=" + seqNum + "|"));
                assertEquals(seqNum > 1, desk.isResumed());
            }
            await().until(() -> !gateway.acceptor.isLoggedOn());
        }
    }

    @Test
    void shouldCarryManyMessagesAtOnce() throws Exception {
        RawFixClient desk = connect(null, "TLSv1.3");
        desk.send("FIX.4.4", logon("PLAIN", 1, "553=PLAIN|" + RIGHT));
        desk.receive();
        StringBuilder many = new StringBuilder();
        int messages = 2_000;
        for (int i = 0; i < messages; i++) {
            many.append(RawFixClient.message("FIX.4.4", header("1", "PLAIN", i + 2) + "112=t" + i + "|"));
        }
        desk.sendRaw(many.toString());

        for (int i = 0; i < messages; i++) {
            assertTrue(desk.receive().contains("|112=t" + i + "|"));
        }
    }

    @Test
    void shouldCloseWhoHasAnothersCertificate() throws Exception {
        assertRefused(desk1, logon("DESK2", 1, "553=DESK2|" + RIGHT));
        assertRefused(desk1, logon("PINNED", 1, ""));
        assertUntouched();
    }

    /** The pinned certificate says desk2.test, but nobody has vouched for that. */
    @Test
    void shouldNotBelieveTheNameInAPinnedCertificate() throws Exception {
        assertRefused(pinned, logon("DESK2", 1, "553=DESK2|" + RIGHT));
        assertUntouched();
    }

    /** A reload takes the pin away between handshake and Logon: nobody vouches for the name any more than before. */
    @Test
    void shouldNotBelieveTheNameInACertificateThatIsNoLongerPinned() throws Exception {
        RawFixClient client = connect(pinned, "TLSv1.2");
        client.handshake();
        gateway.onLoop(() -> {
            gateway.acceptor.remove(new SessionID("FIX.4.4", "BASCULE", "PINNED"), "gone");
            gateway.acceptor.certificatesChanged();
        });

        client.send("FIX.4.4", logon("DESK2", 1, "553=DESK2|" + RIGHT));

        assertTrue(client.isClosedSilently());
        assertUntouched();
    }

    @Test
    void shouldCloseWhoHasNoCertificate() throws Exception {
        assertRefused(null, logon("DESK1", 1, "553=DESK1|" + RIGHT));
        assertRefused(null, logon("PINNED", 1, ""));
        assertUntouched();
    }

    @Test
    void shouldStillAskForThePassword() throws Exception {
        assertRefused(desk1, logon("DESK1", 1, "553=DESK1|554=guess|"));
        assertRefused(desk1, logon("DESK1", 1, ""));
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldRefuseACertificateThatNobodyKnows(String protocol) throws Exception {
        TestCertificates.Identity other = TestCertificates.authority("clients");
        assertHandshakeFails(TestCertificates.issue("desk1.test", other), protocol);
        assertHandshakeFails(TestCertificates.issue("desk1.test", null), protocol);
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void shouldRefuseACertificateOutsideOfItsDates(String protocol) throws Exception {
        assertHandshakeFails(
                TestCertificates.issue("desk1.test", authority, Duration.ofDays(-2), Duration.ofSeconds(-1)), protocol);
        assertHandshakeFails(
                TestCertificates.issue("desk1.test", authority, Duration.ofHours(1), Duration.ofDays(2)), protocol);
    }

    /** A ClientHello by hand, since the JDK's client knows no such version any more. */
    @Test
    void shouldRefuseOlderVersions() throws Exception {
        RawFixClient older = plain(gateway.tlsAddress());
        older.sendBytes(clientHello(2));
        RawFixClient current = plain(gateway.tlsAddress());
        current.sendBytes(clientHello(3));

        assertEquals(ALERT, older.receiveByte());
        assertTrue(older.drainsToEnd());
        assertEquals(HANDSHAKE, current.receiveByte());
    }

    /** Offers one version, 3.{@code minor}, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, P-256 and ECDSA with SHA-256. */
    private static byte[] clientHello(int minor) {
        String hello = "030" + minor + "00".repeat(32) + "00" + "0002c02b" + "0100" + "0016" + "000a000400020017"
                + "000d000400020403" + "000b00020100";
        String lengthOfHello = String.format("%06x", hello.length() / 2);
        String message = "01" + lengthOfHello + hello;
        return HexFormat.of().parseHex("160301" + String.format("%04x", message.length() / 2) + message);
    }

    @Test
    void shouldRefuseASessionThatNeedsTlsOnThePlaintextPort() throws Exception {
        RawFixClient client = plain(gateway.address());
        client.send("FIX.4.4", logon("PLAIN", 1, "553=PLAIN|" + RIGHT));

        assertTrue(client.isClosedSilently());
        assertUntouched();
    }

    @Test
    void shouldClosePlaintextOnTheTlsPortAndTheReverse() throws Exception {
        RawFixClient plain = plain(gateway.tlsAddress());
        plain.send("FIX.4.4", logon("PLAIN", 1, "553=PLAIN|" + RIGHT));
        assertTrue(plain.drainsToEnd());

        RawFixClient tls =
                RawFixClient.connectOverTls(TlsClients.of(venue.certificate(), desk1), "TLSv1.3", gateway.address());
        clients.add(tls);
        assertThrows(IOException.class, tls::handshake);
        assertUntouched();
    }

    @Test
    void shouldEndWhoIsSilentOrSlowBeforeOrAfterItsHandshake() throws Exception {
        gateway.close();
        gateway = start(TestGateway.limits(300, 700, 64, true).withTls(Optional.of(tls(true, false))));
        RawFixClient silent = plain(gateway.tlsAddress());
        RawFixClient begun = plain(gateway.tlsAddress());
        // The head of a record of 256 bytes with the ClientHello, of which nothing follows.
        begun.sendBytes(new byte[] {22, 3, 1, 1, 0, 1, 0, 0, (byte) 252});
        RawFixClient mute = connect(null, "TLSv1.3");
        mute.handshake();
        RawFixClient dripping = plain(gateway.tlsAddress());
        int[] sent = {0};
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            try {
                dripping.sendBytes(new byte[] {sent[0]++ == 0 ? (byte) 22 : 3});
                return false;
            } catch (IOException e) {
                return true;
            }
        });

        assertTrue(silent.isClosedSilently());
        assertTrue(begun.isClosedSilently());
        assertTrue(mute.isClosedSilently());
        assertUntouched();
    }

    @Test
    void shouldEndASessionWhoseBytesAreNotTls() throws Exception {
        RawFixClient junk = plain(gateway.tlsAddress());
        junk.sendBytes(new byte[100_000]);
        assertTrue(junk.drainsToEnd());
        RawFixClient huge = plain(gateway.tlsAddress());
        // A ClientHello that claims 16 MB.
        byte[] record = new byte[5 + 16_384];
        System.arraycopy(new byte[] {22, 3, 1, 64, 0, 1, -1, -1, -1}, 0, record, 0, 9);
        assertThrows(IOException.class, () -> {
            for (int i = 0; i < 1_000; i++) {
                huge.sendBytes(record);
            }
        });
        assertUntouched();
    }

    @Test
    void shouldRefuseARenegotiation() throws Exception {
        RawFixClient desk = connect(null, "TLSv1.2");
        desk.send("FIX.4.4", logon("PLAIN", 1, "553=PLAIN|" + RIGHT));
        desk.receive();
        desk.handshake();

        assertThrows(IOException.class, () -> {
            desk.send("FIX.4.4", header("1", "PLAIN", 2) + "112=t|");
            desk.receive();
        });
    }

    @Test
    void shouldCountConnectionsOfBothPortsTogether() throws Exception {
        gateway.close();
        gateway = start(TestGateway.limits(2_000, 5_000, 64, false).withTls(Optional.of(tls(true, false))));
        for (int i = 0; i < 4; i++) {
            plain(gateway.address());
            plain(gateway.tlsAddress());
        }

        assertTrue(plain(gateway.address()).isClosedSilently());
        assertTrue(plain(gateway.tlsAddress()).isClosedSilently());
    }

    @Test
    void shouldListenForTlsAlone() throws Exception {
        gateway.close();
        gateway = start(TestGateway.withTls(tls(false, true)));

        assertEquals(gateway.tlsAddress(), gateway.address());
        assertHandshakeFails(null, "TLSv1.2");
        assertHandshakeFails(null, "TLSv1.3");
        RawFixClient desk = connect(desk1, "TLSv1.3");
        desk.send("FIX.4.4", logon("DESK1", 1, "553=DESK1|" + RIGHT));
        assertTrue(desk.receive().contains("|35=A|"));
    }

    @Test
    void shouldTakeUpOtherCertificatesOnceAllFilesAreRight() throws Exception {
        assertEquals("CN=venue.test", serverName(venue));
        TestCertificates.Identity next = TestCertificates.issue("next.test", null);
        Files.writeString(file("venue.pem"), "half a certificate");
        gateway.acceptor.reloadCertificates();
        assertEquals("CN=venue.test", serverName(venue));
        next.write(file("venue.pem"), file("venue.key"));
        gateway.acceptor.reloadCertificates();
        assertEquals("CN=next.test", serverName(next));
    }

    private String serverName(TestCertificates.Identity trusted) throws Exception {
        RawFixClient client = RawFixClient.connectOverTls(
                TlsClients.of(trusted.certificate(), null), "TLSv1.3", gateway.tlsAddress());
        clients.add(client);
        client.handshake();
        return client.serverName();
    }

    private void assertRefused(TestCertificates.Identity identity, String logon) throws Exception {
        RawFixClient client = connect(identity, "TLSv1.3");
        client.send("FIX.4.4", logon);
        assertTrue(client.isClosedSilently(), logon);
    }

    /** With TLS 1.3 the client hears of it only when it reads. */
    private void assertHandshakeFails(TestCertificates.Identity identity, String protocol) throws Exception {
        RawFixClient client = connect(identity, protocol);
        assertThrows(IOException.class, () -> {
            client.handshake();
            client.receive();
        });
    }

    private void assertUntouched() {
        gateway.onLoop(() -> gateway.acceptor.sessions().forEach(session -> {
            assertEquals(1, session.store().getNextSenderMsgSeqNum());
            assertEquals(1, session.store().getNextTargetMsgSeqNum());
        }));
        assertFalse(gateway.acceptor.terminated().isDone());
        assertTrue(gateway.heard.stream().allMatch(line -> line.startsWith("create ")), gateway.heard.toString());
    }

    private RawFixClient connect(TestCertificates.Identity identity, String protocol)
            throws IOException, GeneralSecurityException {
        RawFixClient client = RawFixClient.connectOverTls(
                TlsClients.of(venue.certificate(), identity), protocol, gateway.tlsAddress());
        clients.add(client);
        return client;
    }

    private RawFixClient plain(InetSocketAddress address) throws IOException {
        RawFixClient client = RawFixClient.connect(address);
        clients.add(client);
        return client;
    }

    private static String logon(String sender, int seqNum, String more) {
        return header("A", sender, seqNum) + "98=0|108=30|" + more;
    }

    private static String header(String type, String sender, int seqNum) {
        return "35=" + type + "|34=" + seqNum + "|49=" + sender + "|52=" + RawFixClient.now() + "|56=BASCULE|";
    }
}
