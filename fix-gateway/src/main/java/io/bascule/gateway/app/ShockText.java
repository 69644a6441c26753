package io.bascule.gateway.app;

import io.bascule.engine.stress.ShockKind;
import io.bascule.engine.stress.StressShock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A what-if of a stress report as it is written on the command line: {@code price:BTC=-20%,ETH=-25%}, {@code
 * correlation} or {@code correlation:BTC=-15%,ETH=+10%}, {@code funding:0.5%x24h}, {@code oracle:SOL}.
 */
final class ShockText {
    /** Bytes of a name on the wire. */
    static final int MAX_NAME_LENGTH = 254;

    private static final int PERCENT = 2;
    private static final int MOVE_DECIMALS = 6;
    private static final int RATE_DECIMALS = 9;

    private ShockText() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the text says why
     */
    static StressShock parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case "price" -> new StressShock(ShockKind.PRICE, moves(rest), 0, 0);
            case "correlation" ->
                new StressShock(ShockKind.CORRELATION, rest.isEmpty() ? List.of() : moves(rest), 0, 0);
            case "funding" -> funding(rest);
            case "oracle" -> new StressShock(ShockKind.ORACLE, frozen(rest), 0, 0);
            default ->
                throw new IllegalArgumentException(
                        "'" + kind + "' is no shock: price, correlation, funding and oracle are");
        };
    }

    private static List<StressShock.Move> moves(String text) {
        List<StressShock.Move> moves = new ArrayList<>();
        for (String move : text.split(",", -1)) {
            int equals = move.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("'" + move + "' is no move of an underlying, such as BTC=-20%");
            }
            moves.add(new StressShock.Move(
                    name(move.substring(0, equals)), percent(move.substring(equals + 1), MOVE_DECIMALS)));
        }
        return moves;
    }

    private static List<StressShock.Move> frozen(String text) {
        List<StressShock.Move> frozen = new ArrayList<>();
        for (String underlying : text.split(",", -1)) {
            frozen.add(new StressShock.Move(name(underlying), 0));
        }
        return frozen;
    }

    private static String name(String text) {
        if (text.isEmpty() || text.length() > MAX_NAME_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("'" + text + "' is no underlying's name");
        }
        return text;
    }

    private static StressShock funding(String text) {
        int times = text.indexOf('x');
        if (times < 0 || !text.endsWith("h")) {
            throw new IllegalArgumentException("'" + text + "' is no funding, such as 0.5%x24h");
        }
        String hours = text.substring(times + 1, text.length() - 1);
        try {
            return new StressShock(
                    ShockKind.FUNDING,
                    List.of(),
                    percent(text.substring(0, times), RATE_DECIMALS),
                    Integer.parseInt(hours));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + hours + "' is no number of hours", e);
        }
    }

    /** A percentage as a whole number of the last decimal of the fraction. */
    private static long percent(String text, int decimals) {
        if (!text.endsWith("%")) {
            throw new IllegalArgumentException("'" + text + "' is no percentage, such as -20%");
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text.substring(0, text.length() - 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no percentage, such as -20%", e);
        }
        // Before it is scaled: 1e999999999 has no room.
        if (number.abs().compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("'" + text + "' is beyond 100 %");
        }
        try {
            return number.movePointRight(decimals - PERCENT).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' has more than " + (decimals - PERCENT) + " decimals", e);
        }
    }
}
