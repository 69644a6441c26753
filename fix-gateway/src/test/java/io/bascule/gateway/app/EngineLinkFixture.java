package io.bascule.gateway.app;

import io.bascule.config.ConfigLoader;
import io.bascule.config.GatewayConfig;
import io.bascule.config.SessionConfig;
import io.bascule.gateway.FixClock;
import io.bascule.gateway.mapping.Directory;
import io.bascule.gateway.mapping.OutboundMapper;
import io.bascule.gateway.session.FixAcceptor;
import io.bascule.gateway.store.MappedMessageStoreFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import quickfix.Message;
import quickfix.MessageSessionUtils;
import quickfix.Responder;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SystemTime;

/** The link against a scripted engine, with real sessions and stores, and no socket. */
abstract class EngineLinkFixture {
    static final SessionID DESK1 = new SessionID("FIX.4.4", "BASCULE", "DESK1");
    static final SessionID PB1 = new SessionID("FIX.4.4", "BASCULE", "PB1");

    @TempDir
    Path data;

    final ScriptedEngine engine = new ScriptedEngine();
    GatewaySessions sessions;
    EngineLink link;
    FixAcceptor acceptor;
    GatewayApplication application;

    void open() throws Exception {
        open(List.of());
    }

    void open(List<SessionConfig> others) throws Exception {
        GatewayConfig demo = ConfigLoader.load("demo");
        GatewayConfig config = new GatewayConfig(
                demo.acceptor(),
                Stream.concat(
                                demo.sessions().stream().filter(session -> List.of("DESK1", "PB1")
                                        .contains(session.targetCompId())),
                                others.stream())
                        .toList(),
                demo.venue());
        sessions = new GatewaySessions(DiskReserve.none());
        Directory directory = new Directory(config.venue());
        OutboundMapper outbound = new OutboundMapper(directory, config.venue());
        link = new EngineLink(new LedgerKeeper(engine, data), config, sessions, directory, outbound);
        application = new GatewayApplication(sessions, link, outbound, DiskReserve.none());
        acceptor = new FixAcceptor(
                config.acceptor(), config.sessions(), application, new MappedMessageStoreFactory(data), link);
        sessions.addAll(acceptor.sessions());
    }

    @AfterEach
    void close() {
        FixClock.reset();
        if (acceptor != null) {
            acceptor.stop(true);
        }
    }

    void start() throws Exception {
        open();
        link.onStart();
        // What those who are gone have marked is cancelled.
        link.doWork();
        link.doWork();
    }

    static Message fromDesk(Session session, String msgType, int msgSeqNum) throws Exception {
        Message message = new Message();
        message.getHeader().setString(8, "FIX.4.4");
        message.getHeader().setString(35, msgType);
        message.getHeader().setInt(34, msgSeqNum);
        message.getHeader().setString(49, "DESK1");
        message.getHeader().setString(56, "BASCULE");
        message.getHeader().setUtcTimeStamp(52, SystemTime.now());
        if (msgType.equals("A")) {
            message.setInt(98, 0);
            message.setInt(108, 30);
        }
        return MessageSessionUtils.parse(session, message.toString());
    }

    static Responder responder(List<String> said) {
        return new Responder() {
            @Override
            public boolean send(String data) {
                return said.add(data);
            }

            @Override
            public void disconnect() {
                said.add("disconnected");
            }

            @Override
            public String getRemoteAddress() {
                return "here";
            }
        };
    }

    static Message order() throws Exception {
        Message order = new Message();
        order.getHeader().setString(35, "D");
        order.getHeader().setInt(34, 7);
        order.setString(11, "a");
        order.setString(1, "DESK1-A");
        order.setString(55, "BTC-PERP");
        order.setString(54, "1");
        order.setString(38, "1");
        order.setString(40, "2");
        order.setString(44, "60000");
        return order;
    }

    String stored(SessionID sessionId, int sequence) throws Exception {
        List<String> messages = new ArrayList<>();
        acceptor.session(sessionId).store().get(sequence, sequence, messages);
        return messages.get(0).replace('\001', '|');
    }

    String lastOffered(int count) {
        return engine.offered
                .subList(engine.offered.size() - count, engine.offered.size())
                .toString();
    }
}
