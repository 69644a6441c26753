package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Messages as a counterparty would send them: of every type that the venue takes, and of many that it does not. Orders
 * seldom rest, so that a million of them leave the book small; none is for SOL-PERP. For one thread.
 */
final class Requests {
    private static final List<String> ORDER_ENTRY = List.of(
            "D", "D", "D", "D", "D", "D", "F", "F", "G", "G", "H", "U1", "U1", "x", "AF", "BW", "W", "1", "0", "3", "4",
            "2", "j", "8", "q", "V", "BE", "CH", "i", "AB", "DJ", "AE");
    private static final List<String> INDEX_SOURCE = List.of("W", "W", "W", "W", "x", "BE", "D", "1", "0");

    private final Random random;
    private final String compId;
    private final List<String> types;
    private int orders;

    Requests(Random random, String compId) {
        this.random = random;
        this.compId = compId;
        types = compId.startsWith("IDX") ? INDEX_SOURCE : ORDER_ENTRY;
    }

    /** MsgType of the next message. */
    String type() {
        return types.get(random.nextInt(types.size()));
    }

    /**
     * Fields behind the header; '|' for SOH.
     *
     * @param msgSeqNum that the message would have.
     * @param nextIn number that the venue's next message will have.
     */
    String body(String type, long msgSeqNum, long nextIn) {
        String time = "|60=" + FixSession.now() + "|";
        String id = compId + "-" + random.nextInt(1 << 30);
        String account = "|1=" + compId + "-A|";
        return switch (type) {
            case "D" -> "11=" + order() + account + terms() + time;
            case "G" -> "41=" + known() + "|11=" + order() + account + terms() + time;
            case "F" -> "41=" + known() + "|11=" + order() + account + "55=BTC-PERP|54=1" + time;
            case "H" -> "11=" + known() + account + "55=BTC-PERP|54=1|";
            case "U1" -> "20001=" + id + account + "20030=0|73=2|11=A|" + terms() + "|11=B|" + terms() + "|";
            case "x" -> "320=" + id + "|559=" + (random.nextBoolean() ? "4|" : "0|55=BTC-PERP|");
            case "AF" -> "584=" + id + "|585=7|";
            case "BW" -> "1346=" + id + "|1347=0|1351=1|1355=" + compId + "|1182=1|1183=2|";
            case "W" -> "55=BTC-INDEX|268=1|269=3|270=60000|272=20260101|273=00:00:00|";
            case "1" -> "112=" + id + "|";
            case "2" -> "7=" + Math.max(1, nextIn - random.nextInt(5)) + "|16=0|";
            case "3" -> "45=" + msgSeqNum + "|58=no|";
            case "4" -> "123=Y|36=" + (msgSeqNum + 1) + "|";
            case "j" -> "45=" + msgSeqNum + "|372=8|380=0|";
            case "8" -> "37=1|17=1|150=0|39=0|55=BTC-PERP|54=1|151=1|14=0|6=0|";
            case "q" -> "11=" + order() + "|530=7" + time;
            case "V" -> "262=" + id + "|263=1|264=1|267=1|269=0|146=1|55=BTC-PERP|";
            case "BE" -> "923=" + id + "|924=5|553=" + compId + "|";
            default -> "11=" + id + account + "55=BTC-PERP" + time;
        };
    }

    private String terms() {
        boolean buys = random.nextBoolean();
        String rests = random.nextInt(40) == 0 ? "1" : "3";
        return "55=" + (random.nextInt(4) == 0 ? "ETH-PERP|44=" + (buys ? 2900 : 3100) + "|38=0.01" : btc(buys))
                + "|54=" + (buys ? 1 : 2) + "|40=2|59=" + rests;
    }

    private static String btc(boolean buys) {
        return "BTC-PERP|44=" + (buys ? 59000 : 61000) + "|38=0.001";
    }

    private String order() {
        return compId + "-M" + ++orders;
    }

    private String known() {
        return compId + "-M" + Math.max(1, orders - random.nextInt(20));
    }

    /** Splits a message into its fields. */
    static List<String> fields(String header, String body) {
        return new ArrayList<>(List.of((header + body).split("\\|+")));
    }
}
