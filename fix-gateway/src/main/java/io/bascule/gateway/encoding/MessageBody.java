package io.bascule.gateway.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * A message to be sent, but for what its session adds: the fields of the body as bytes, in the order in which they are
 * put. Text is ISO-8859-1. Reused from message to message, so that none of it becomes an object.
 */
public final class MessageBody {
    private static final byte SOH = 1;
    private static final int INITIAL_CAPACITY = 1024;
    private static final int COUNT_SHIFT = 56;

    /** A tag, the equals sign and SOH. */
    private static final int FIELD_OVERHEAD = 12;

    /** Tag and equals sign as the bytes of a long, lowest first, their count in its top byte; 0: not made yet. */
    private static final long[] PREFIXES = new long[1 << 15];

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] number = new byte[Decimal.MAX_TEXT];
    private byte[] bytes = new byte[INITIAL_CAPACITY];
    private int length;
    private String msgType = "";
    private boolean possResend;

    /** Forgets the message before. */
    public MessageBody begin(String newMsgType) {
        msgType = newMsgType;
        possResend = false;
        length = 0;
        return this;
    }

    /** The header is to say PossResend(97)=Y. */
    public void possResend() {
        possResend = true;
    }

    /** MsgType(35). */
    public String msgType() {
        return msgType;
    }

    /** Whether the header says PossResend(97)=Y. */
    public boolean isPossResend() {
        return possResend;
    }

    /** The array that holds the fields, from 0. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** A field of text. */
    public MessageBody put(int tag, String value) {
        return open(tag).append(value).close();
    }

    /** A field of a whole number. */
    public MessageBody put(int tag, long value) {
        return open(tag).append(value).close();
    }

    /** A field of one character. */
    public MessageBody put(int tag, byte code) {
        open(tag);
        bytes[length++] = code;
        return close();
    }

    /** A scaled value, as {@link Decimal#format} writes it. */
    public MessageBody putDecimal(int tag, long value, int decimals) {
        open(tag);
        appendNumber(Decimal.write(value, decimals, number));
        return close();
    }

    /** A field unless the value is empty. */
    public MessageBody putIfKnown(int tag, DirectBuffer value) {
        if (value.capacity() > 0) {
            open(tag);
            ensure(value.capacity());
            value.getBytes(0, bytes, length, value.capacity());
            length += value.capacity();
            close();
        }
        return this;
    }

    /** A field unless the value is empty. */
    public MessageBody putIfKnown(int tag, String value) {
        return value.isEmpty() ? this : put(tag, value);
    }

    /** Fields that are whole already. */
    public void putFields(byte[] fields, int from, int to) {
        ensure(to - from);
        System.arraycopy(fields, from, bytes, length, to - from);
        length += to - from;
    }

    /** Begins a field whose value is appended in parts. */
    public MessageBody open(int tag) {
        long prefix = PREFIXES[tag];
        if (prefix == 0) {
            prefix = prefix(tag);
        }
        ensure(Long.BYTES);
        LONGS.set(bytes, length, prefix);
        length += (int) (prefix >>> COUNT_SHIFT);
        return this;
    }

    /** A whole number. */
    public MessageBody append(long value) {
        appendNumber(Decimal.write(value, 0, number));
        return this;
    }

    /** Digits as {@link Decimal#write} left them. */
    private void appendNumber(int from) {
        int digits = number.length - from;
        ensure(digits);
        System.arraycopy(number, from, bytes, length, digits);
        length += digits;
    }

    /** Text. */
    @SuppressWarnings("deprecation") // Exact for ISO-8859-1, and the one way that makes no array.
    public MessageBody append(String text) {
        ensure(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    /** A time, with as many digits behind the second as asked for. */
    public MessageBody append(Timestamps timestamps, long timestampNs, int fractionDigits) {
        ensure(Timestamps.MAX_LENGTH);
        length += timestamps.write(timestampNs, fractionDigits, bytes, length);
        return this;
    }

    /** Ends the field. */
    public MessageBody close() {
        ensure(1);
        bytes[length++] = SOH;
        return this;
    }

    private static long prefix(int tag) {
        byte[] text = (tag + "=").getBytes(StandardCharsets.ISO_8859_1);
        long prefix = (long) text.length << COUNT_SHIFT;
        for (int i = 0; i < text.length; i++) {
            prefix |= (long) text[i] << (i * Byte.SIZE);
        }
        PREFIXES[tag] = prefix;
        return prefix;
    }

    private void ensure(int more) {
        if (length + more + FIELD_OVERHEAD > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more + FIELD_OVERHEAD));
        }
    }
}
