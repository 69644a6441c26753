package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What does not fit a record, and states as large as they come. */
class StateSizeTest {
    private static final int ORDERS = Integer.getInteger("bascule.state.orders", 100_000);

    /** Of a session that enters orders. */
    private static final int MOST_ACCOUNTS = 100;

    private final Transcript listener = new Transcript();
    private final Venue venue = new Venue(listener);
    private final OrderRequest request = new OrderRequest();

    @Test
    void shouldKeepAChainThatIsLongerThanARecord() {
        configure(2, List.of(List.of("A0"), List.of("A0")), 1_000);
        place(venue, 1, 1, "first", 59_000, 10);
        final int replaces = 20_000;
        for (int n = 0; n < replaces; n++) {
            describe(1 + n % 2, 1, longId(n), 59_000 + n % 7, 10 + n % 3);
            request.orderId = 1;
            venue.replaceOrder(request, n);
        }
        final Venue loaded = reload();
        for (final int n : new int[] {0, 1, replaces / 2, replaces - 1}) {
            assertEquals(RejectReason.DUPLICATE_CL_ORD_ID, refusal(loaded, 1 + n % 2, longId(n)));
            assertEquals(RejectReason.NONE, refusal(loaded, 2 - n % 2, longId(n)));
        }
    }

    @Test
    void shouldKeepManyFingerprints() {
        configure(1, List.of(List.of("A0")), 1_000);
        final int days = 2;
        final int ofDay = 150_000;
        for (int n = 0; n < days * ofDay; n++) {
            request.clear();
            request.sessionId = 1;
            request.clOrdId.set("x" + n);
            request.origClOrdId.set("unknown");
            venue.cancelOrder(request, n);
            listener.lines.clear();
            if (n == ofDay) {
                venue.rollDay(n);
            }
        }
        final Venue loaded = reload();
        assertEquals(RejectReason.DUPLICATE_CL_ORD_ID, refusal(loaded, 1, "x0"));
        assertEquals(RejectReason.DUPLICATE_CL_ORD_ID, refusal(loaded, 1, "x" + (days * ofDay - 1)));
        assertEquals(RejectReason.NONE, refusal(loaded, 1, "x" + days * ofDay));
        loaded.rollDay(1);
        assertEquals(RejectReason.NONE, refusal(loaded, 1, "x0"));
        assertEquals(RejectReason.DUPLICATE_CL_ORD_ID, refusal(loaded, 1, "x" + ofDay * 3 / 2));
    }

    @Test
    void shouldKeepADropCopySessionOfTenThousandAccounts() {
        final int accounts = 10_000;
        final List<String> all = new ArrayList<>();
        for (int n = 0; n < accounts; n++) {
            all.add("A" + n);
        }
        configure(accounts, List.of(all.subList(0, 1), all), 1_000);
        venue.beginConfiguration(2, 3); // and the same once more, staged
        define(accounts, List.of(all.subList(0, 1), all), 1_000);

        final Venue loaded = reload();

        assertEquals(all, loaded.registrations().session(2).dropCopyAccounts());
        place(loaded, 1, 1, "a", 59_000, 1);
        assertTrue(listener.lines.get(0).endsWith(" copy 2 1 "), listener.lines.get(0));
    }

    @Test
    void shouldKeepALargeBook() {
        final int accounts = 100;
        final List<String> all = new ArrayList<>();
        for (int n = 0; n < accounts; n++) {
            all.add("A" + n);
        }
        configure(accounts, List.of(all, all), ORDERS);
        for (int n = 0; n < ORDERS; n++) {
            final int offset = 1 + n * 31 % 1_000;
            place(venue, 1 + n % 2, 1 + n % accounts, "o" + n, n % 3 == 0 ? 60_000 + offset : 60_000 - offset, 1);
            listener.lines.clear();
            listener.named.clear();
        }
        final SavedState saved = SavedState.of(venue);
        final Venue loaded = saved.load(listener);
        assertEquals(venue.stateHash(), loaded.stateHash());
        assertTrue(saved.isEqualTo(SavedState.of(loaded)));
        assertTrue(saved.bytes() / ORDERS < 150, saved.bytes() + " bytes");
        loaded.cancelSessionOrders(1, false, 100, 5);
        loaded.cancelSessionOrders(2, false, 100, 6);
        assertEquals(2L * ORDERS, loaded.lastEventNumber()); // every one was open, and could be cancelled
    }

    private Venue reload() {
        final SavedState saved = SavedState.of(venue);
        saved.records.forEach(record -> assertTrue(record.length <= Venue.MAX_STATE_RECORD_LENGTH));
        final Venue loaded = saved.load(listener);
        assertEquals(venue.stateHash(), loaded.stateHash());
        assertTrue(saved.isEqualTo(SavedState.of(loaded)));
        return loaded;
    }

    private static String longId(final int n) {
        return String.format("%064d", n);
    }

    /** Why a new order with the ClOrdID is refused. */
    private RejectReason refusal(final Venue asked, final int sessionId, final String clOrdId) {
        listener.lines.clear();
        describe(sessionId, 1, clOrdId, 1, 1);
        request.instrumentId = 0; // so that it never is one
        asked.placeOrder(request, 1);
        return listener.lines.get(0).contains("DUPLICATE_CL_ORD_ID")
                ? RejectReason.DUPLICATE_CL_ORD_ID
                : RejectReason.NONE;
    }

    private void place(
            final Venue asked,
            final int sessionId,
            final int accountId,
            final String clOrdId,
            final long price,
            final long lots) {
        describe(sessionId, accountId, clOrdId, price, lots);
        asked.placeOrder(request, 1);
    }

    private void describe(
            final int sessionId, final int accountId, final String clOrdId, final long price, final long lots) {
        request.clear();
        request.sessionId = sessionId;
        request.accountId = accountId;
        request.instrumentId = 1;
        request.clOrdId.set(clOrdId);
        request.side = price > 60_000 ? Side.SELL : Side.BUY;
        request.ordType = OrdType.LIMIT;
        request.timeInForce = TimeInForce.GTC;
        request.priceE8 = price * 100_000_000L;
        request.orderQtyE8 = lots * 100_000L;
    }

    /** The accounts of each session; if they are very many, those that it gets copies of. */
    private void configure(final int accounts, final List<List<String>> sessions, final int maxOpenOrders) {
        venue.beginConfiguration(1, 1);
        define(accounts, sessions, maxOpenOrders);
        assertNull(venue.endConfiguration());
    }

    private void define(final int accounts, final List<List<String>> sessions, final int maxOpenOrders) {
        venue.define(new LimitsDefinition(maxOpenOrders, 1_000, 1_000, 50));
        venue.margins()
                .define(new TestParameters()
                        .shock("BTC", 120_000, 600_000, 800_000)
                        .moves(600_000, -1_000_000L, 1_000_000L)
                        .build());
        venue.define(new UnderlyingDefinition("BTC", "BTC-INDEX", 60_000L * 100_000_000L, 200_000));
        venue.define(VenueFixture.instrument("BTC-PERP", "BTC", "0.5", "0.001", "1000000", "1000", "5000"));
        for (int n = 0; n < accounts; n++) {
            venue.define(new AccountDefinition("A" + n, 1_000_000_000_000L / accounts * 100, maxOpenOrders));
        }
        for (int n = 0; n < sessions.size(); n++) {
            final List<String> own = sessions.get(n);
            final boolean copies = own.size() > MOST_ACCOUNTS;
            venue.define(
                    copies
                            ? new SessionDefinition("V", "S" + n, false, false, List.of(), own)
                            : new SessionDefinition("V", "S" + n, false, false, own, List.of()));
        }
    }
}
