package io.bascule.engine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.order.OrdType;
import io.bascule.engine.order.OrderConditions;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.SelfMatchInstruction;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hidden parts, self-match prevention, minimum quantities and reduce-only orders: every report as the plain twin's. */
class MatchingTest {
    private static final int COMMANDS = 8_000;
    private static final SelfMatchInstruction[] INSTRUCTIONS = SelfMatchInstruction.values();

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void shouldSayWhatThePlainTwinSays(final long seed) {
        final VenueFixture f = new VenueFixture();
        final PlainMatching plain = new PlainMatching();
        final Random random = new Random(seed);
        final List<String> ids = new ArrayList<>();
        final StringBuilder all = new StringBuilder();
        for (int n = 0; n < COMMANDS; n++) {
            final String where = "seed " + seed + ", command " + n;
            f.said();
            plain.said.clear();
            if (plain.openOrders() > 60 || (random.nextInt(4) == 0 && !ids.isEmpty())) {
                cancel(f, plain, ids.remove(random.nextInt(ids.size())), n);
                continue;
            }
            final String id = "s" + (1 + random.nextInt(3)) + "o" + n;
            describe(f.request, id, random);
            f.send();
            plain.place(f.request);
            final List<String> said = f.said();
            assertEquals(plain.said, said, where);
            said.forEach(all::append);
            ids.add(id);
        }
        for (final String kind : new String[] {
            "WOULD_TRADE", "WOULD_INCREASE_POSITION", "378=5", "378=8", "378=17", "378=18", "378=19", "378=20", "150=F"
        }) {
            assertTrue(all.indexOf(kind) >= 0, () -> kind + " never came");
        }
    }

    private static void cancel(final VenueFixture f, final PlainMatching plain, final String id, final int n) {
        final boolean isOpen = plain.isOpen(id);
        plain.cancel(id);
        f.cancel(id.charAt(1) - '0', "x" + n, id);
        assertEquals(isOpen, f.said().get(0).contains(" 150=4 "), id);
    }

    private static void describe(final OrderRequest request, final String id, final Random random) {
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long lots = 1L + random.nextInt(12);
        VenueFixture.fill(request, id, VenueFixture.BTC, side, null, null);
        request.sessionId = id.charAt(1) - '0';
        request.accountId = request.sessionId == 1 ? 1 : request.sessionId + 1;
        request.orderQtyE8 = lots * PlainMatching.LOT_E8;
        request.priceE8 = (120_000L + random.nextInt(8) - 4) * PlainMatching.TICK_E8;
        request.timeInForce = TimeInForce.GTC;
        final OrderConditions asked = request.conditions;
        switch (random.nextInt(8)) {
            case 0, 1 -> asked.displayQtyE8 = (1 + random.nextInt((int) lots)) * PlainMatching.LOT_E8;
            case 2 -> {
                request.timeInForce = TimeInForce.IOC;
                asked.minQtyE8 = (1 + random.nextInt((int) lots)) * PlainMatching.LOT_E8;
            }
            case 3 -> asked.execInst = OrderConditions.POST_ONLY;
            case 4 -> request.timeInForce = random.nextBoolean() ? TimeInForce.FOK : TimeInForce.IOC;
            case 5 -> {
                request.ordType = OrdType.MARKET_TO_LIMIT;
                request.priceE8 = OrderRequest.ABSENT;
            }
            default -> {
                // a plain order
            }
        }
        if (random.nextInt(3) == 0) {
            asked.execInst |= OrderConditions.REDUCE_ONLY;
        }
        if (random.nextBoolean()) {
            asked.selfMatchIdLow = 1;
            asked.selfMatchInstruction = INSTRUCTIONS[random.nextInt(INSTRUCTIONS.length)];
        }
    }
}
