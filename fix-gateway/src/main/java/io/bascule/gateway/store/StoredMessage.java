package io.bascule.gateway.store;

/** Room for the bytes of one stored message, used again for the next one. */
public final class StoredMessage {
    private byte[] bytes = new byte[1024];
    private int length;

    /** The message is the first {@link #length} bytes; valid until the next message is read. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes the message has. */
    public int length() {
        return length;
    }

    /** The room for a message of that many bytes. */
    byte[] resize(int messageBytes) {
        if (messageBytes > bytes.length) {
            bytes = new byte[Math.max(messageBytes, bytes.length * 2)];
        }
        length = messageBytes;
        return bytes;
    }
}
