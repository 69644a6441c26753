package io.bascule.gateway.app;

import io.bascule.dictionaries.BasculeTags;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Log;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;
import quickfix.field.MsgType;
import quickfix.field.Password;
import quickfix.field.TransactTime;
import quickfix.field.Username;

/**
 * A counterparty as many are: QuickFIX/J's initiator with the dictionary that QuickFIX/J brings, and nothing of ours.
 * What it cannot read it refuses, which is noted. Its orders are cancelled when it is gone.
 */
final class StockInitiator implements Application, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Message> received = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final String compId;
    private final SessionID sessionId;
    private final SocketInitiator initiator;
    private boolean isLoggedOn;

    private StockInitiator(InetSocketAddress address, String compId, boolean isFix44) throws ConfigError {
        this.compId = compId;
        sessionId = new SessionID(isFix44 ? "FIX.4.4" : "FIXT.1.1", compId, "BASCULE");
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "initiator");
        settings.setString("SocketConnectHost", address.getAddress().getHostAddress());
        settings.setLong("SocketConnectPort", address.getPort());
        settings.setString("NonStopSession", "Y");
        settings.setLong("ReconnectInterval", 1);
        settings.setLong("HeartBtInt", 30);
        settings.setString("UseDataDictionary", "Y");
        if (isFix44) {
            settings.setString(sessionId, "DataDictionary", "FIX44.xml");
        } else {
            settings.setString(sessionId, "DefaultApplVerID", "9");
            settings.setString(sessionId, "TransportDataDictionary", "FIXT11.xml");
            settings.setString(sessionId, "AppDataDictionary", "FIX50SP2.xml");
        }
        settings.setString(sessionId, "BeginString", sessionId.getBeginString());
        settings.setString(sessionId, "SenderCompID", compId);
        settings.setString(sessionId, "TargetCompID", "BASCULE");
        initiator =
                new SocketInitiator(this, new MemoryStoreFactory(), settings, id -> new Silence(), new PlainMessages());
    }

    /** Logs on and waits until that is done. */
    static StockInitiator logon(InetSocketAddress address, String compId, boolean isFix44) throws Exception {
        StockInitiator client = new StockInitiator(address, compId, isFix44);
        client.initiator.start();
        client.awaitLoggedOn(true);
        return client;
    }

    /** Logs out, and on again with the numbers that it has. */
    void leaveAndComeBack() throws InterruptedException {
        Session session = Session.lookupSession(sessionId);
        session.logout();
        awaitLoggedOn(false);
        session.logon();
        awaitLoggedOn(true);
    }

    private void awaitLoggedOn(boolean wanted) throws InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        synchronized (received) {
            while (isLoggedOn != wanted && System.nanoTime() - deadlineNs < 0) {
                received.wait(100);
            }
            if (isLoggedOn != wanted) {
                close();
                throw new AssertionError(compId + " is " + (wanted ? "not logged on" : "still logged on"));
            }
        }
    }

    /** Sends {@code 35=D|11=a|…}; TransactTime(60) is added where it belongs. */
    void send(String text) throws SessionNotFound {
        Message message = new Message();
        for (String field : text.split("\\|", -1)) {
            int equals = field.indexOf('=');
            int tag = Integer.parseInt(field.substring(0, equals));
            (tag == MsgType.FIELD ? message.getHeader() : message).setString(tag, field.substring(equals + 1));
        }
        if (Set.of("D", "F", "G", "q").contains(value(message, MsgType.FIELD))) {
            message.setField(new TransactTime(LocalDateTime.now(ZoneOffset.UTC)));
        }
        Session.sendToTarget(message, sessionId);
    }

    /** Waits for a message that has all of these fields, {@code 150=F|39=2}; those before it are passed over. */
    Message expect(String text) throws InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        synchronized (received) {
            while (System.nanoTime() - deadlineNs < 0) {
                while (!received.isEmpty()) {
                    Message message = received.remove(0);
                    if (has(message, text)) {
                        return message;
                    }
                }
                received.wait(100);
            }
        }
        throw new AssertionError(compId + " got no " + text + ", but " + seen() + "; it refused " + refused());
    }

    /** MsgType(35), of an 8 with 150 and 39, of every message that came. */
    List<String> seen() {
        synchronized (received) {
            return List.copyOf(seen);
        }
    }

    /** What it refused, or its engine for it. */
    List<String> refused() {
        synchronized (received) {
            return List.copyOf(refused);
        }
    }

    private static boolean has(Message message, String text) {
        for (String field : text.split("\\|", -1)) {
            int equals = field.indexOf('=');
            int tag = Integer.parseInt(field.substring(0, equals));
            String value = value(message, tag);
            if (!field.substring(equals + 1).equals(value)) {
                return false;
            }
        }
        return true;
    }

    private static String value(Message message, int tag) {
        return message.getHeader()
                .getOptionalString(tag)
                .or(() -> message.getOptionalString(tag))
                .orElse("");
    }

    @Override
    public void onCreate(SessionID created) {}

    @Override
    public void onLogon(SessionID loggedOn) {
        synchronized (received) {
            isLoggedOn = true;
            received.notifyAll();
        }
    }

    @Override
    public void onLogout(SessionID loggedOut) {
        synchronized (received) {
            isLoggedOn = false;
            received.notifyAll();
        }
    }

    @Override
    public void toAdmin(Message message, SessionID to) {
        if (value(message, MsgType.FIELD).equals(MsgType.LOGON)) {
            message.setField(new Username(compId));
            message.setField(new Password(compId.toLowerCase(Locale.ROOT) + "-secret"));
            message.setString(BasculeTags.CANCEL_ON_DISCONNECT, "1");
        } else if (value(message, MsgType.FIELD).equals(MsgType.REJECT)) {
            note(message);
        }
    }

    @Override
    public void fromAdmin(Message message, SessionID from) {}

    @Override
    public void toApp(Message message, SessionID to) {
        if (value(message, MsgType.FIELD).equals(MsgType.BUSINESS_MESSAGE_REJECT)) {
            note(message);
        }
    }

    private void note(Message message) {
        synchronized (received) {
            refused.add(message.toString().replace('\001', '|'));
        }
    }

    @Override
    public void fromApp(Message message, SessionID from) throws FieldNotFound {
        String msgType = value(message, MsgType.FIELD);
        synchronized (received) {
            seen.add(msgType.equals("8") ? "8 " + value(message, 150) + " " + value(message, 39) : msgType);
            received.add(message);
            received.notifyAll();
        }
    }

    @Override
    public void close() {
        initiator.stop(true);
    }

    /** It says nothing: what it says is in what it sends. */
    private static final class Silence implements Log {
        @Override
        public void clear() {}

        @Override
        public void onIncoming(String message) {}

        @Override
        public void onOutgoing(String message) {}

        @Override
        public void onEvent(String text) {}

        @Override
        public void onErrorEvent(String text) {}
    }

    /** No class of QuickFIX/J's generated ones: its dictionary is what matters here. */
    private static final class PlainMessages implements MessageFactory {
        @Override
        public Message create(String beginString, String msgType) {
            Message message = new Message();
            message.getHeader().setString(MsgType.FIELD, msgType);
            return message;
        }

        @Override
        public Group create(String beginString, String msgType, int correspondingFieldId) {
            return null;
        }
    }
}
