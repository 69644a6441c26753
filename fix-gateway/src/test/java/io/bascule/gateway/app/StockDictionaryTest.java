package io.bascule.gateway.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.ConfigLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * QuickFIX/J's initiator with its own, untouched dictionaries trades on a STOCK session through every kind of report
 * that a session can come to, and refuses none of them. What only time brings is in {@code ReportGoldenTest}.
 */
@Timeout(180)
class StockDictionaryTest {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @TempDir
    Path data;

    private StockInitiator desk;
    private String account;

    @ParameterizedTest
    @CsvSource({"QA1, true", "QA7, false"})
    void shouldUnderstandEveryReport(String compId, boolean isFix44) throws Exception {
        account = compId + "-A";
        try (RunningVenue venue = RunningVenue.start(ConfigLoader.load("demo").withPort(0), data);
                FixClient maker = FixClient.logon(venue.address(), "MM1");
                FixClient risk = FixClient.logon(venue.address(), "RISK1");
                StockInitiator initiator = StockInitiator.logon(venue.address(), compId, isFix44)) {
            desk = initiator;
            trades(maker);
            replacesAndCancels();
            expires();
            refusedOrders();
            refusedCancelsAndReplaces();
            queries();
            manyAtOnce(risk);
            amendments();
            absence();

            assertEquals(List.of(), desk.refused());
            Set<String> kinds = new TreeSet<>(desk.seen());
            assertTrue(
                    kinds.containsAll(Set.of(
                            "8 0 0", "8 4 4", "8 C C", "8 5 0", "8 5 1", "8 5 2", "8 8 8", "8 F 1", "8 F 2", "8 G 2",
                            "8 H 4", "8 I 0", "8 I 8", "9", "j", "r", "y")),
                    kinds::toString);
        }
    }

    /** As maker and as taker, in parts and whole; IOC, FOK and market orders that find too little. */
    private void trades(FixClient maker) throws Exception {
        order("m1", 1, "2", "59000", '1');
        desk.expect("11=m1|150=0|39=0");
        maker.send("35=D|11=t1|1=MM1-A|55=BTC-PERP|54=2|38=1|40=2|44=59000|59=3");
        desk.expect("11=m1|150=F|39=1|851=1");
        maker.send("35=D|11=t2|1=MM1-A|55=BTC-PERP|54=2|38=1|40=2|44=59000|59=3");
        desk.expect("11=m1|150=F|39=2|851=1");
        maker.send("35=D|11=q1|1=MM1-A|55=BTC-PERP|54=2|38=1|40=2|44=60000|59=1");
        maker.expect("|11=q1|", "|150=0|");
        order("x1", 1, "3", "60000", '3');
        desk.expect("11=x1|150=F|39=1|851=2");
        desk.expect("11=x1|150=4|39=4");
        order("x2", 1, "3", "60000", '4');
        desk.expect("11=x2|150=4|39=4");
        desk.send("35=D|11=x3|1=" + account + "|55=BTC-PERP|54=1|38=1|40=1");
        desk.expect("11=x3|150=4|39=4");
    }

    private void replacesAndCancels() throws Exception {
        order("r1", 1, "2", "58000", '0');
        replace("r2", "r1", "1", "58000");
        desk.expect("11=r2|150=5|39=0");
        replace("r3", "r2", "1", "58001");
        desk.expect("11=r3|150=5|39=0");
        cancel("r4", "r3");
        desk.expect("11=r4|41=r3|150=4|39=4");
    }

    /** By itself, a second from now. */
    private void expires() throws Exception {
        desk.send("35=D|11=e1|1=" + account + "|55=BTC-PERP|54=1|38=1|40=2|44=58000|59=6|126="
                + TIME.format(Instant.now().plusSeconds(1)));
        desk.expect("11=e1|150=0|39=0");
        desk.expect("11=e1|150=C|39=C");
    }

    /** One for each way in which OrdRejReason(103) is said. */
    private void refusedOrders() throws Exception {
        String head = "1=" + account + "|54=1|40=2|59=1|";
        String[] orders = {
            head + "55=DOGE-PERP|38=1|44=60000",
            head.replace(account, "MM1-A") + "55=BTC-PERP|38=1|44=60000",
            head + "55=BTC-PERP|38=0|44=60000",
            head + "55=BTC-PERP|38=0.0001|44=60000",
            head + "55=BTC-PERP|38=1|44=60000.1",
            head + "55=BTC-PERP|38=1|44=90000",
            head + "55=BTC-PERP|38=1|44=60000.000000001",
            head + "55=BTC-PERP|38=900|44=60000",
            head + "55=BTC-PERP|38=1",
            head.replace("54=1", "54=5") + "55=BTC-PERP|38=1|44=60000",
            head.replace("59=1", "59=2") + "55=BTC-PERP|38=1|44=60000",
        };
        for (int i = 0; i < orders.length; i++) {
            desk.send("35=D|11=n" + i + "|" + orders[i]);
            desk.expect("11=n" + i + "|150=8|39=8");
        }
        order("n0", 1, "1", "58000", '1');
        desk.expect("11=n0|150=8|103=6");
    }

    private void refusedCancelsAndReplaces() throws Exception {
        cancel("c1", "nothing");
        desk.expect("35=9|11=c1|102=1");
        cancel("c2", "r3");
        desk.expect("35=9|11=c2|102=0");
        cancel("c2", "r3");
        desk.expect("35=9|11=c2|102=6");
        order("g0", 1, "1", "58000", '1');
        replace("g1", "g0", "1", "58000.1");
        desk.expect("35=9|11=g1|434=2");
        replace("g2", "g0", "900", "58000");
        desk.expect("35=9|11=g2|434=2");
        replace("g3", "g0", "1", "90000");
        desk.expect("35=9|11=g3|434=2");
        replace("g4", "nothing", "1", "58000");
        desk.expect("35=9|11=g4|102=1");
    }

    private void queries() throws Exception {
        desk.send("35=H|11=g0|55=BTC-PERP|54=1");
        desk.expect("150=I|39=0|17=0");
        desk.send("35=H|11=nothing|55=BTC-PERP|54=1");
        desk.expect("150=I|39=8|103=5");
        desk.send("35=AF|584=a1|585=7");
        desk.expect("150=I|584=a1|912=Y");
        desk.send("35=AF|584=a2|585=1|55=ETH-PERP");
        desk.expect("150=I|584=a2|911=0");
        desk.send("35=AF|584=a3|585=2");
        desk.expect("150=I|584=a3|103=11");
        desk.send("35=x|320=s1|559=4");
        desk.expect("35=y|320=s1");
        desk.send("35=x|320=s2|559=0|55=DOGE-PERP");
        desk.expect("35=y|320=s2");
        desk.send("35=e|324=e1|55=BTC-PERP|263=0");
        desk.expect("35=f|324=e1|55=BTC-PERP");
        desk.send("35=AD|568=t1|569=0|263=0");
        desk.expect("35=j|372=AD");
    }

    private void manyAtOnce(FixClient risk) throws Exception {
        order("k1", 1, "1", "57000", '1');
        desk.send("35=q|11=k2|530=7");
        desk.expect("35=r|11=k2|531=7|533=2");
        desk.expect("11=g0|150=4|39=4");
        desk.expect("11=k1|150=4|39=4");
        desk.send("35=q|11=k3|530=1|55=DOGE-PERP");
        desk.expect("35=r|11=k3|531=0|532=1");
        desk.send("35=q|11=k2|530=7");
        desk.expect("35=r|11=k2|531=0");
        order("k4", 1, "1", "57000", '1');
        desk.expect("11=k4|150=0");
        risk.send("35=q|11=k1|530=7|1=" + account + "|60=20261120-12:00:00");
        desk.expect("11=k4|150=4|378=99");
    }

    /** A replace that ends an order that is partly filled, and the operator's bust and correction. */
    private void amendments() throws Exception {
        order("b1", 1, "2", "59000", '1');
        order("b2", 2, "1", "59000", '3');
        desk.expect("11=b2|150=F|39=2|851=2");
        desk.expect("11=b1|150=F|39=1|851=1");
        replace("b3", "b1", "3", "59000");
        desk.expect("11=b3|150=5|39=1");
        replace("b4", "b3", "1", "59000");
        desk.expect("11=b4|150=5|39=2");
        RunningVenue.correctTrade(data, 4, 5_900_100_000_000L, null);
        desk.expect("11=b2|150=G|39=2|31=59001");
        desk.expect("11=b4|150=G|39=2|31=59001");
        RunningVenue.bustTrade(data, 4);
        desk.expect("11=b2|150=H|39=4");
        desk.expect("11=b4|150=H|39=4");
    }

    /** What is cancelled because it is gone, it hears by resend. */
    private void absence() throws Exception {
        order("z1", 1, "1", "57000", '1');
        desk.expect("11=z1|150=0");
        desk.leaveAndComeBack();
        desk.expect("11=z1|150=4|39=4|43=Y");
    }

    private void order(String clOrdId, int side, String qty, String price, char timeInForce) throws Exception {
        desk.send("35=D|11=" + clOrdId + "|1=" + account + "|55=BTC-PERP|54=" + side + "|38=" + qty + "|40=2|44="
                + price + "|59=" + timeInForce);
    }

    private void replace(String clOrdId, String origClOrdId, String qty, String price) throws Exception {
        desk.send("35=G|11=" + clOrdId + "|41=" + origClOrdId + "|1=" + account + "|55=BTC-PERP|54=1|38=" + qty
                + "|40=2|44=" + price + "|59=1");
    }

    private void cancel(String clOrdId, String origClOrdId) throws Exception {
        desk.send("35=F|11=" + clOrdId + "|41=" + origClOrdId + "|55=BTC-PERP|54=1");
    }
}
