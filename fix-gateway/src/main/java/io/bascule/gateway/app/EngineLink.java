package io.bascule.gateway.app;

import io.bascule.config.GatewayConfig;
import io.bascule.engine.client.EngineClient;
import io.bascule.engine.client.EventReplay;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.ConfigurationConcludedDecoder;
import io.bascule.engine.wire.sbe.RequestRefusedDecoder;
import io.bascule.engine.wire.sbe.StateHashedDecoder;
import io.bascule.gateway.mapping.BusinessReject;
import io.bascule.gateway.mapping.Directory;
import io.bascule.gateway.mapping.EventMapping;
import io.bascule.gateway.mapping.InboundMapper;
import io.bascule.gateway.mapping.OutboundMapper;
import io.bascule.gateway.mapping.SessionProfile;
import io.bascule.gateway.session.EngineWork;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.BusinessRejectReason;
import quickfix.field.MsgSeqNum;
import quickfix.field.PossDupFlag;

/**
 * The gateway's end of the engine, run by the FIX event loop. At start it configures the engine, registers, and takes
 * the events that an earlier life has not; then it offers requests, delivers events and acknowledges them in batches.
 *
 * <p>An engine that has ended the session, since the gateway fell too far behind or was silent for too long, costs
 * every FIX session its connection; then all begins as at the start. What the engine no longer retains for the gateway
 * is replayed from the archived log, into each store exactly what is not there yet.
 */
final class EngineLink implements EngineWork {
    static final int GATEWAY_ID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(EngineLink.class);
    private static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int MAX_ATTEMPTS = 10;
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long EXPECT_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final LedgerKeeper engine;
    private GatewayConfig config;
    private final GatewaySessions sessions;
    private final Directory directory;
    private final CommandBuffer commands = new CommandBuffer();
    private final CommandQueue queue = new CommandQueue();
    private final InboundMapper inbound;
    private final OutboundMapper outbound;
    private Registrations registrations;
    /** What the engine says again after a change of the configuration; null: nothing at present. */
    private Registrations learning;

    private final EventDelivery delivery;
    private final OrdersOfTheGone ordersOfTheGone;
    private final Repetitions repetitions;
    private final Acknowledger acknowledger = new Acknowledger(GATEWAY_ID, commands, queue);
    private final ConfigurationConcludedDecoder concluded = new ConfigurationConcludedDecoder();
    private final RequestRefusedDecoder refused = new RequestRefusedDecoder();
    private final StateHashedDecoder stateHashed = new StateHashedDecoder();
    private EngineClient client;
    private RuntimeException failure;
    private Conclusion conclusion;
    private boolean fenced;
    private volatile long stateHash;
    private boolean isUnanswered;
    private long lastOfferNs;
    private long lastLookNs = System.nanoTime() - LOOK_NS;

    /** A link that connects when the loop starts. */
    EngineLink(
            LedgerKeeper engine,
            GatewayConfig config,
            GatewaySessions sessions,
            Directory directory,
            OutboundMapper outbound) {
        this.engine = engine;
        this.config = config;
        this.sessions = sessions;
        this.directory = directory;
        this.outbound = outbound;
        this.inbound = new InboundMapper(directory, commands);
        this.delivery = new EventDelivery(sessions);
        this.ordersOfTheGone = new OrdersOfTheGone(sessions, commands, queue);
        this.repetitions = new Repetitions(sessions, commands, queue);
    }

    /** Digest of the state that the log was replayed to; after the close, of what the next start will find. */
    long stateHash() {
        return stateHash;
    }

    /** The engine's answer to a part of the configuration. */
    private record Conclusion(boolean accepted, String text) {}

    @Override
    public String roleName() {
        return "engine-link";
    }

    @Override
    public void onStart() {
        engine.start();
        connect();
    }

    private void connect() {
        learning = null;
        fenced = false;
        isUnanswered = false;
        registrations = new Registrations(directory);
        client = engine.connect(this::onMessage);
        configure(config);
        commands.connectGateway().gatewayId(GATEWAY_ID);
        queue.add(commands);
        await(registrations::isComplete, "registrations");
        long lastEventNumber = registrations.lastEventNumber();
        if (lastEventNumber > registrations.acknowledgedEventNumber()) {
            await(() -> delivery.lastEventNumber() >= lastEventNumber, "retained events");
            acknowledger.acknowledge(engine.keepUpTo(delivery.lastEventNumber()));
            awaitFenceOnly();
        }
        for (GatewaySession session : sessions.all()) {
            if (session.fix().store().hasLostRecords()) {
                session.fix().store().lostIsMadeGood();
            }
        }
    }

    /** All that was said before is in the log when this returns. */
    private void awaitFence() {
        fenced = false;
        commands.requestStateHash().correlationId(GATEWAY_ID);
        queue.add(commands);
        await(() -> fenced, "its state");
    }

    /** The same, without telling its state. */
    private void awaitFenceOnly() {
        long told = stateHash;
        awaitFence();
        stateHash = told;
    }

    /** An engine that has this configuration in force says so; one that says nothing before the fence wants it. */
    private void configure(GatewayConfig wanted) {
        Definitions definitions = new Definitions(wanted, commands);
        conclusion = null;
        long digest = definitions.digest();
        commands.beginConfiguration().proposedEpoch(System.currentTimeMillis()).digest(digest);
        queue.add(commands);
        awaitFence();
        if (conclusion == null) {
            definitions.forEach(queue::add);
            commands.endConfiguration();
            queue.add(commands);
            await(() -> conclusion != null, "a verdict on the configuration");
        }
        if (!conclusion.accepted()) {
            throw new ConfigurationRefusedException(conclusion.text());
        }
    }

    /**
     * Puts another configuration in force while the venue runs, and learns the ids of what is new. Requests that came
     * before are applied before it; what it makes happen has been delivered when this returns.
     *
     * @throws ConfigurationRefusedException if the engine refuses it: it is as before
     * @throws IllegalStateException if the engine does not answer, or is lost
     */
    void reconfigure(GatewayConfig changed) {
        if (!client.isConnected()) {
            throw new ConfigurationRefusedException("the engine is not connected at present");
        }
        delivery.takeMissed();
        long told = stateHash;
        configure(changed);
        config = changed;
        directory.venue(changed.venue());
        outbound.venue(changed.venue());
        learning = new Registrations(directory);
        commands.connectGateway().gatewayId(GATEWAY_ID);
        queue.add(commands);
        await(learning::isComplete, "registrations");
        registrations = learning;
        learning = null;
        awaitFence();
        stateHash = told;
    }

    /** What was for sessions that a reconfiguration has added since goes to them; the others have it. */
    void deliverMissed() {
        long first = delivery.takeMissed();
        if (first > 0) {
            EventReplay replay = new EventReplay(EventReplay.OLDEST, first - 1, delivery.lastEventNumber());
            engine.replayEvents(replay, this::onMessage, client::keepAlive);
        }
    }

    /** Something outside of the turns has gone wrong: the next turn ends the venue. */
    void fail(RuntimeException reason) {
        failure = reason;
    }

    /** Events may follow in the same poll: from here on every session can take them. */
    private void register() {
        sessions.checkStores(registrations.lastEventNumber());
        long acknowledged = registrations.acknowledgedEventNumber();
        boolean isLedgerNew = engine.open(directory.venueEpoch(), acknowledged);
        acknowledger.start(acknowledged);
        for (GatewaySession session : sessions.all()) {
            register(session);
        }
        // Stores may have lost their newest records, and the ledger all, whose events were acknowledged.
        EventReplay missing = registrations.missingEvents(isLedgerNew ? 0 : sessions.storedEventNumber(acknowledged));
        if (missing != null) {
            LOG.warn("events {} to {} are replayed", missing.afterEventNumber() + 1, missing.upToEventNumber());
            engine.replayEvents(missing, this::onMessage, this::whileReplaying);
        }
        engine.finish();
    }

    /** Brings a session that nobody is logged on to, and what the engine has of it, together. */
    void register(GatewaySession session) {
        Registrations.Registered registered = profile(session);
        session.fix().store().lostUpTo(registrations.lastEventNumber());
        boolean shared = sessions.byEngineId(registered.sessionId()) != null;
        sessions.route(session);
        if (!shared) {
            if (sessions.isAlone(session)) {
                session.leaveBehind(registered.lastMsgSeqNum());
            }
            session.align(registered.lastMsgSeqNum());
        }
        session.cancelOnDisconnect().onStart(System.nanoTime());
    }

    /** Gives a session the rights that its settings say. */
    Registrations.Registered profile(GatewaySession session) {
        String venueCompId = session.fix().config().senderCompId();
        String counterpartyCompId = session.fix().config().targetCompId();
        Registrations.Registered registered = registrations.session(venueCompId, counterpartyCompId);
        session.profile(new SessionProfile(
                registered.sessionId(),
                session.fix().config(),
                directory,
                session.fix().store()::epoch,
                session.subscriptions()));
        return registered;
    }

    /** Acknowledges on the way, so that what is done need not be done again. */
    private void whileReplaying() {
        if (failure != null) {
            throw failure;
        }
        acknowledger.onTurn(engine.keptUpTo(delivery.lastEventNumber()), System.nanoTime());
        if (client.isConnected()) {
            queue.drain(client);
        }
        client.keepAlive();
    }

    private void await(BooleanSupplier condition, String what) {
        long progressNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (exchange() > 0) {
                progressNs = System.nanoTime();
            } else if (!client.isConnected() || System.nanoTime() - progressNs > ANSWER_TIMEOUT_NS) {
                throw new IllegalStateException("the engine did not answer with " + what);
            } else {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    @Override
    public int doWork() {
        if (!client.isConnected()) {
            comeBack();
        }
        int work = exchange() + sessions.replay();
        long nowNs = System.nanoTime();
        acknowledger.onTurn(engine.keptUpTo(delivery.lastEventNumber()), nowNs);
        if (nowNs - lastLookNs >= LOOK_NS) {
            lastLookNs = nowNs;
            ordersOfTheGone.cancel(nowNs);
            repetitions.onTurn(nowNs);
            checkNothingWasLost();
        }
        return work;
    }

    /** QuickFIX/J goes on when a message of its own, or an answer of ours, was not stored: nobody would get it. */
    private void checkNothingWasLost() {
        for (GatewaySession session : sessions.all()) {
            IOException storeFailure = session.fix().store().lastFailure();
            if (storeFailure != null) {
                throw new StoreFailedException(
                        "a message was not stored for " + session.fix().sessionId(), storeFailure);
            }
        }
    }

    /** What waits for the engine has not been taken: its senders are asked for it again when they log on. */
    private void comeBack() {
        LOG.error("the engine has ended the gateway's session: every FIX session is disconnected");
        sessions.all().forEach(session -> session.fix().disconnect("The gateway has fallen behind"));
        int attempt = 1;
        while (!isBack(attempt)) {
            attempt++;
        }
        LOG.warn("the gateway has caught up with event {}", delivery.lastEventNumber());
    }

    /** Connects; false if the engine has ended this session too, and another attempt may do better. */
    private boolean isBack(int attempt) {
        client.close();
        client = null;
        queue.clear();
        sessions.clearRoutes();
        try {
            connect();
            return true;
        } catch (IllegalStateException e) {
            boolean isEndedAgain = failure == null && client != null && !client.isConnected();
            if (!isEndedAgain || attempt == MAX_ATTEMPTS) {
                throw e;
            }
            LOG.warn("the engine has ended the session again while the gateway came back, attempt {}", attempt, e);
            return false;
        }
    }

    private int exchange() {
        int offered = queue.drain(client);
        if (offered > 0) {
            isUnanswered = true;
            lastOfferNs = System.nanoTime();
        }
        int polled = client.poll();
        if (failure != null) {
            throw failure;
        }
        engine.check();
        if (polled > 0) {
            isUnanswered = false;
        }
        return offered + polled;
    }

    /** Whose orders are cancelled because their sessions are gone. */
    OrdersOfTheGone ordersOfTheGone() {
        return ordersOfTheGone;
    }

    @Override
    public boolean isExpectingReply() {
        return !queue.isEmpty() || (isUnanswered && System.nanoTime() - lastOfferNs < EXPECT_NS);
    }

    /** Offers what must not be lost, and leaves the rest to the next start: retained events come again. */
    @Override
    public void onClose() {
        try {
            if (client != null) {
                finish();
            }
        } finally {
            engine.close();
        }
    }

    private void finish() {
        try {
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            ordersOfTheGone.cancel(System.nanoTime());
            while (failure == null && exchange() + (queue.isEmpty() ? 0 : 1) > 0 && System.nanoTime() < deadlineNs) {
                Thread.onSpinWait();
            }
            acknowledger.acknowledge(engine.keepUpTo(delivery.lastEventNumber()));
            fenced = false;
            commands.requestStateHash().correlationId(GATEWAY_ID);
            queue.add(commands);
            while (failure == null && !fenced && System.nanoTime() < deadlineNs) {
                exchange();
            }
        } catch (IllegalStateException e) {
            if (failure == null) {
                failure = e;
            }
        } finally {
            client.close();
        }
    }

    /**
     * Maps a request and queues its command.
     *
     * @throws BusinessReject if the gateway answers it itself
     * @throws IncorrectDataFormat if a number is not one
     */
    void request(String msgType, Message message, GatewaySession session)
            throws FieldNotFound, IncorrectDataFormat, BusinessReject {
        if (queue.isFull()) {
            throw new BusinessReject(
                    BusinessRejectReason.APPLICATION_NOT_AVAILABLE, "the engine does not take requests at present");
        }
        int msgSeqNum = message.getHeader().getInt(MsgSeqNum.FIELD);
        if (!session.isReplay(msgSeqNum)) {
            // What no life of the gateway has had before is new, whatever the counterparty says.
            message.getHeader().removeField(PossDupFlag.FIELD);
        }
        inbound.map(msgType, message, session.profile());
        // First the note, then the command: a kill in between costs the counterparty a resend and never a request.
        session.fix().store().lastOfferedMsgSeqNum(msgSeqNum);
        queue.add(commands);
    }

    /** What is thrown here would end in Aeron's error handler: it is kept, and thrown by the loop. */
    private void onMessage(int templateId, DirectBuffer buffer, int offset, int blockLength, int version) {
        if (failure != null) {
            return;
        }
        try {
            EventMapping event = outbound.mappingOf(templateId);
            if (templateId == RequestRefusedDecoder.TEMPLATE_ID) {
                checkRefused(buffer, offset, blockLength, version);
            }
            if (event != null && !registrations.isComplete()) {
                throw new IllegalStateException("the engine sent an event before it had registered the sessions");
            } else if (event != null) {
                event.wrap(buffer, offset, blockLength, version);
                delivery.deliver(event);
            } else if (templateId == ConfigurationConcludedDecoder.TEMPLATE_ID) {
                conclude(buffer, offset, blockLength, version);
            } else if (templateId == StateHashedDecoder.TEMPLATE_ID) {
                stateHash =
                        stateHashed.wrap(buffer, offset, blockLength, version).stateHash();
                fenced = true;
            } else {
                learn(templateId, buffer, offset, blockLength, version);
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("the engine's message " + templateId + " ended in " + e, e);
        }
    }

    private void learn(int templateId, DirectBuffer buffer, int offset, int blockLength, int version) {
        Registrations learner = learning == null ? registrations : learning;
        if (!learner.onMessage(templateId, buffer, offset, blockLength, version)) {
            throw new IllegalStateException("the engine sent an unknown message, template " + templateId);
        }
        if (learning == null && registrations.isComplete()) {
            register();
        }
    }

    private void conclude(DirectBuffer buffer, int offset, int blockLength, int version) {
        concluded.wrap(buffer, offset, blockLength, version);
        conclusion = new Conclusion(concluded.accepted() == BooleanType.TRUE, concluded.text());
    }

    /** A refusal without a session is of a command of the gateway's own: a fault between the two of us. */
    private void checkRefused(DirectBuffer buffer, int offset, int blockLength, int version) {
        refused.wrap(buffer, offset, blockLength, version);
        if (refused.sessionId() <= 0) {
            throw new IllegalStateException(
                    "the engine refused command " + refused.templateId() + ": " + refused.rejectReason());
        }
    }
}
