package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bascule.config.Credentials;
import io.bascule.config.Dialect;
import io.bascule.config.PasswordHash;
import io.bascule.config.QuoteProtectionConfig;
import io.bascule.config.Role;
import io.bascule.config.SessionConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.Message;

/** BE and BF: limits as they are configured, and every request that gets none. */
class UserRequestMappingTest {
    @Test
    void shouldTellBothLimitsAndWhatIsDoneAboveThem() throws Exception {
        assertEquals(
                "553=desk|923=u1|926=1|1610=4"
                        + "|1611=2|1612=0|1613=50|1614=1|1615=0"
                        + "|1611=3|1612=0|1613=100|1614=1|1615=0"
                        + "|1611=2|1612=0|1613=20|1614=1|1615=0|1618=3|1619=F|1619=q|1619=Z"
                        + "|1611=3|1612=0|1613=40|1614=1|1615=0|1618=3|1619=F|1619=q|1619=Z|",
                answer("desk", 5, 50, 20));
    }

    @Test
    void shouldTellOneLimit() throws Exception {
        assertEquals(
                "553=desk|923=u1|926=1|1610=2|1611=2|1612=0|1613=50|1614=1|1615=0|"
                        + "1611=3|1612=0|1613=100|1614=1|1615=0|",
                answer("desk", 5, 50, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "desk, 5, 553=desk|923=u1|926=1|927=there is no limit|",
        "desk, 4, 553=desk|923=u1|926=1|",
        "DESK1, 5, 553=DESK1|923=u1|926=3|927=Username(553) must be the session's own|",
        "desk, 1, 553=desk|923=u1|926=6|927=UserRequestType(924)=1 is not offered|",
        "desk, 2, 553=desk|923=u1|926=6|927=UserRequestType(924)=2 is not offered|",
        "desk, 3, 553=desk|923=u1|926=6|927=UserRequestType(924)=3 is not offered|"
    })
    void shouldAnswerWithoutLimits(String username, int type, String expected) throws Exception {
        assertEquals(expected, answer(username, type, 0, 0));
    }

    @Test
    void shouldTakeTheCompIdOfASessionWithoutCredentialsForItsName() throws Exception {
        Message answer = UserRequestMapping.answer(request("DESK1", 4), session(Optional.empty(), 0, 0));
        assertEquals(1, answer.getInt(926));
    }

    private static String answer(String username, int type, int messages, int cancels) throws Exception {
        Credentials credentials = new Credentials("desk", PasswordHash.create("secret".toCharArray(), 1_000));
        Message answer = UserRequestMapping.answer(
                request(username, type), session(Optional.of(credentials), messages, cancels));
        assertEquals("BF", answer.getHeader().getString(35));
        String text = answer.toString().replace('\001', '|');
        return text.substring(text.indexOf("|553=") + 1, text.indexOf("|10=") + 1);
    }

    private static Message request(String username, int type) {
        Message request = new Message();
        request.getHeader().setString(35, "BE");
        request.setString(923, "u1");
        request.setInt(924, type);
        request.setString(553, username);
        return request;
    }

    private static SessionConfig session(Optional<Credentials> credentials, int messages, int cancels) {
        return new SessionConfig(
                "FIX.4.4",
                Optional.empty(),
                "BASCULE",
                "DESK1",
                Role.ORDER_ENTRY,
                Dialect.STOCK,
                List.of("DESK1-A"),
                List.of(),
                credentials,
                List.of(),
                messages,
                cancels,
                false,
                0,
                true,
                false,
                QuoteProtectionConfig.NONE,
                1,
                8,
                Map.of());
    }
}
