package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixSession;
import io.bascule.acceptance.fix.Framing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** A Logon that must be refused: in which way is drawn from a seed. */
final class WrongLogon {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final int FAR_SECONDS = 40;

    private final Random random;

    WrongLogon(Random random) {
        this.random = random;
    }

    /**
     * The bytes of one, for a session.
     *
     * @param beginString that the session speaks.
     * @param more fields that its version asks for in a Logon, each with '|' behind it.
     * @param expected number that the venue expects of it.
     */
    byte[] bytes(String compId, String beginString, String more, long expected) {
        long[] numbers = {1, 2, expected, expected + 1, expected - 1, random.nextInt(1 << 30), 0};
        long number = numbers[random.nextInt(numbers.length)];
        String password = compId.toLowerCase(Locale.ROOT) + "-secret";
        String user = "553=" + compId + "|";
        String time = FixSession.now();
        String secret = "554=" + password + "x|";
        switch (random.nextInt(8)) {
            case 0 -> secret = "";
            case 1 -> secret = "554=|";
            case 2 -> secret = "554=" + password.substring(1) + "|";
            case 3 -> {
                user = "553=OTHER|";
                secret = "554=" + password + "|";
            }
            case 4 -> {
                user = "";
                secret = "554=" + password + "|";
            }
            case 5 -> {
                boolean early = random.nextBoolean();
                time = UTC.format(Instant.now().plusSeconds(early ? -FAR_SECONDS : FAR_SECONDS));
                secret = "554=" + password + "|";
            }
            default -> secret = "554=" + Long.toString(random.nextLong(), 36) + "|";
        }
        String reset = random.nextInt(3) == 0 ? "141=Y|" : "";
        return Framing.frame(
                beginString,
                "35=A|34=" + number + "|49=" + compId + "|52=" + time + "|56=BASCULE|98=0|108=30|" + reset + user
                        + secret + more);
    }
}
