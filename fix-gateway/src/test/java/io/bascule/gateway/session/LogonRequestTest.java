package io.bascule.gateway.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import quickfix.SessionID;

class LogonRequestTest {
    private static final String LOGON =
            "8=FIXT.1.1|9=1|35=A|49=DESK2|56=BASCULE|52=20261120-10:00:00.000|108=30|1137=9|553=U|554=pass|10=000|";
    private static final long TIME_MS = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

    @Test
    void shouldReadWhoIsLoggingOn() {
        LogonRequest logon = parse(LOGON);

        assertEquals(new SessionID("FIXT.1.1", "BASCULE", "DESK2"), logon.sessionId());
        assertEquals("U", logon.username());
        assertArrayEquals("pass".toCharArray(), logon.password());
        assertEquals(30, logon.heartBtInt());
        assertEquals("9", logon.defaultApplVerId());
    }

    @Test
    void shouldTakeAWrongHeartBtIntAsNone() {
        assertEquals(0, parse(LOGON.replace("108=30", "108=-1")).heartBtInt());
        assertEquals(0, parse(LOGON.replace("108=30", "108=99999999999")).heartBtInt());
        assertEquals(0, parse(LOGON.replace("108=30|", "")).heartBtInt());
    }

    @Test
    void shouldCompareSendingTimeBothWays() {
        assertTrue(parse(LOGON).isSentWithin(30_000, TIME_MS + 30_000));
        assertTrue(parse(LOGON).isSentWithin(30_000, TIME_MS - 30_000));
        assertFalse(parse(LOGON).isSentWithin(30_000, TIME_MS + 30_001));
        assertFalse(parse(LOGON).isSentWithin(30_000, TIME_MS - 30_001));
        assertFalse(parse(LOGON.replace("52=20261120-10:00:00.000", "52=now")).isSentWithin(30_000, TIME_MS));
        assertFalse(parse(LOGON.replace("52=20261120-10:00:00.000|", "")).isSentWithin(30_000, TIME_MS));
    }

    @Test
    void shouldReadASignatureAndWhatItIsOver() {
        String signed = LOGON.replace("|553=U", "|34=7|141=Y|95=4|96=AQID|553=U");
        LogonRequest logon = parse(signed);

        assertArrayEquals(new byte[] {1, 2, 3}, logon.signature());
        assertArrayEquals(RawFixClient.bytes("A|DESK2|BASCULE|7|20261120-10:00:00.000|30|Y"), logon.signedText());
        assertArrayEquals(
                RawFixClient.bytes("A|DESK2|BASCULE|7|20261120-10:00:00.000|30"),
                parse(signed.replace("141=Y|", "")).signedText());
        logon.wipe();
        assertEquals(0, logon.signature().length);
        assertEquals(0, parse(signed.replace("95=4", "95=3")).signature().length);
        assertEquals(0, parse(signed.replace("AQID", "A?ID")).signature().length);
        assertEquals(0, parse(LOGON).signature().length);
        assertNull(parse(signed.replace("|553=U", "|95=4|96=AQID|553=U")));
    }

    @Test
    void shouldRefuseWhatSaysOneThingTwiceOrIsNotMadeOfFields() {
        assertNull(parse(LOGON.replace("554=pass", "554=pass|554=other")));
        assertNull(parse(LOGON.replace("49=DESK2", "49=DESK2|49=DESK1")));
        assertNull(parse(LOGON.replace("56=BASCULE|", "")));
        assertNull(parse(LOGON.replace("553=U", "x=U")));
        assertNull(parse(LOGON.replace("553=U", "553")));
    }

    private static LogonRequest parse(String text) {
        byte[] bytes = RawFixClient.bytes(text);
        return LogonRequest.parse(bytes, 0, bytes.length);
    }
}
