package io.bascule.acceptance.bench.engine;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes a flow with the parameters of exchange-core's own test flow, from a seed: books that hold about a target of
 * resting orders around a price that trades drag along, 1,000 users; while a side is short of orders two commands in
 * ten place one, else two in forty take at any price (one of 32 of these all or nothing); of the others one in 38
 * cancels, one reduces, and all else moves an order 1 % nearer to the last trade.
 */
final class FlowGenerator implements BasculeBook.FillListener {
    private static final int DEVIATIONS = 5;
    private static final int LOOK_EVERY = 512;
    private static final int PICK_AMONG = 512;

    private final Random random;
    private final int symbol;
    private final int users;
    private final int target;
    private final int deviation;
    private final int minPrice;
    private final int maxPrice;
    private final Flow flow = new Flow();
    private final BasculeBook book;
    private final List<Order> live = new ArrayList<>();
    private int firstOrderId;
    private int lastPrice;
    private int missingBids;
    private int missingAsks;
    private boolean filled;

    private FlowGenerator(int symbol, int target, int users, long seed) {
        this.symbol = symbol;
        this.target = target;
        this.users = users;
        random = new Random(seed * 31 + symbol);
        lastPrice = basePrice(symbol, seed);
        deviation = Math.min(lastPrice / 20, 10_000);
        minPrice = lastPrice - DEVIATIONS * deviation;
        maxPrice = lastPrice + DEVIATIONS * deviation;
        book = new BasculeBook(this);
    }

    /** What a symbol trades around at first, in ticks: 2,000 to 2,000,000. */
    static int basePrice(int symbol, long seed) {
        Random random = new Random(seed * 17 + symbol);
        return (int) Math.pow(10, 3.3 + random.nextDouble() * 1.5 + random.nextDouble() * 1.5);
    }

    /** A flow over symbols 1 to {@code symbols}, each getting as much, in random turn. */
    static Flow generate(int symbols, int target, int commands, int users, long seed) {
        Flow[] parts = new Flow[symbols];
        for (int s = 0; s < symbols; s++) {
            FlowGenerator generator = new FlowGenerator(s + 1, target / symbols, users, seed);
            parts[s] = generator.generate(commands / symbols, 1 + s * (commands / symbols + target / symbols));
        }
        return symbols == 1 ? parts[0] : merge(parts, new Random(seed));
    }

    private static Flow merge(Flow[] parts, Random random) {
        Flow merged = new Flow();
        for (Flow part : parts) {
            for (int n = 0; n < part.fill; n++) {
                merged.add(part, n);
            }
        }
        merged.fill = merged.size;
        int[] next = new int[parts.length];
        List<Integer> left = new ArrayList<>();
        for (int s = 0; s < parts.length; s++) {
            next[s] = parts[s].fill;
            left.add(s);
        }
        while (!left.isEmpty()) {
            int pick = random.nextInt(left.size());
            int s = left.get(pick);
            merged.add(parts[s], next[s]++);
            if (next[s] == parts[s].size) {
                left.remove(pick);
            }
        }
        return merged;
    }

    private Flow generate(int commands, int firstId) {
        firstOrderId = firstId;
        for (int n = 0; n < target; n++) {
            placeGtc();
        }
        flow.fill = flow.size;
        look();
        for (int n = 0; n < commands; n++) {
            next();
            if (n % LOOK_EVERY == 0) {
                look();
            }
        }
        return flow;
    }

    private void look() {
        missingBids = target / 2 - book.orderCount(Side.BUY);
        missingAsks = target / 2 - book.orderCount(Side.SELL);
        filled |= missingBids <= 0 && missingAsks <= 0;
    }

    private void next() {
        int missing = random.nextBoolean() ? missingBids : missingAsks;
        boolean isFarOff = !filled || missing > Math.min(LOOK_EVERY, target * 3 / 8);
        int draw = random.nextInt(missing > 0 ? (isFarOff ? 2 : 10) : 40);
        if (draw < 2 || live.isEmpty()) {
            if (missing > 0) {
                placeGtc();
            } else {
                take();
            }
            return;
        }
        Order order = live.get(random.nextInt(Math.min(live.size(), PICK_AMONG)));
        switch (draw) {
            case 2 -> change(Flow.CANCEL, order, (int) order.limitTicks, 0);
            case 3 -> change(Flow.REDUCE, order, (int) order.limitTicks, 1 + random.nextInt((int) order.leavesLots));
            default -> change(Flow.MOVE, order, nearer((int) order.limitTicks), 0);
        }
    }

    private void placeGtc() {
        boolean buy = random.nextBoolean();
        double spread = random.nextDouble();
        int width = 1 + (int) (spread * spread * deviation);
        int sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += random.nextInt(width);
        }
        int distance = Math.abs(sum / 4 * 2 - width);
        int size = 1 + random.nextInt(6) * random.nextInt(6) * random.nextInt(6);
        place(Flow.PLACE_GTC, buy, lastPrice + (buy ? -distance : distance), size);
    }

    private void take() {
        boolean buy = random.nextBoolean();
        boolean isAllOrNothing = random.nextInt(32) == 0;
        int sides = isAllOrNothing ? 8 : 6;
        int size = 1 + random.nextInt(sides) * random.nextInt(sides) * random.nextInt(sides);
        place(isAllOrNothing ? Flow.PLACE_FOK : Flow.PLACE_IOC, buy, buy ? maxPrice : minPrice, size);
    }

    private void place(byte kind, boolean buy, int price, int size) {
        int orderId = firstOrderId++;
        int user = 1 + random.nextInt(users);
        int bounded = Math.max(1, price);
        flow.add(kind, symbol, orderId, user, buy, bounded, size, size, false);
        Order resting = book.place(orderId, user, buy ? Side.BUY : Side.SELL, bounded, size, timeInForce(kind));
        if (resting != null) {
            live.add(resting);
        }
    }

    static TimeInForce timeInForce(byte kind) {
        return switch (kind) {
            case Flow.PLACE_GTC -> TimeInForce.GTC;
            case Flow.PLACE_IOC -> TimeInForce.IOC;
            default -> TimeInForce.FOK;
        };
    }

    private void change(byte kind, Order order, int price, int by) {
        boolean buy = order.side == Side.BUY;
        int orderId = (int) order.orderId;
        flow.add(
                kind,
                symbol,
                orderId,
                order.accountId,
                buy,
                price,
                by,
                (int) order.orderLots - by,
                by == order.leavesLots);
        boolean rests =
                switch (kind) {
                    case Flow.CANCEL -> book.cancel(orderId);
                    case Flow.REDUCE -> book.reduce(orderId, by);
                    default -> book.move(orderId, price);
                };
        if (!rests) {
            live.remove(order);
        }
    }

    private int nearer(int price) {
        double step = (lastPrice - price) / 100.0;
        int rounded = (int) (step < 0 ? Math.floor(step) : Math.ceil(step));
        return Math.min(maxPrice, price + (rounded == 0 ? random.nextInt(2) * 2 - 1 : rounded));
    }

    @Override
    public void onFill(Order maker, long lots) {
        lastPrice = (int) Math.min(maxPrice, Math.max(minPrice, maker.limitTicks));
        if (maker.leavesLots == lots) {
            live.remove(maker);
        }
    }
}
