package io.bascule.acceptance.script;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import quickfix.Acceptor;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.DoNotSend;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.IncorrectTagValue;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.RejectLogon;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.UnsupportedMessageType;
import quickfix.field.ClOrdID;
import quickfix.field.MsgType;
import quickfix.field.PossResend;

/**
 * A QuickFIX/J acceptor that sends every new order back: what public session-level suites are written for. ISLD, to
 * which TW connects with FIX.4.4 or FIXT.1.1.
 */
final class EchoAcceptor implements Application, Venue {
    private final Set<String> seen = new HashSet<>();
    private final Acceptor acceptor;
    private final int port;

    private EchoAcceptor() throws IOException, ConfigError {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        SessionSettings settings = new SessionSettings();
        settings.set(Map.ofEntries(
                Map.entry("ConnectionType", "acceptor"),
                Map.entry("SocketAcceptAddress", "127.0.0.1"),
                Map.entry("SocketAcceptPort", String.valueOf(port)),
                Map.entry("StartTime", "00:00:00"),
                Map.entry("EndTime", "00:00:00"),
                Map.entry("NonStopSession", "Y"),
                Map.entry("SenderCompID", "ISLD"),
                Map.entry("TargetCompID", "TW"),
                Map.entry("ResetOnDisconnect", "Y"),
                Map.entry("ValidateUserDefinedFields", "Y"),
                Map.entry("DefaultApplVerID", "7")));
        for (String beginString : new String[] {"FIX.4.4", "FIXT.1.1"}) {
            settings.setString(new SessionID(beginString, "ISLD", "TW"), "BeginString", beginString);
        }
        acceptor = new SocketAcceptor(this, new MemoryStoreFactory(), settings, null, new DefaultMessageFactory());
    }

    static EchoAcceptor start() throws IOException, ConfigError {
        EchoAcceptor echo = new EchoAcceptor();
        echo.acceptor.start();
        return echo;
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        acceptor.stop(true);
    }

    /** What {@code iSET_SESSION} does: possible here, because the acceptor lives in this process. */
    static boolean set(String session, String key, String value) {
        try {
            Session target = Session.lookupSession(new SessionID(session));
            switch (key) {
                case "NEXTSENDERSEQNUM" -> target.setNextSenderMsgSeqNum(Integer.parseInt(value));
                case "NEXTTARGETSEQNUM" -> target.setNextTargetMsgSeqNum(Integer.parseInt(value));
                default -> {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void onCreate(SessionID session) {}

    @Override
    public void onLogon(SessionID session) {}

    @Override
    public void onLogout(SessionID session) {
        seen.clear();
    }

    @Override
    public void toAdmin(Message message, SessionID session) {}

    @Override
    public void fromAdmin(Message message, SessionID session)
            throws FieldNotFound, IncorrectDataFormat, IncorrectTagValue, RejectLogon {}

    @Override
    public void toApp(Message message, SessionID session) throws DoNotSend {}

    @Override
    public void fromApp(Message message, SessionID session)
            throws FieldNotFound, IncorrectDataFormat, IncorrectTagValue, UnsupportedMessageType {
        String type = message.getHeader().getString(MsgType.FIELD);
        if (!type.equals("D") && !type.equals("d")) {
            throw new UnsupportedMessageType();
        }
        if (type.equals("D")) {
            boolean again = !seen.add(message.getString(ClOrdID.FIELD));
            if (again
                    && message.getHeader().isSetField(PossResend.FIELD)
                    && message.getHeader().getBoolean(PossResend.FIELD)) {
                return;
            }
        }
        try {
            Session.sendToTarget((Message) message.clone(), session);
        } catch (SessionNotFound e) {
            throw new IllegalStateException(e);
        }
    }
}
