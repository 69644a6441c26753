package io.bascule.gateway.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Credentials;
import io.bascule.config.Ed25519Key;
import io.bascule.config.HmacSecret;
import io.bascule.config.LogonSignature;
import io.bascule.config.SessionConfig;
import io.bascule.gateway.audit.Audit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quickfix.SessionID;
import quickfix.SystemTime;

/** Logons that are signed, as a counterparty signs them: by the JDK, over the text that the README describes. */
@Timeout(60)
class SignedLogonTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");

    @TempDir
    Path data;

    private final List<RawFixClient> clients = new ArrayList<>();
    private KeyPair keys;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        gateway = startGateway();
    }

    private TestGateway startGateway() throws Exception {
        String publicKey = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return TestGateway.start(
                data,
                TestGateway.limits(2_000, 5_000, 64, false),
                List.of(
                        session("HMAC", HmacSecret.of(SECRET).orElseThrow()),
                        session("ED25519", Ed25519Key.parse(publicKey).orElseThrow())),
                Audit.NONE);
    }

    private static SessionConfig session(String compId, LogonSignature signature) {
        return TestGateway.session(
                new SessionID("FIX.4.4", "BASCULE", compId),
                new Credentials(compId, Optional.of(signature), Optional.empty(), false));
    }

    @AfterEach
    void stop() throws IOException {
        for (RawFixClient client : clients) {
            client.close();
        }
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HMAC", "ED25519"})
    void shouldLetOnWhatIsRightlySigned(String compId) throws Exception {
        assertEquals("A", typeOfAnswer(signed(compId, "34=1", now(), "")));
        logOff();
        assertEquals("A", typeOfAnswer(signed(compId, "34=2", now(), "|141=N")));
        logOff();
        assertEquals("A", typeOfAnswer(signed(compId, "34=1", now(), "|141=Y")));
        logOff();
        assertEquals("A", typeOfAnswer(signed(compId, "34=2", now(), "") + "553=" + compId + "|"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HMAC", "ED25519"})
    void shouldRefuseWhatIsNotWhatWasSigned(String compId) throws Exception {
        String right = signed(compId, "34=1", now(), "|141=N");
        for (String wrong : List.of(
                right.replace("|34=1|", "|34=2|"),
                right.replace("|141=N|", "|141=Y|"),
                right.replace("|108=30|", "|108=31|"),
                right.replace("|141=N|", "|"),
                right.replaceAll(
                        "\\|52=[^|]*\\|", "|52=" + TIME.format(SystemTime.now().plusSeconds(1)) + "|"))) {
            assertRefused(wrong);
        }
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HMAC", "ED25519"})
    void shouldRefuseASignatureThatIsNone(String compId) throws Exception {
        String unsigned = unsigned(compId, "34=1", now(), "");
        for (String end : List.of(
                "", "95=4|96=AAAA|", "95=3|96=???|", "95=4|96=?\u0001??|", "553=" + compId + "|554=" + SECRET + "|")) {
            assertRefused(unsigned + end);
        }
        assertUntouched();
    }

    @Test
    void shouldRefuseASignatureWhoseLengthIsAnother() throws Exception {
        String right = signed("HMAC", "34=1", now(), "");
        assertRefused(right.replaceAll("\\|95=[0-9]+\\|", "|"));
        assertRefused(right.replaceAll("\\|95=[0-9]+\\|", "|95=7|"));
        assertUntouched();
    }

    @Test
    void shouldRefuseTheOtherSessionsSignature() throws Exception {
        String other = signed("ED25519", "34=1", now(), "");
        assertRefused(other.replace("|49=ED25519|", "|49=HMAC|"));
    }

    /** Not even with the reset that would make its number right again, nor while the desk is on. */
    @ParameterizedTest
    @ValueSource(strings = {"HMAC", "ED25519"})
    void shouldRefuseALogonThatWasLetInBefore(String compId) throws Exception {
        String once = signed(compId, "34=1", now(), "|141=Y");
        assertEquals("A", typeOfAnswer(once));
        assertRefused(once);
        logOff();
        long epoch = gateway.epoch(new SessionID("FIX.4.4", "BASCULE", compId));
        assertRefused(once);

        assertEquals(epoch, gateway.epoch(new SessionID("FIX.4.4", "BASCULE", compId)));
        assertTrue(answer(signed(compId, "34=2", now(), "")).contains("|34=2|"));
    }

    @Test
    void shouldRefuseWhatWasSignedBeforeTheStart() throws Exception {
        String before = signed("HMAC", "34=1", now(), "|141=Y");
        gateway.close();
        await().until(() -> !before.contains("|52=" + now() + "|"));
        gateway = startGateway();

        assertRefused(before);
        assertUntouched();
        // It may be a clock that is a little behind: the address is not blocked for it, as it would be for a wrong one.
        for (int i = 0; i < 10; i++) {
            assertRefused(before);
        }
        assertEquals("A", typeOfAnswer(signed("HMAC", "34=1", now(), "")));
    }

    @Test
    void shouldBlockTheAddressOfAReplay() throws Exception {
        String once = signed("HMAC", "34=1", now(), "");
        assertEquals("A", typeOfAnswer(once));
        logOff();
        for (int i = 0; i < 5; i++) {
            assertRefused(once);
        }

        RawFixClient blocked = connect();
        assertTrue(blocked.isClosedSilently());
    }

    @Test
    void shouldRefuseAnotherUsersName() throws Exception {
        assertRefused(signed("HMAC", "34=1", now(), "") + "553=OTHER|");
        assertUntouched();
    }

    @Test
    void shouldRefuseALogonSentTooLongAgo() throws Exception {
        assertRefused(signed("HMAC", "34=1", TIME.format(SystemTime.now().minusSeconds(31)), ""));
        assertRefused(signed("HMAC", "34=1", TIME.format(SystemTime.now().plusSeconds(31)), ""));
        assertUntouched();
    }

    private String typeOfAnswer(String logon) throws IOException {
        String answer = answer(logon);
        int from = answer.indexOf("|35=") + 4;
        return answer.substring(from, answer.indexOf('|', from));
    }

    private String answer(String logon) throws IOException {
        RawFixClient client = connect();
        client.send("FIX.4.4", logon);
        return client.receive();
    }

    private void assertRefused(String logon) throws IOException {
        try (RawFixClient client = RawFixClient.connectFrom("127.0.0.1", gateway.address())) {
            client.send("FIX.4.4", logon);
            assertTrue(client.isClosedSilently(), logon);
        }
    }

    private void logOff() throws IOException {
        for (RawFixClient client : clients) {
            client.close();
        }
        await().until(() -> !gateway.acceptor.isLoggedOn());
    }

    private RawFixClient connect() throws IOException {
        RawFixClient client = RawFixClient.connect(gateway.address());
        clients.add(client);
        return client;
    }

    private void assertUntouched() {
        gateway.onLoop(() -> gateway.acceptor.sessions().forEach(session -> {
            assertEquals(1, session.store().getNextSenderMsgSeqNum());
            assertEquals(1, session.store().getNextTargetMsgSeqNum());
        }));
    }

    private static String now() {
        return RawFixClient.now();
    }

    private static String unsigned(String compId, String seqNum, String time, String reset) {
        return "35=A|" + seqNum + "|49=" + compId + "|52=" + time + "|56=BASCULE|98=0|108=30" + reset + "|";
    }

    /** With 95 and 96 behind; the text is put together here as the README says, not as the product does. */
    private String signed(String compId, String seqNum, String time, String reset) throws GeneralSecurityException {
        String text = String.join(
                "\u0001", "A", compId, "BASCULE", seqNum.substring(3), time, "30" + reset.replace("|141=", "\u0001"));
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        byte[] signature;
        if (compId.equals("HMAC")) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            signature = mac.doFinal(bytes);
        } else {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(bytes);
            signature = signer.sign();
        }
        String base64 = Base64.getEncoder().encodeToString(signature);
        return unsigned(compId, seqNum, time, reset) + "95=" + base64.length() + "|96=" + base64 + "|";
    }
}
