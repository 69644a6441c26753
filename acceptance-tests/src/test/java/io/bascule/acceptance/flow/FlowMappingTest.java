package io.bascule.acceptance.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.flow.FlowRequest.Kind;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowMappingTest {
    private static final String HEADER =
            "ts_event_ns,ts_recv_ns,instrument_id,order_id,action,side,price,size,flags,sequence\n";
    private static final String ROWS = "1,1,17077,10,A,B,4799,2,40,1\n" // an order
            + "2,2,17077,10,F,B,4799,1,0,2\n" // one of it fills
            + "3,3,17077,10,M,B,4798.75,1,0,3\n" // one is left, a tick lower
            + "4,4,17077,11,T,A,4798.75,3,0,4\n" // an aggressor sells three
            + "5,5,17077,10,C,B,4798.75,1,0,5\n"
            + "6,6,17077,99,C,A,4800,1,0,6\n"; // never added

    @TempDir
    private Path folder;

    @Test
    void shouldMapAFeedToRequests() throws IOException {
        List<FlowRequest> requests = FlowMapping.map(FlowSource.read(file()), 2, "x");

        assertEquals(
                List.of(
                        request(0, Kind.PLACE, "x1", "x1", Side.BUY, "0.002", "60000.0", false),
                        request(0, Kind.REPLACE, "x2", "x1", Side.BUY, "0.002", "59999.5", false),
                        request(1, Kind.PLACE, "x3", "x3", Side.SELL, "0.003", "59999.5", true),
                        request(0, Kind.CANCEL, "x4", "x1", Side.BUY, "0.001", "59999.5", false),
                        request(1, Kind.CANCEL, "x5", "xunknown-99", Side.SELL, "0.001", "60002.0", false)),
                requests);
    }

    @Test
    void shouldWriteRequestsAsFix() {
        FlowRequest ioc = request(0, Kind.PLACE, "x3", "x3", Side.SELL, "0.003", "59999.5", true);
        FlowRequest replace = request(0, Kind.REPLACE, "x2", "x1", Side.BUY, "0.002", "59999.5", false);

        assertEquals("11=x3|1=L-A|55=BTC-PERP|54=2|60=T|38=0.003|40=2|44=59999.5|59=3", ioc.body("L-A", "T"));
        RawMessage sent = RawMessage.of(replace.body("L-A", "T") + "|");
        assertEquals("x1 x2 1", sent.get(41) + " " + sent.get(11) + " " + sent.get(59));
    }

    @Test
    void shouldFindTheFileInAFolderAbove() throws IOException {
        Path data = Files.createDirectories(folder.resolve("shared/data"));
        Path file = Files.move(file(), data.resolve("order_flow_l3_es.csv.gz"));

        assertEquals(
                file,
                FlowSource.find(Files.createDirectories(folder.resolve("a/b"))).orElseThrow());
    }

    @Test
    void shouldGenerateTheSameFlowForASeed() {
        List<MarketEvent> events = FlowSource.generate(7, 2_000);

        assertEquals(events, FlowSource.generate(7, 2_000));
        assertEquals(2_000, FlowMapping.map(events, 4, "x").size());
        for (char action : "AMCT".toCharArray()) {
            assertTrue(events.stream().filter(event -> event.action() == action).count() > 100, "few " + action);
        }
    }

    @Test
    void shouldRefuseAnUnknownAction() {
        MarketEvent odd = FlowSource.parse("1,1,17077,10,R,B,4799,2,40,1");

        assertThrows(IllegalArgumentException.class, () -> FlowMapping.map(List.of(odd), 1, "x"));
    }

    private Path file() throws IOException {
        Path file = folder.resolve("flow.csv.gz");
        try (Writer writer =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII)) {
            writer.write(HEADER + ROWS);
        }
        return file;
    }

    private static FlowRequest request(
            int session, Kind kind, String id, String orig, Side side, String qty, String price, boolean immediate) {
        return new FlowRequest(session, kind, id, orig, side, new BigDecimal(qty), new BigDecimal(price), immediate);
    }
}
