package io.bascule.gateway.session;

import io.bascule.config.SessionConfig;
import io.bascule.gateway.audit.Audit;
import io.bascule.gateway.audit.AuditKind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Message;
import quickfix.MessageSessionUtils;
import quickfix.Session;
import quickfix.field.ApplVerID;

/**
 * One socket: first a stranger with deadlines, whose only message may be a Logon; once that is verified, what one
 * session hears. A stranger that is refused gets no answer and leaves no trace in any session.
 */
final class FixConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(FixConnection.class);

    private enum State {
        STRANGER,
        VERIFYING,
        LOGGED_ON,
        CLOSED
    }

    private final FrontDoor door;
    private final SocketChannel channel;
    private final Transport transport;
    private final FrameBuffer frames;
    private byte[] auditLabel;

    /** Where in the frames' bytes begins what is not in the audit log yet. */
    private int unaudited;

    private State state = State.STRANGER;
    private Future<?> firstByteDeadline;
    private Future<?> logonDeadline;
    private FixSession session;
    private SessionLink link;
    private long garbled;

    FixConnection(FrontDoor door, SocketChannel channel, Transport transport) {
        this.door = door;
        this.channel = channel;
        this.transport = transport;
        this.frames = new FrameBuffer(door.config().maxMessageBytes());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        firstByteDeadline = closeAfter(door.config().firstByteMillis());
        logonDeadline = closeAfter(door.config().logonMillis());
    }

    private Future<?> closeAfter(int millis) {
        return channel.eventLoop().schedule((Runnable) this::closeStranger, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object data) {
        ByteBuf bytes = (ByteBuf) data;
        try {
            if (state == State.CLOSED) {
                return;
            }
            onFirstBytes();
            frames.append(bytes);
            unaudited = 0;
        } finally {
            bytes.release();
        }
        readFrames();
    }

    /** The peer has said something, if only to its TLS. */
    void onFirstBytes() {
        firstByteDeadline.cancel(false);
    }

    private void readFrames() {
        try {
            readEachFrame();
        } finally {
            audit();
        }
    }

    /** All that a session has sent is kept as it came, but for secrets, which are overwritten by now. */
    private void audit() {
        auditUpTo(frames.consumed());
    }

    private void auditUpTo(int to) {
        if (session != null && to > unaudited && door.audit().keepsReceived()) {
            door.audit().bytes(AuditKind.IN, auditLabel, frames.bytes(), unaudited, to);
        }
        unaudited = to;
    }

    private void readEachFrame() {
        while (state == State.STRANGER || (state == State.LOGGED_ON && link.isOpen())) {
            switch (frames.next()) {
                case INCOMPLETE -> {
                    return;
                }
                case MESSAGE -> onMessage();
                case GARBLED -> onGarbled();
                case OVERSIZE -> onOversize();
            }
        }
    }

    private void onMessage() {
        if (frames.isMsgType("A")) {
            LogonRequest logon = LogonRequest.parse(frames.bytes(), frames.from(), frames.to());
            Redaction.overwrite(frames.bytes(), frames.from(), frames.to());
            if (state == State.STRANGER) {
                onFirstLogon(logon);
                return;
            }
        } else if (state == State.STRANGER) {
            Redaction.overwrite(frames.bytes(), frames.from(), frames.to());
            refuse(Audit.NOBODY, "the first message is not a Logon");
            return;
        } else if (frames.isMsgType("BE")) {
            Redaction.overwrite(frames.bytes(), frames.from(), frames.to());
        }
        deliver();
    }

    private void onGarbled() {
        if (state == State.STRANGER) {
            closeStranger();
            return;
        }
        if (door.audit().keepsReceived()) {
            keepGarbled();
        }
        if (Long.bitCount(++garbled) == 1) {
            // Noise must not fill the log: the first time, the second, the fourth and so on.
            session.session().getLog().onErrorEvent("Ignored bytes that are no message, so far " + garbled + " times");
        }
    }

    /** What is too much of it is left out, and said. */
    private void keepGarbled() {
        GarbledShare share = session.garbledShare();
        if (share.keeps(frames.to() - frames.from(), System.nanoTime())) {
            recordLeftOut();
            Redaction.overwriteGarbled(frames.bytes(), frames.from(), frames.to());
        } else {
            auditUpTo(frames.from());
            unaudited = frames.to();
        }
    }

    private void recordLeftOut() {
        long bytes = session.garbledShare().takeLeftOut();
        if (bytes > 0) {
            door.audit()
                    .record(
                            AuditKind.LOG,
                            session.sessionId().toString(),
                            transport.source(),
                            "left out: " + bytes + " bytes that are no message");
        }
    }

    private void onOversize() {
        if (state == State.STRANGER) {
            closeStranger();
        } else {
            session.disconnect("Message longer than " + door.config().maxMessageBytes() + " bytes");
        }
    }

    private String text() {
        return new String(frames.bytes(), frames.from(), frames.to() - frames.from(), StandardCharsets.ISO_8859_1);
    }

    private void onFirstLogon(LogonRequest logon) {
        FixSession named = logon == null ? null : door.session(logon.sessionId());
        if (named == null) {
            refuse(
                    Audit.NOBODY,
                    logon == null
                            ? "not a well-formed Logon"
                            : "no session "
                                    + Redaction.printable(logon.sessionId().toString()));
            return;
        }
        String objection = transport.objection(named.config());
        if (objection != null) {
            logon.wipe();
            refuse(named.sessionId().toString(), objection);
            return;
        }
        state = State.VERIFYING;
        channel.config().setAutoRead(false);
        String text = text();
        SessionConfig asked = named.config();
        door.authenticator().verify(logon, asked, verdict -> onVerified(verdict, named, asked, logon, text));
    }

    private void onVerified(Verdict verdict, FixSession named, SessionConfig asked, LogonRequest logon, String text) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.STRANGER;
        String session = named.sessionId().toString();
        if (door.session(named.sessionId()) != named || !named.config().equals(asked)) {
            refuse(session, "the session was changed meanwhile", text, false);
        } else if (verdict != Verdict.RIGHT) {
            refuse(session, verdict.text(), text, verdict.isFailure());
        } else if (!named.isOpen()) {
            refuse(session, "the session may not log on at this time", text, false);
        } else if (named.session().hasResponder()) {
            refuse(session, "the session is logged on already", text, false);
        } else if (named.config().credentials().isPresent() && !isProper(logon, named, text)) {
            refuse(session, "the Logon does not conform to the dictionary", text, true);
        } else {
            establish(named, logon, text);
        }
    }

    /** Whether QuickFIX/J's session would take the Logon: if it would not, it would answer, and count it. */
    private static boolean isProper(LogonRequest logon, FixSession named, String text) {
        Session quickfix = named.session();
        if (logon.asksForEncryption()
                || !named.config().defaultApplVerId().orElse("").equals(logon.defaultApplVerId())) {
            return false;
        }
        try {
            Message message = MessageSessionUtils.parse(quickfix, text);
            if (quickfix.isUsingDataDictionary()) {
                quickfix.getDataDictionaryProvider()
                        .getSessionDataDictionary(named.config().beginString())
                        .validate(message, quickfix.getValidationSettings());
            }
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private void establish(FixSession named, LogonRequest logon, String text) {
        leaveStrangers();
        state = State.LOGGED_ON;
        session = named;
        auditLabel = Audit.label(named.sessionId().toString(), transport.source());
        door.audit().record(AuditKind.LOGON, named.sessionId().toString(), transport.source(), text);
        link = new SessionLink(channel, named, door.outbox(), door.audit(), auditLabel);
        Session quickfix = named.session();
        if (named.sessionId().isFIXT() && !logon.defaultApplVerId().isEmpty()) {
            quickfix.setTargetDefaultApplicationVersionID(new ApplVerID(logon.defaultApplVerId()));
        }
        quickfix.setHeartBeatInterval(logon.heartBtInt());
        quickfix.setResponder(link);
        LOG.info("{}: logon from {}", named.sessionId(), transport.source());
        deliver(text);
        if (link.isOpen() && !quickfix.isLoggedOn()) {
            named.disconnect("The Logon was not accepted");
        }
        channel.config().setAutoRead(true);
        readFrames();
    }

    private void deliver() {
        boolean isPlain = false;
        try {
            isPlain = session.receive(frames.bytes(), frames.from(), frames.to());
        } catch (RuntimeException | Error e) {
            onNotProcessed(e);
        }
        if (!isPlain && door.audit().keepsReceived()) {
            // It was read, and nobody but the audit log sees these bytes again.
            Redaction.overwrite(frames.bytes(), frames.from(), frames.to());
        }
        link.onDelivered();
    }

    private void deliver(String logon) {
        try {
            session.receive(logon);
        } catch (RuntimeException | Error e) {
            onNotProcessed(e);
        }
        link.onDelivered();
    }

    /** One counterparty's message may cost its own connection only. */
    private void onNotProcessed(Throwable failure) {
        LOG.error("{}: closed, because a message could not be processed", session.sessionId(), failure);
        session.disconnect("A message could not be processed");
        closeNow();
    }

    private void refuse(String named, String reason) {
        refuse(named, reason, text(), true);
    }

    private void refuse(String named, String reason, String text, boolean isFailure) {
        door.refused(transport, named, reason, text, isFailure);
        closeStranger();
    }

    private void closeStranger() {
        if (state == State.STRANGER) {
            state = State.CLOSED;
            leaveStrangers();
            closeNow();
        }
    }

    /** A stranger whose handshake is not done is closed without a word of TLS, too. */
    private void closeNow() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        ChannelFuture unused = tls == null || tls.handshakeFuture().isSuccess()
                ? channel.close()
                : channel.pipeline().firstContext().close();
    }

    private void leaveStrangers() {
        firstByteDeadline.cancel(false);
        logonDeadline.cancel(false);
        door.release(transport.address());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (link != null) {
            recordLeftOut();
            link.onClosed();
        } else if (state == State.VERIFYING) {
            state = State.STRANGER;
        }
        closeStranger();
    }

    private void onBroken(String reason) {
        if (session == null) {
            door.onBroken(transport.source(), reason);
        } else {
            LOG.info("{}: {}", session.sessionId(), reason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof IOException) {
            onBroken(cause.getMessage());
        } else {
            LOG.error("{}: closed", transport.source(), cause);
        }
        closeNow();
    }
}
