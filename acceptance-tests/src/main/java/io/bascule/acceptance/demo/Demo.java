package io.bascule.acceptance.demo;

import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.flow.FlowSample;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One pass through what the venue does, in six scenes. It takes back what it opened, so it can be run again. Prices are
 * about the demo venue's first index, BTC 60,000 and ETH 3,000.
 */
final class Demo {
    private static final String BASKET =
            "73=2|11=leg1|55=BTC-PERP|54=1|38=10|40=1|11=leg2|55=ETH-PERP|54=2|38=200|40=1";

    private final String host;
    private final int port;
    private final int events;
    private final Consumer<String> out;
    private final String prefix = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
    private final Map<String, String[]> quotes = new LinkedHashMap<>();

    Demo(String host, int port, int events, Consumer<String> out) {
        this.host = host;
        this.port = port;
        this.events = events;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        long fromNs = System.nanoTime();
        try (Trader maker = trader("MM1", FixVersion.FIX44);
                Trader desk1 = trader("DESK1", FixVersion.FIX44);
                Trader desk2 = trader("DESK2", FixVersion.FIX50SP2);
                Trader prime = trader("PB1", FixVersion.FIX44)) {
            for (Trader trader : List.of(maker, desk1, desk2, prime)) {
                trader.logon();
            }
            prime.inbox().drain();
            heading("The market maker (MM1, FIX.4.4) quotes");
            quote(maker);
            heading("A desk (DESK1, FIX.4.4) asks what a hedged basket would cost");
            RawMessage preview = desk1.preview(BASKET);
            PreviewTable.of(preview).forEach(desk1::say);
            heading("It sends the basket, and is charged what the preview said");
            tradeBasket(desk1, preview);
            heading("Another desk (DESK2, FIXT.1.1 with FIX.5.0SP2) trades, replaces and cancels");
            tradeAlone(desk2);
            heading("An order beyond the margin");
            desk1.order("1", "900", "BTC-PERP", "60000", "1");
            takeBack(desk1, desk2);
            heading("What the market maker saw of all this");
            maker.sayTheRest();
            for (Map.Entry<String, String[]> quote : quotes.entrySet()) {
                if (!maker.isFilled(quote.getKey())) {
                    maker.cancel(quote.getKey(), quote.getValue()[0], quote.getValue()[1]);
                }
            }
            maker.inbox().drain();
            heading("What the prime broker (PB1) saw: every report of both desks, once");
            saySeen(prime);
        }
        heading("A piece of order flow over three sessions");
        out.accept("  " + FlowSample.send(host, port, 3, events, prefix));
        out.accept(String.format("%ndone in %.1f s", (System.nanoTime() - fromNs) / 1e9));
    }

    private void quote(Trader maker) throws InterruptedException {
        for (int level = 1; level <= 3; level++) {
            String qty = String.valueOf(5 * level);
            keep(maker.order("1", qty, "BTC-PERP", String.valueOf(60_000 - 5 * level), "1"), "1", "BTC-PERP");
            keep(maker.order("2", qty, "BTC-PERP", String.valueOf(60_000 + 5 * level), "1"), "2", "BTC-PERP");
        }
        keep(maker.order("1", "500", "ETH-PERP", "2999.5", "1"), "1", "ETH-PERP");
        keep(maker.order("2", "500", "ETH-PERP", "3000.5", "1"), "2", "ETH-PERP");
    }

    private void keep(String clOrdId, String side, String symbol) {
        quotes.put(clOrdId, new String[] {side, symbol});
    }

    private void tradeBasket(Trader desk, RawMessage preview) throws IOException, InterruptedException {
        desk.order("1", "10", "BTC-PERP", "MKT", "3");
        desk.order("2", "200", "ETH-PERP", "MKT", "3");
        desk.sayTheRest();
        RawMessage now = desk.preview("");
        String promised = PreviewTable.after(preview, "11");
        String charged = PreviewTable.after(now, "11");
        desk.say("initial margin: " + Wording.money(promised) + " was previewed, " + Wording.money(charged)
                + " is charged");
        if (promised == null || !promised.equals(charged)) {
            throw new IllegalStateException("preview " + promised + " is not charge " + charged);
        }
    }

    private static void tradeAlone(Trader desk) throws IOException, InterruptedException {
        desk.order("1", "1.5", "BTC-PERP", "60010", "3");
        String resting = desk.order("1", "2", "BTC-PERP", "59900", "1");
        desk.replace(resting, "1", "1", "BTC-PERP", "59900");
        desk.cancel(resting, "1", "BTC-PERP");
        desk.sayTheRest();
    }

    private void takeBack(Trader desk1, Trader desk2) throws IOException, InterruptedException {
        heading("The desks close what they opened");
        desk1.order("2", "10", "BTC-PERP", "MKT", "3");
        desk1.order("1", "200", "ETH-PERP", "MKT", "3");
        desk2.order("2", "1.5", "BTC-PERP", "MKT", "3");
        desk1.sayTheRest();
        desk2.sayTheRest();
    }

    private static void saySeen(Trader prime) throws IOException, InterruptedException {
        prime.session().synchronise(Duration.ofSeconds(10));
        for (RawMessage copy : prime.inbox().drain()) {
            prime.say(String.format("<- %6s %-8s %s", copy.get(1181), copy.get(1), Wording.of(copy)));
        }
    }

    private Trader trader(String name, FixVersion version) {
        return new Trader(host, port, name, version, prefix, out);
    }

    private void heading(String text) {
        out.accept("\n== " + text);
    }
}
