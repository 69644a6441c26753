package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator takes back a combination: both legs, on all sides, over real sockets. */
@Timeout(60)
class CombinationBustTest {
    @TempDir
    private Path data;

    @Test
    void shouldTellEverySideOfEveryLeg() throws Exception {
        try (RunningVenue venue = RunningVenue.start(ConfigLoader.load("demo").withPort(0), data);
                FixClient desk = FixClient.logon(venue.address(), "QA2");
                FixClient maker = FixClient.logon(venue.address(), "MM1");
                FixClient broker = FixClient.logon(venue.address(), "PB1")) {
            maker.send("35=D|11=b|1=MM1-A|55=BTC-PERP|54=2|38=1|40=2|44=60000|59=1");
            maker.send("35=D|11=e|1=MM1-A|55=ETH-PERP|54=1|38=20|40=2|44=3000|59=1");
            maker.expect("|11=e|", "|150=0|");
            String before = equity(desk, "u1");
            desk.send("35=AB|11=c|1=QA2-A|54=1|38=1|40=1|59=4|60=20261126-10:00:00|55=[N/A]"
                    + "|555=2|600=BTC-PERP|623=1|624=1|654=x|600=ETH-PERP|623=20|624=2|654=y");
            String first = desk.expect("|35=8|", "|11=c|", "|150=F|", "|55=BTC-PERP|");
            String second = desk.expect("|35=8|", "|11=c|", "|150=F|", "|55=ETH-PERP|");
            assertNotEquals(before, equity(desk, "u2"));

            RunningVenue.bustTrade(data, Long.parseLong(field(second, 880)));

            for (String fill : new String[] {first, second}) {
                String busted = desk.expect("|35=8|", "|11=c|", "|150=H|", "|880=" + field(fill, 880) + "|");
                assertTrue(
                        busted.contains("|442=2|") && busted.contains("|39=4|") && busted.contains("|14=0|"), busted);
                assertTrue(busted.contains("|555=1|600=" + field(fill, 55) + "|"), busted);
                assertFalse(busted.contains("|654="), busted);
                assertEquals(field(fill, 17), field(busted, 19));
                String copy = broker.expect("|35=8|", "|11=c|", "|150=H|", "|880=" + field(fill, 880) + "|");
                assertEquals(field(busted, 17), field(copy, 17));
                maker.expect("|35=8|", "|150=H|", "|39=4|", "|14=0|", "|527=" + field(fill, 880) + "|");
            }
            assertEquals(before, equity(desk, "u3"));
        }
    }

    private static String equity(FixClient desk, String previewReqId) throws IOException {
        desk.send("35=U1|20001=" + previewReqId + "|1=QA2-A");
        String preview = desk.expect("|35=U2|", "|20001=" + previewReqId + "|");
        int end = preview.indexOf("|1644=102|");
        return preview.substring(preview.lastIndexOf("|1645=", end), end);
    }

    private static String field(String message, int tag) {
        int start = message.indexOf("|" + tag + "=") + ("|" + tag + "=").length();
        return message.substring(start, message.indexOf('|', start));
    }
}
