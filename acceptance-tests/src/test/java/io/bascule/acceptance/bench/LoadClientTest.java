package io.bascule.acceptance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class LoadClientTest {
    private static final long SHORT_NS = 50_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long PATIENCE_NS = 10_000_000_000L;
    private static final ServerMeter.Usage NOTHING = new ServerMeter.Usage(0, Map.of());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldHaveEveryOrderAnswered(int index) throws IOException {
        Round round = List.of(Round.TEN_BY_64, Round.ONE_ASLEEP, Round.ONE_SPINNING, Round.OPEN_10000)
                .get(index);
        try (TinyVenue venue = new TinyVenue(id -> "11=" + id + "|150=0|39=0|")) {
            RoundResult result = client(venue, List.of(), PATIENCE_NS).run(round, SHORT_NS, SHORT_NS);
            assertEquals("", result.failure());
            assertTrue(result.ordersPerSecond() > 0);
            assertEquals(1.0, result.reportsPerOrder());
            assertTrue(result.latencies().getTotalCount() > 0);
            assertTrue(result.latencies().getTotalCount() < venue.orders());
        }
    }

    @Test
    void shouldGoOnWithFreshClOrdIdsInTheNextRound() throws IOException {
        Map<String, String> seen = new ConcurrentHashMap<>();
        try (TinyVenue venue =
                new TinyVenue(id -> "11=" + id + "|150=" + (seen.put(id, id) == null ? "0|39=0|" : "8|39=8|"))) {
            LoadClient client = client(venue, List.of(), PATIENCE_NS);
            assertEquals("", client.run(Round.ONE_ASLEEP, 0, SHORT_NS).failure());
            assertEquals("", client.run(Round.ONE_ASLEEP, 0, SHORT_NS).failure());
            assertEquals(venue.orders(), seen.size());
        }
    }

    @Test
    void shouldFailOnAReject() throws IOException {
        try (TinyVenue venue =
                new TinyVenue(id -> "11=" + id + (id.endsWith("7") ? "|150=8|39=8|58=No|" : "|150=0|39=0|"))) {
            String failure = client(venue, List.of(), PATIENCE_NS)
                    .run(Round.ONE_ASLEEP, 0, SHORT_NS)
                    .failure();
            assertTrue(
                    failure.endsWith("rejects, the first: 35=8|34=1|49=BASCULE|11=B000000007|150=8|39=8|58=No|"),
                    failure);
        }
    }

    @Test
    void shouldFailOnAnOrderWithoutAnAnswer() throws IOException {
        try (TinyVenue venue = new TinyVenue(id -> id.endsWith("9") ? "" : "11=" + id + "|150=0|39=0|")) {
            String failure = client(venue, List.of(), SECOND_NS)
                    .run(Round.ONE_ASLEEP, 0, SHORT_NS)
                    .failure();
            assertEquals("1 orders without an answer", failure);
        }
    }

    @Test
    void shouldWaitForEveryDropCopy() throws IOException {
        try (TinyVenue venue = new TinyVenue(id -> "11=" + id + "|150=0|39=0|")) {
            LoadClient client = client(venue, List.of("PB1"), PATIENCE_NS);
            assertEquals("", client.run(Round.TEN_BY_64, 0, SHORT_NS).failure());
        }
    }

    @Test
    void shouldFailOnAMissingDropCopy() throws IOException {
        try (TinyVenue venue = new TinyVenue(id -> "11=" + id + "|150=0|39=0|")) {
            String failure = client(venue, List.of("PB2"), SECOND_NS)
                    .run(Round.ONE_ASLEEP, 0, SHORT_NS)
                    .failure();
            assertTrue(failure.startsWith("0 drop copies of "), failure);
            assertFalse(failure.endsWith(" of 0 reports"), failure);
        }
    }

    private static LoadClient client(TinyVenue venue, List<String> dropCopies, long patienceNs) {
        return new LoadClient(venue.address(), dropCopies, () -> NOTHING, patienceNs, (byte) '8');
    }
}
