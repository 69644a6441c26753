package io.bascule.acceptance.bench;

import java.nio.charset.StandardCharsets;

/**
 * One session's NewOrderSingles, encoded beforehand: an order copies its template and patches BodyLength(9),
 * MsgSeqNum(34), SendingTime(52), ClOrdID(11), TransactTime(60) and CheckSum(10).
 *
 * <p>The mix is a cycle of four limit orders in BTC-PERP, 0.001 each: buy GTC at 60,000, sell IOC at 60,000, sell GTC
 * at 60,000.5, buy IOC at 60,000.5. Before an IOC there is always at least one order to meet in the book, since each
 * session sends its GTC first, so half of the orders rest and half take, every order fills in full, the book holds at
 * most two orders a session, and an account's position stays within a few lots.
 */
final class OrderEncoder {
    static final byte SOH = 1;
    /** More than any order of the mix. */
    static final int MAX_LENGTH = 320;

    private static final int CLORDID_DIGITS = 9;
    private static final char CLORDID_PREFIX = 'B';
    private static final String CLORDID = CLORDID_PREFIX + "000000000";
    private static final String TIME = "00000000-00:00:00.000";
    private static final String[] TERMS = {
        "38=0.001|40=2|44=60000|54=1|55=BTC-PERP|59=1|",
        "38=0.001|40=2|44=60000|54=2|55=BTC-PERP|59=3|",
        "38=0.001|40=2|44=60000.5|54=2|55=BTC-PERP|59=1|",
        "38=0.001|40=2|44=60000.5|54=1|55=BTC-PERP|59=3|"
    };

    private static final byte[] START = ascii("8=FIX.4.4|9=");
    private static final byte[] TYPE = ascii("|35=D|34=");
    private static final int LENGTH_DIGITS = 3;

    private final byte[][] templates = new byte[TERMS.length][];
    private final int[] templateSums = new int[TERMS.length];
    private final int sendingTimeAt;
    private final int clOrdIdAt;

    /** An encoder for the session of {@code compId}, which trades its account {@code compId-A}. */
    OrderEncoder(String compId) {
        String head = "|49=" + compId + "|52=";
        String middle = "|56=BASCULE|11=";
        sendingTimeAt = head.length();
        clOrdIdAt = sendingTimeAt + FixTime.LENGTH + middle.length();
        for (int i = 0; i < TERMS.length; i++) {
            templates[i] =
                    ascii(head + TIME + middle + CLORDID + "|1=" + compId + "-A|" + TERMS[i] + "60=" + TIME + "|");
            // What is patched is added when it is known, so it counts nothing here.
            templateSums[i] = sum(templates[i]) - 2 * sum(ascii(TIME)) - CLORDID_DIGITS * '0' + sum(START) + sum(TYPE);
        }
    }

    /**
     * Writes the order of that number, which says its place in the mix and its ClOrdID.
     *
     * @return where the message ends in {@code out}.
     */
    int encode(long orderNumber, int msgSeqNum, FixTime time, byte[] out, int start) {
        int kind = (int) (orderNumber % TERMS.length);
        byte[] template = templates[kind];
        int bodyLength = TYPE.length - 1 + digits(msgSeqNum) + template.length;

        int at = copy(START, out, start);
        int sum = templateSums[kind] + putDigits(bodyLength, LENGTH_DIGITS, out, at);
        at = copy(TYPE, out, at + LENGTH_DIGITS);
        sum += putDigits(msgSeqNum, digits(msgSeqNum), out, at);
        at += digits(msgSeqNum);
        int body = at;
        at = copy(template, out, at);
        time.copyTo(out, body + sendingTimeAt);
        sum += putDigits(orderNumber, CLORDID_DIGITS, out, body + clOrdIdAt + 1);
        time.copyTo(out, at - 1 - FixTime.LENGTH);
        sum += 2 * time.sum();

        out[at] = '1';
        out[at + 1] = '0';
        out[at + 2] = '=';
        putDigits(sum & 0xFF, 3, out, at + 3);
        out[at + 6] = SOH;
        return at + 7;
    }

    /** The number in a ClOrdID that this class wrote; -1 for any other. */
    static long orderNumber(byte[] bytes, int from, int to) {
        if (to - from != 1 + CLORDID_DIGITS || bytes[from] != CLORDID_PREFIX) {
            return -1;
        }
        long number = 0;
        for (int i = from + 1; i < to; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /** The bytes of a text in which {@code |} stands for SOH. */
    static byte[] ascii(String text) {
        return text.replace('|', (char) SOH).getBytes(StandardCharsets.US_ASCII);
    }

    static int sum(byte[] bytes) {
        int sum = 0;
        for (byte value : bytes) {
            sum += value;
        }
        return sum;
    }

    private static int copy(byte[] source, byte[] target, int at) {
        System.arraycopy(source, 0, target, at, source.length);
        return at + source.length;
    }

    private static int digits(int value) {
        int digits = 1;
        for (int rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes the number with leading zeros; returns the sum of the digits' bytes. */
    private static int putDigits(long value, int count, byte[] target, int at) {
        long rest = value;
        int sum = 0;
        for (int i = at + count - 1; i >= at; i--) {
            byte digit = (byte) ('0' + rest % 10);
            target[i] = digit;
            sum += digit;
            rest /= 10;
        }
        return sum;
    }
}
