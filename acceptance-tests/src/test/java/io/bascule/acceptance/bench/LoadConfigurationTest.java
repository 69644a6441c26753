package io.bascule.acceptance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void shouldWriteTheBundledConfigurationWithOneBroker(@TempDir Path folder) throws IOException {
        Path config = folder.resolve("config");
        LoadConfiguration.writeWithOneBroker(config);
        String sessions = Files.readString(config.resolve("sessions.cfg"));
        assertTrue(sessions.contains("TargetCompID=PB1\n"));
        assertFalse(sessions.contains("TargetCompID=PB2\n"));
        assertTrue(sessions.contains("TargetCompID=LOAD100\n"));
        assertTrue(Files.size(config.resolve("venue.yaml")) > 0);
    }

    @Test
    void shouldNotPassOffAConfigurationWithoutOne() {
        assertThrows(IllegalStateException.class, () -> LoadConfiguration.withoutSecondBroker(HEAD + FIRST + LOAD));
    }
}
