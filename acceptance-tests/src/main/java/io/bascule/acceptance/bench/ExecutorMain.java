package io.bascule.acceptance.bench;

import java.nio.file.Path;
import java.util.Locale;
import quickfix.Application;
import quickfix.CachedFileStoreFactory;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.field.AvgPx;
import quickfix.field.ClOrdID;
import quickfix.field.CumQty;
import quickfix.field.ExecID;
import quickfix.field.ExecType;
import quickfix.field.LeavesQty;
import quickfix.field.MsgType;
import quickfix.field.OrdStatus;
import quickfix.field.OrderID;
import quickfix.field.OrderQty;
import quickfix.field.Side;
import quickfix.field.Symbol;
import quickfix.fix44.ExecutionReport;
import quickfix.fix44.NewOrderSingle;

/**
 * The peer: a plain QuickFIX/J executor as its users write it, with a SocketAcceptor, a CachedFileStore, QuickFIX/J's
 * own dictionary and defaults, and no log. It answers every NewOrderSingle with one ExecutionReport, and has neither a
 * book nor a margin nor drop copies.
 */
public final class ExecutorMain {
    private ExecutorMain() {}

    /** Serves LOAD001 … until it is killed. Arguments: port, folder of the store, number of sessions. */
    public static void main(String[] args) throws ConfigError, InterruptedException {
        int port = Integer.parseInt(args[0]);
        SocketAcceptor acceptor = start(port, Path.of(args[1]), Integer.parseInt(args[2]));
        System.out.println("executor ready fix=127.0.0.1:" + port);
        Thread.currentThread().join();
        acceptor.stop();
    }

    static SocketAcceptor start(int port, Path folder, int sessions) throws ConfigError {
        SessionSettings settings = new SessionSettings();
        settings.setString("ConnectionType", "acceptor");
        settings.setString("SocketAcceptAddress", "127.0.0.1");
        settings.setLong("SocketAcceptPort", port);
        settings.setString("FileStorePath", folder.toString());
        settings.setString("StartTime", "00:00:00");
        settings.setString("EndTime", "00:00:00");
        for (int i = 1; i <= sessions; i++) {
            SessionID id = new SessionID("FIX.4.4", "BASCULE", String.format(Locale.ROOT, "LOAD%03d", i));
            settings.setString(id, "BeginString", id.getBeginString());
            settings.setString(id, "SenderCompID", id.getSenderCompID());
            settings.setString(id, "TargetCompID", id.getTargetCompID());
        }
        // A null log factory is QuickFIX/J's way to have no log at all.
        SocketAcceptor acceptor = new SocketAcceptor(
                new Executor(), new CachedFileStoreFactory(settings), settings, null, new DefaultMessageFactory());
        acceptor.start();
        return acceptor;
    }

    private static final class Executor implements Application {
        private long lastId;

        @Override
        public void fromApp(Message message, SessionID sessionId) throws FieldNotFound {
            if (!message.getHeader().getString(MsgType.FIELD).equals(NewOrderSingle.MSGTYPE)) {
                return;
            }
            String id = Long.toString(++lastId);
            double quantity = message.getDouble(OrderQty.FIELD);
            ExecutionReport report = new ExecutionReport(
                    new OrderID(id),
                    new ExecID(id),
                    new ExecType(ExecType.NEW),
                    new OrdStatus(OrdStatus.NEW),
                    new Side(message.getChar(Side.FIELD)),
                    new LeavesQty(quantity),
                    new CumQty(0),
                    new AvgPx(0));
            report.set(new ClOrdID(message.getString(ClOrdID.FIELD)));
            report.set(new Symbol(message.getString(Symbol.FIELD)));
            report.set(new OrderQty(quantity));
            try {
                Session.sendToTarget(report, sessionId);
            } catch (SessionNotFound e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onCreate(SessionID sessionId) {}

        @Override
        public void onLogon(SessionID sessionId) {}

        @Override
        public void onLogout(SessionID sessionId) {}

        @Override
        public void toAdmin(Message message, SessionID sessionId) {}

        @Override
        public void fromAdmin(Message message, SessionID sessionId) {}

        @Override
        public void toApp(Message message, SessionID sessionId) {}
    }
}
