package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.ConfigLoader;
import io.bascule.config.GatewayConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two sessions that act for one account: QA3 for QA2's, too. Each reaches the other's orders by OrderID(37) alone. */
@Timeout(120)
class SharedAccountTest {
    @TempDir
    Path folder;

    @Test
    void shouldReachAnotherSessionsOrderByItsOrderIdAlone() throws Exception {
        try (RunningVenue venue = RunningVenue.start(shared(), folder.resolve("data"));
                FixClient owner = FixClient.logon(venue.address(), "QA2");
                FixClient other = FixClient.logon(venue.address(), "QA3")) {
            owner.send("35=D|11=a|1=QA2-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
            String orderId = field(owner.expect("|35=8|", "|11=a|", "|150=0|"), 37);

            other.send("35=F|11=x1|41=a|55=BTC-PERP|54=1");
            other.expect("|35=9|", "|11=x1|", "|41=a|", "|37=NONE|", "|39=8|", "|102=1|");
            other.send("35=H|11=any|37=" + orderId + "|55=BTC-PERP|54=1");
            other.expect("|35=8|", "|150=I|", "|39=0|", "|37=" + orderId + "|", "|1=QA2-A|");
            other.send("35=G|11=x2|41=a|37=" + orderId + "|1=QA2-A|55=BTC-PERP|54=1|38=2|40=2|44=59000|59=1");
            String replaced = owner.expect("|35=8|", "|150=5|", "|37=" + orderId + "|", "|38=2|");
            assertTrue(replaced.contains("|11=a|") && !replaced.contains("|41="), replaced);
            other.expect("|35=8|", "|11=x2|", "|150=I|", "|39=0|", "|38=2|");
            other.send("35=F|11=x3|41=a|37=" + orderId + "|55=BTC-PERP|54=1");
            String cancelled = owner.expect("|35=8|", "|150=4|", "|37=" + orderId + "|", "|378=99|");
            assertTrue(cancelled.contains("|11=a|"), cancelled);
            other.expect("|35=8|", "|11=x3|", "|150=I|", "|39=4|");
            other.send("35=F|11=x4|41=a|37=" + orderId + "|55=BTC-PERP|54=1");
            other.expect("|35=9|", "|11=x4|", "|41=a|", "|37=" + orderId + "|", "|39=4|", "|102=0|");
        }
    }

    @Test
    void shouldCancelManyOfItsOwnOnly() throws Exception {
        try (RunningVenue venue = RunningVenue.start(shared(), folder.resolve("data"));
                FixClient owner = FixClient.logon(venue.address(), "QA2");
                FixClient other = FixClient.logon(venue.address(), "QA3")) {
            owner.send("35=D|11=a|1=QA2-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
            owner.expect("|35=8|", "|11=a|", "|150=0|");
            other.send("35=D|11=b|1=QA2-A|55=BTC-PERP|54=1|38=1|40=2|44=59000|59=1");
            other.expect("|35=8|", "|11=b|", "|150=0|");
            other.send("35=q|11=m|530=7|1=QA2-A|60=20261120-12:00:00");
            String answer = other.expect("|35=r|", "|11=m|", "|531=7|", "|1=QA2-A|");
            assertEquals("1", field(answer, 533));
            assertFalse(other.expect("|35=8|", "|150=4|", "|11=b|").contains("|378="));
            owner.send("35=H|11=a|55=BTC-PERP|54=1");
            owner.expect("|35=8|", "|150=I|", "|39=0|");
        }
    }

    private GatewayConfig shared() throws IOException {
        String sessions = resource("sessions.cfg");
        String both = sessions.replace("\nAccounts=QA3-A\n", "\nAccounts=QA3-A,QA2-A\n");
        assertFalse(both.equals(sessions));
        Files.writeString(folder.resolve("sessions.cfg"), both);
        Files.writeString(folder.resolve("venue.yaml"), resource("venue.yaml"));
        return ConfigLoader.load(folder.toString()).withPort(0);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ConfigLoader.class.getResourceAsStream("demo/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String field(String message, int tag) {
        String start = "|" + tag + "=";
        int at = message.indexOf(start) + start.length();
        return message.substring(at, message.indexOf('|', at));
    }
}
