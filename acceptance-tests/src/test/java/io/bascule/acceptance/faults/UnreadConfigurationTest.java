package io.bascule.acceptance.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class UnreadConfigurationTest {
    @Test
    void shouldNarrowTheFirstDropCopyOnly() {
        String sessions =
                "[SESSION]\nTargetCompID=PB1\nDropCopyAccounts=*\n[SESSION]\nTargetCompID=PB2\nDropCopyAccounts=*\n";

        assertEquals(sessions.replaceFirst("[*]", "DESK1-A,DESK1-B,DESK2-A"), UnreadConfiguration.narrowed(sessions));
    }

    @Test
    void shouldRefuseAConfigurationThatIsNotAsItThinks() {
        assertThrows(
                IllegalStateException.class,
                () -> UnreadConfiguration.narrowed(
                        "[SESSION]\nTargetCompID=PB1\n[SESSION]\nTargetCompID=PB2\nDropCopyAccounts=*\n"));
    }
}
