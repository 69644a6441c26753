package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.Message;

/** Text(58) of session-level Rejects. */
class SessionRejectTest extends EngineLinkFixture {
    @ParameterizedTest
    @CsvSource({
        "'Required tag missing, field=54', 1, Required tag missing",
        "'Invalid MsgType, field=35', 11, Invalid MsgType",
        "'Incorrect data format for value, field=38', 6, 'Incorrect data format for value, field=38'",
        "The message cannot be read, 99, The message cannot be read"
    })
    void shouldLeaveTheTagTo371(String text, int reason, String expected) throws Exception {
        open();
        Message reject = new Message();
        reject.getHeader().setString(35, "3");
        reject.setString(58, text);
        reject.setInt(373, reason);

        application.toAdmin(reject, DESK1);

        assertEquals(expected, reject.getString(58));
    }
}
