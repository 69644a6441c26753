package io.bascule.gateway.session;

import io.bascule.config.SessionConfig;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
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
    private final InetAddress address;
    private final FrameBuffer frames;
    private State state = State.STRANGER;
    private Future<?> firstByteDeadline;
    private Future<?> logonDeadline;
    private FixSession session;
    private SessionLink link;
    private long garbled;

    FixConnection(FrontDoor door, SocketChannel channel) {
        this.door = door;
        this.channel = channel;
        this.address = channel.remoteAddress().getAddress();
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
            firstByteDeadline.cancel(false);
            frames.append(bytes);
        } finally {
            bytes.release();
        }
        readFrames();
    }

    private void readFrames() {
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
            refuse("the first message is not a Logon");
            return;
        } else if (frames.isMsgType("BE")) {
            Redaction.overwrite(frames.bytes(), frames.from(), frames.to());
        }
        deliver();
    }

    private void onGarbled() {
        if (state == State.STRANGER) {
            closeStranger();
        } else if (Long.bitCount(++garbled) == 1) {
            // Noise must not fill the log: the first time, the second, the fourth and so on.
            session.session().getLog().onErrorEvent("Ignored bytes that are no message, so far " + garbled + " times");
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
                    logon == null
                            ? "not a well-formed Logon"
                            : "no session "
                                    + Redaction.printable(logon.sessionId().toString()));
        } else if (!isAllowed(named.config())) {
            refuse(named.sessionId() + " may not connect from here");
        } else {
            state = State.VERIFYING;
            channel.config().setAutoRead(false);
            String text = text();
            SessionConfig asked = named.config();
            door.authenticator().verify(logon, asked, verified -> onVerified(verified, named, asked, logon, text));
        }
    }

    private boolean isAllowed(SessionConfig config) {
        return config.allowedAddresses().isEmpty()
                || config.allowedAddresses().stream().anyMatch(range -> range.contains(address));
    }

    private void onVerified(boolean verified, FixSession named, SessionConfig asked, LogonRequest logon, String text) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.STRANGER;
        if (door.session(named.sessionId()) != named || !named.config().equals(asked)) {
            refuse(named.sessionId() + " was changed meanwhile");
        } else if (!verified) {
            refuse(named.sessionId() + ": Username, Password or SendingTime");
        } else if (!named.isOpen()) {
            LOG.info("{}: {} may not log on at this time: closed", address, named.sessionId());
            closeStranger();
        } else if (named.session().hasResponder()) {
            LOG.warn("{}: {} is already logged on: closed", address, named.sessionId());
            closeStranger();
        } else if (named.config().credentials().isPresent() && !isProper(logon, named, text)) {
            refuse(named.sessionId() + ": the Logon does not conform to the dictionary");
        } else {
            establish(named, logon, text);
        }
    }

    /** Whether QuickFIX/J's session would take the Logon: if it would not, it would answer, and count it. */
    private static boolean isProper(LogonRequest logon, FixSession named, String text) {
        Session quickfix = named.session();
        if (!named.config().defaultApplVerId().orElse("").equals(logon.defaultApplVerId())) {
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
        link = new SessionLink(channel, named, door.outbox());
        Session quickfix = named.session();
        if (named.sessionId().isFIXT() && !logon.defaultApplVerId().isEmpty()) {
            quickfix.setTargetDefaultApplicationVersionID(new ApplVerID(logon.defaultApplVerId()));
        }
        quickfix.setHeartBeatInterval(logon.heartBtInt());
        quickfix.setResponder(link);
        LOG.info("{}: logon from {}", named.sessionId(), address);
        deliver(text);
        if (link.isOpen() && !quickfix.isLoggedOn()) {
            named.disconnect("The Logon was not accepted");
        }
        channel.config().setAutoRead(true);
        readFrames();
    }

    private void deliver() {
        try {
            session.receive(frames.bytes(), frames.from(), frames.to());
        } catch (RuntimeException | Error e) {
            onNotProcessed(e);
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

    private void refuse(String reason) {
        door.failed(address, reason);
        closeStranger();
    }

    private void closeStranger() {
        if (state == State.STRANGER) {
            state = State.CLOSED;
            leaveStrangers();
            closeNow();
        }
    }

    private void closeNow() {
        ChannelFuture unused = channel.close();
    }

    private void leaveStrangers() {
        firstByteDeadline.cancel(false);
        logonDeadline.cancel(false);
        door.release(address);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (link != null) {
            link.onClosed();
        } else if (state == State.VERIFYING) {
            state = State.STRANGER;
        }
        closeStranger();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.info("{}: {}", session == null ? address : session.sessionId(), cause.getMessage());
        } else {
            LOG.error("{}: closed", address, cause);
        }
        closeNow();
    }
}
