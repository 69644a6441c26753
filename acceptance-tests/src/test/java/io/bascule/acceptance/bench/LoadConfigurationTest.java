package io.bascule.acceptance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class LoadConfigurationTest {
    private static final String HEAD = "# comment\n[DEFAULT]\nRole=ORDER_ENTRY\n\n";
    private static final String FIRST = "[SESSION]\nTargetCompID=PB1\nRole=DROP_COPY\n\n";
    private static final String SECOND = "[SESSION]\nTargetCompID=PB2\nRole=DROP_COPY\n\n";
    private static final String LOAD = "[SESSION]\nTargetCompID=LOAD001\n";

    @Test
    void shouldLeaveOutTheSecondBrokerOnly() {
        assertEquals(HEAD + FIRST + LOAD, LoadConfiguration.withoutSecondBroker(HEAD + FIRST + SECOND + LOAD));
    }

    @Test
    void shouldNotPassOffAConfigurationWithoutOne() {
        assertThrows(IllegalStateException.class, () -> LoadConfiguration.withoutSecondBroker(HEAD + FIRST + LOAD));
    }
}
