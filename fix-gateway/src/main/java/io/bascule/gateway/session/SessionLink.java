package io.bascule.gateway.session;

import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.audit.AuditKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Responder;

/**
 * What a session that is logged on says to its counterparty: gathered and written once a turn of the loop, resends a
 * piece a turn. A counterparty that leaves too much unread is cut, and recovers by resend.
 */
final class SessionLink implements Responder {
    /** Output that a counterparty may leave unread. */
    static final int MAX_UNREAD_BYTES = 4 * 1024 * 1024;

    private static final int PIECE_BYTES = 64 * 1024;
    private static final int INITIAL_BYTES = 512;
    private static final int MAX_RESENDS = 32;
    private static final int LINGER_SECONDS = 2;
    private static final String SEQUENCE_RESET = "\u000135=4\u0001";

    private static final Logger LOG = LoggerFactory.getLogger(SessionLink.class);

    private final SocketChannel channel;
    private final FixSession session;
    private final Outbox outbox;
    private final Audit audit;
    private final byte[] auditLabel;
    private final ArrayDeque<ResendStream> resends = new ArrayDeque<>();
    private ByteBuf output;
    private int usualBytes = INITIAL_BYTES;
    private String cutReason;
    private boolean inOutbox;
    private boolean isRangeTaken;
    private boolean isOpen = true;

    /**
     * The link of a session and a connection.
     *
     * @param audit where what is sent is kept, if it is to be
     * @param auditLabel under which
     */
    SessionLink(SocketChannel channel, FixSession session, Outbox outbox, Audit audit, byte[] auditLabel) {
        this.channel = channel;
        this.session = session;
        this.outbox = outbox;
        this.audit = audit;
        this.auditLabel = auditLabel;
        session.store().rangeListener(this::onRangeAsked);
    }

    /** Whether the session still speaks through this connection, and is not about to end. */
    boolean isOpen() {
        return isOpen && cutReason == null;
    }

    @Override
    public boolean send(String data) {
        if (!isOpen()) {
            return false;
        }
        if (isRangeTaken && data.contains(SEQUENCE_RESET)) {
            // The session's own answer to a range of which it was given no message.
            isRangeTaken = false;
            return true;
        }
        byte[] bytes = data.getBytes(StandardCharsets.ISO_8859_1);
        return send(bytes, bytes.length);
    }

    /** The same of the first {@code length} bytes of an array. */
    boolean send(byte[] data, int length) {
        if (!isOpen()) {
            return false;
        }
        try {
            output().writeBytes(data, 0, length);
        } catch (OutOfMemoryError e) {
            // The session has stored it; this counterparty is cut rather than the venue ended.
            cut("No memory for output");
            return false;
        }
        if (output.readableBytes() >= PIECE_BYTES) {
            write();
        }
        putInOutbox();
        return true;
    }

    /** The session has dealt with a message. */
    void onDelivered() {
        isRangeTaken = false;
    }

    private boolean onRangeAsked(int beginSeqNo, int endSeqNo) {
        int begin = Math.max(beginSeqNo, 1);
        isRangeTaken = true;
        if (begin > endSeqNo) {
            // Beyond what was sent: there is nothing to say, and a gap fill would go backwards.
            return true;
        }
        if (resends.size() == MAX_RESENDS) {
            cut("More than " + MAX_RESENDS + " resends at once");
            return true;
        }
        if (resends.isEmpty()) {
            outbox.addResending(this);
        }
        resends.add(session.resend(begin, endSeqNo));
        return true;
    }

    /** Whether the counterparty has read what it was sent, but for a piece, and waits for no resend. */
    boolean isReading() {
        int gathered = output == null ? 0 : output.readableBytes();
        return isOpen() && resends.isEmpty() && unread() + gathered <= PIECE_BYTES;
    }

    private long unread() {
        return MAX_UNREAD_BYTES - channel.bytesBeforeUnwritable();
    }

    boolean isResending() {
        return !resends.isEmpty();
    }

    /** Writes a piece of the oldest resend; false if the counterparty has not read enough of what went before. */
    boolean resend() {
        if (resends.isEmpty() || unread() > PIECE_BYTES) {
            return false;
        }
        ResendStream resend = resends.element();
        resend.write(output(), PIECE_BYTES);
        write();
        if (resend.isDone()) {
            resends.remove();
        }
        return true;
    }

    /** Writes what this turn of the loop has to say, or ends the session if it is to be cut. */
    void flush() {
        inOutbox = false;
        if (cutReason != null && isOpen) {
            session.disconnect(cutReason);
        } else {
            write();
        }
    }

    private void write() {
        if (output == null || !channel.isActive()) {
            return;
        }
        ByteBuf bytes = output;
        output = null;
        if (audit.keepsSent()) {
            keep(bytes);
        }
        usualBytes = Math.max(INITIAL_BYTES, Math.min(PIECE_BYTES, bytes.readableBytes() + INITIAL_BYTES));
        ChannelFuture unused = channel.writeAndFlush(bytes, channel.voidPromise());
        if (isOpen && !channel.isWritable()) {
            cut("More than " + MAX_UNREAD_BYTES + " bytes of output are unread");
        }
    }

    private void keep(ByteBuf bytes) {
        int length = bytes.readableBytes();
        byte[] copy = outbox.scratch(length);
        bytes.getBytes(bytes.readerIndex(), copy, 0, length);
        audit.bytes(AuditKind.OUT, auditLabel, copy, 0, length);
    }

    /** Writing has failed: it costs this connection only. */
    void fail(Throwable cause) {
        LOG.error("{}: closed, because its output could not be written", session.sessionId(), cause);
        resends.clear();
        session.disconnect("Output could not be written");
        close();
    }

    /** Ends the session at the end of this turn: it may be in the middle of sending now. */
    private void cut(String reason) {
        cutReason = reason;
        putInOutbox();
    }

    private void putInOutbox() {
        if (!inOutbox) {
            inOutbox = true;
            outbox.add(this);
        }
    }

    private ByteBuf output() {
        if (output == null) {
            // As large as the last turn's needed to be: the unread ones of many turns may pile up.
            output = channel.alloc().buffer(usualBytes);
        }
        return output;
    }

    /** Called by the session when it has ended: what it said last is still written. */
    @Override
    public void disconnect() {
        if (!isOpen) {
            return;
        }
        isOpen = false;
        LOG.info("{}: disconnected", session.sessionId());
        byte[] reason = (cutReason == null ? "disconnected" : cutReason).getBytes(StandardCharsets.ISO_8859_1);
        audit.bytes(AuditKind.LOGOFF, auditLabel, reason, 0, reason.length);
        resends.clear();
        session.store().rangeListener(null);
        session.onDisconnected();
        if (cutReason != null) {
            close();
            return;
        }
        write();
        ChannelFuture unused = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        // A counterparty that does not read may not keep its socket.
        Future<?> unusedDeadline = channel.eventLoop().schedule(this::close, LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void close() {
        ChannelFuture unused = channel.close();
    }

    /** The socket is gone. */
    void onClosed() {
        if (isOpen) {
            session.end("The counterparty closed the connection");
        }
        if (output != null) {
            output.release();
            output = null;
        }
    }

    @Override
    public String getRemoteAddress() {
        return channel.remoteAddress().getAddress().getHostAddress() + ":"
                + channel.remoteAddress().getPort();
    }
}
