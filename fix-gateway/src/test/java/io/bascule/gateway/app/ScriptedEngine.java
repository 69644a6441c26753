package io.bascule.gateway.app;

import io.bascule.engine.client.Engine;
import io.bascule.engine.client.EngineClient;
import io.bascule.engine.client.EngineListener;
import io.bascule.engine.client.EventReplay;
import io.bascule.engine.wire.sbe.AccountRegisteredEncoder;
import io.bascule.engine.wire.sbe.AcknowledgeEventsDecoder;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.CancelRejectedEncoder;
import io.bascule.engine.wire.sbe.ConfigurationConcludedEncoder;
import io.bascule.engine.wire.sbe.ConnectGatewayDecoder;
import io.bascule.engine.wire.sbe.EndConfigurationDecoder;
import io.bascule.engine.wire.sbe.FundingMissedEncoder;
import io.bascule.engine.wire.sbe.FundingPaidEncoder;
import io.bascule.engine.wire.sbe.GatewayConnectedEncoder;
import io.bascule.engine.wire.sbe.InstrumentRegisteredEncoder;
import io.bascule.engine.wire.sbe.MarginEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.OrdStatus;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.RequestStateHashDecoder;
import io.bascule.engine.wire.sbe.ResponseTo;
import io.bascule.engine.wire.sbe.SessionRegisteredEncoder;
import io.bascule.engine.wire.sbe.StateHashedEncoder;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** An engine that answers the start as told, writes down what it is offered, and says what it is told to say. */
final class ScriptedEngine implements Engine, EngineClient {
    static final int DESK1 = 1;
    static final int PB1 = 2;

    /** Templates offered, in order; acknowledgements as {@code 10:eventNumber}. */
    final List<String> offered = new ArrayList<>();

    final Map<String, Long> lastMsgSeqNums = new HashMap<>();
    boolean isCurrent;
    String refusal = "";
    long lastEventNumber;
    long acknowledgedEventNumber;
    /** 0: all that is not acknowledged. */
    long heldFromEventNumber;

    /** Whether events that it says again, retained, are payments; else cancel rejects. */
    boolean retainsPayments;

    final List<EventReplay> replayed = new ArrayList<>();
    int keptAlive;
    boolean pushesBack;
    boolean connected = true;
    /** How many of the first {@link #connects} end before they are told anything. */
    int endings;

    private final Queue<Runnable> said = new ArrayDeque<>();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    int connects;
    private boolean isEnding;
    private EngineListener listener;

    @Override
    public void start() {
        // It has nothing to start.
    }

    @Override
    public EngineClient connect(EngineListener newListener) {
        listener = newListener;
        connected = true;
        said.clear();
        connects++;
        isEnding = connects <= endings;
        return this;
    }

    /** Replays cancel rejects, which a retained one may be as well. */
    @Override
    public void replayEvents(EventReplay replay, EngineListener to, Runnable whileWaiting) {
        replayed.add(replay);
        List<Runnable> before = List.copyOf(said);
        said.clear();
        for (long event = replay.afterEventNumber() + 1; event <= replay.upToEventNumber(); event++) {
            cancelRejected(event);
            said.remove().run();
            whileWaiting.run();
        }
        said.addAll(before);
    }

    @Override
    public void keepAlive() {
        keptAlive++;
    }

    @Override
    public boolean offer(DirectBuffer command, int offset, int length) {
        if (!connected) {
            throw new IllegalStateException("closed");
        }
        if (pushesBack) {
            return false;
        }
        header.wrap(command, offset);
        int template = header.templateId();
        if (template == AcknowledgeEventsDecoder.TEMPLATE_ID) {
            AcknowledgeEventsDecoder acknowledge =
                    new AcknowledgeEventsDecoder().wrapAndApplyHeader(command, offset, header);
            offered.add("10:" + acknowledge.eventNumber());
        } else {
            offered.add(Integer.toString(template));
        }
        switch (template) {
            case RequestStateHashDecoder.TEMPLATE_ID -> {
                if (isCurrent) {
                    conclude(true, "");
                }
                say(new StateHashedEncoder().wrap(buffer, 0).correlationId(1));
            }
            case EndConfigurationDecoder.TEMPLATE_ID -> conclude(refusal.isEmpty(), refusal);
            case ConnectGatewayDecoder.TEMPLATE_ID -> register();
            default -> {
                // Written down is enough.
            }
        }
        return true;
    }

    private void conclude(boolean accepted, String text) {
        say(new ConfigurationConcludedEncoder()
                .wrap(buffer, 0)
                .accepted(accepted ? BooleanType.TRUE : BooleanType.FALSE)
                .current(BooleanType.FALSE)
                .venueEpoch(17)
                .text(text));
    }

    private void register() {
        say(new InstrumentRegisteredEncoder().wrap(buffer, 0).instrumentId(1).symbol("BTC-PERP"));
        say(new AccountRegisteredEncoder().wrap(buffer, 0).accountId(1).name("DESK1-A"));
        say(new AccountRegisteredEncoder().wrap(buffer, 0).accountId(2).name("DESK1-B"));
        registerSession(DESK1, "DESK1");
        registerSession(PB1, "PB1");
        say(new GatewayConnectedEncoder()
                .wrap(buffer, 0)
                .gatewayId(EngineLink.GATEWAY_ID)
                .venueEpoch(17)
                .lastEventNumber(lastEventNumber)
                .acknowledgedEventNumber(acknowledgedEventNumber)
                .heldFromEventNumber(Math.max(heldFromEventNumber, acknowledgedEventNumber + 1))
                .catchUpPosition(4096));
        for (long event = Math.max(heldFromEventNumber, acknowledgedEventNumber + 1);
                event <= lastEventNumber;
                event++) {
            if (retainsPayments) {
                fundingPaid(event);
            } else {
                cancelRejected(event);
            }
        }
    }

    private void registerSession(int sessionId, String counterparty) {
        say(new SessionRegisteredEncoder()
                .wrap(buffer, 0)
                .sessionId(sessionId)
                .lastMsgSeqNum(lastMsgSeqNums.getOrDefault(counterparty, 0L))
                .venueCompId("BASCULE")
                .counterpartyCompId(counterparty));
    }

    /** Says an event of DESK1 with a copy to PB1. */
    void cancelRejected(long eventNumber) {
        cancelRejected(eventNumber, eventNumber);
    }

    /** The same with another number in both application sequences. */
    void cancelRejected(long eventNumber, long applSeqNum) {
        CancelRejectedEncoder event = new CancelRejectedEncoder()
                .wrap(buffer, 0)
                .eventNumber(eventNumber)
                .timestampNs(1_795_176_000_000_000_000L)
                .sessionId(DESK1)
                .accountId(1)
                .instrumentId(1)
                .ordStatus(OrdStatus.REJECTED)
                .rejectReason(RejectReason.UNKNOWN_ORDER)
                .responseTo(ResponseTo.CANCEL)
                .orderId(0)
                .shortfallMicros(0)
                .applSeqNum(applSeqNum);
        event.margin().equityMicros(MarginEncoder.equityMicrosNullValue());
        event.copiesCount(1).next().sessionId(PB1).applSeqNum(applSeqNum);
        event.contextCount(0);
        event.clOrdId("c" + eventNumber).origClOrdId("x");
        say(event);
    }

    /** Says that DESK1-A has received funding, with a copy to PB1 and no session of its own. */
    void fundingPaid(long eventNumber) {
        FundingPaidEncoder event = new FundingPaidEncoder()
                .wrap(buffer, 0)
                .eventNumber(eventNumber)
                .timestampNs(1_795_176_000_000_000_000L)
                .paymentId(eventNumber)
                .fundingNs(1_795_176_000_000_000_000L)
                .accountId(1)
                .instrumentId(1)
                .currency((short) 0)
                .units(1)
                .rateE9(1)
                .positionE8(1)
                .indexE8(1);
        event.copiesCount(1).next().sessionId(PB1).applSeqNum(eventNumber);
        say(event);
    }

    /** Says an event that is for nobody. */
    void fundingMissed(long eventNumber) {
        say(new FundingMissedEncoder().wrap(buffer, 0).eventNumber(eventNumber).timestampNs(1));
    }

    /** Hands over a message whose reading ends in the error. */
    void sayWithError(Error error) {
        ExpandableArrayBuffer broken = new ExpandableArrayBuffer() {
            @Override
            public long getLong(int index, ByteOrder order) {
                throw error;
            }
        };
        said.add(() -> listener.onMessage(
                StateHashedEncoder.TEMPLATE_ID,
                broken,
                0,
                StateHashedEncoder.BLOCK_LENGTH,
                MessageHeaderDecoder.SCHEMA_VERSION));
    }

    /** Says a message that no gateway of this version knows. */
    void sayUnknown() {
        said.add(() -> listener.onMessage(999, new ExpandableArrayBuffer(), 0, 0, 1));
    }

    private void say(MessageEncoderFlyweight message) {
        ExpandableArrayBuffer copy = new ExpandableArrayBuffer();
        copy.putBytes(0, buffer, 0, message.encodedLength());
        int templateId = message.sbeTemplateId();
        int blockLength = message.sbeBlockLength();
        said.add(() -> listener.onMessage(templateId, copy, 0, blockLength, MessageHeaderDecoder.SCHEMA_VERSION));
    }

    @Override
    public int poll() {
        if (isEnding) {
            connected = false;
            said.clear();
        }
        int delivered = said.size();
        for (int i = 0; i < delivered; i++) {
            said.remove().run();
        }
        return delivered;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public void close() {
        connected = false;
    }
}
