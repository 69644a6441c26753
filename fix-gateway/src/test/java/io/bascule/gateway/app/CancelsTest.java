package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.Group;
import quickfix.Message;

/** Which messages have the budget of cancels. */
class CancelsTest {
    @ParameterizedTest
    @CsvSource({
        "F, '', true",
        "q, '', true",
        "Z, '', true",
        "D, '', false",
        "G, '', false",
        "DJ, 3 3, true",
        "DJ, 3 1, false",
        "DJ, 3 -, false",
        "DJ, '', false"
    })
    void shouldKnowWhatOnlyTakesOrdersAway(String msgType, String actions, boolean expected) throws Exception {
        Message message = new Message();
        for (String action : actions.split(" ", -1)) {
            if (!action.isEmpty()) {
                Group entry = new Group(2428, 2430);
                entry.setInt(2430, 1);
                if (!action.equals("-")) {
                    entry.setString(2429, action);
                }
                message.addGroup(entry);
            }
        }

        assertEquals(expected, Cancels.isCancel(message, msgType));
    }
}
