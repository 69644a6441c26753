package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.ConfigLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Collateral that the operator pays in or out is told to the account's desk and its prime broker. */
@Timeout(60)
class TransferPushTest {
    @TempDir
    private Path data;

    @Test
    void shouldTellDeskAndPrimeBrokerOfCollateralPaidInAndOut() throws Exception {
        try (RunningVenue venue = RunningVenue.start(ConfigLoader.load("demo").withPort(0), data);
                FixClient desk = FixClient.logon(venue.address(), "QA2");
                FixClient broker = FixClient.logon(venue.address(), "PB1")) {
            RunningVenue.transfer(data, "QA2-A", "USDC", 500_000_000L);
            String paidIn = desk.expect("|35=BA|", "|1=QA2-A|", "|899=1000500|");
            assertTrue(paidIn.contains("|1704=1000500|1705=USDC|"), paidIn);
            String copy = broker.expect("|35=BA|", "|1=QA2-A|", "|899=1000500|");
            assertTrue(copy.contains("|797=Y|1180=PB1|1181=1|"), copy);

            RunningVenue.transfer(data, "QA2-A", "USDC", -1_000_500_000_000L);
            desk.expect("|35=BA|", "|1=QA2-A|", "|899=0|");
            broker.expect("|35=BA|", "|899=0|", "|1181=2|");

            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> RunningVenue.transfer(data, "QA2-A", "USDC", -1));
            assertTrue(refused.getMessage().startsWith("withdrawable of QA2-A: 0 units of USDC"), refused.getMessage());
        }
    }
}
