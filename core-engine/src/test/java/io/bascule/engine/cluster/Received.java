package io.bascule.engine.cluster;

import io.bascule.engine.client.EngineListener;
import io.bascule.engine.wire.sbe.CancelRejectedDecoder;
import io.bascule.engine.wire.sbe.ConfigurationConcludedDecoder;
import io.bascule.engine.wire.sbe.ExecutionReportedDecoder;
import io.bascule.engine.wire.sbe.GatewayConnectedDecoder;
import io.bascule.engine.wire.sbe.MassCancelAnsweredDecoder;
import io.bascule.engine.wire.sbe.OperatorAnsweredDecoder;
import io.bascule.engine.wire.sbe.RequestRefusedDecoder;
import io.bascule.engine.wire.sbe.StateHashedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Collects what the engine sends: one line for each message, in the order of arrival. */
final class Received implements EngineListener {
    final List<String> lines = new ArrayList<>();
    final List<Long> eventNumbers = new ArrayList<>();
    long lastEventNumber;
    long acknowledgedEventNumber;
    /** What the engine holds for the gateway begins here, and what it lacks before that is replayed from there. */
    long heldFromEventNumber;

    long catchUpPosition;
    long stateHash;
    long commandCount;
    long hashCorrelationId;
    private long newestCleared;

    @Override
    public void onMessage(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case ExecutionReportedDecoder.TEMPLATE_ID -> {
                final ExecutionReportedDecoder event = new ExecutionReportedDecoder();
                event.wrap(buffer, offset, blockLength, version);
                event(event.eventNumber(), "execution " + event.execType());
            }
            case CancelRejectedDecoder.TEMPLATE_ID -> {
                final CancelRejectedDecoder event = new CancelRejectedDecoder();
                event.wrap(buffer, offset, blockLength, version);
                event(event.eventNumber(), "cancel reject " + event.rejectReason());
            }
            case ConfigurationConcludedDecoder.TEMPLATE_ID -> {
                final ConfigurationConcludedDecoder answer = new ConfigurationConcludedDecoder();
                answer.wrap(buffer, offset, blockLength, version);
                lines.add("configured " + answer.accepted() + " current " + answer.current() + " epoch "
                        + answer.venueEpoch() + " " + answer.text());
            }
            case GatewayConnectedDecoder.TEMPLATE_ID -> {
                final GatewayConnectedDecoder answer = new GatewayConnectedDecoder();
                answer.wrap(buffer, offset, blockLength, version);
                lastEventNumber = answer.lastEventNumber();
                newestCleared = answer.heldFromEventNumber() - 1;
                acknowledgedEventNumber = answer.acknowledgedEventNumber();
                heldFromEventNumber = answer.heldFromEventNumber();
                catchUpPosition = answer.catchUpPosition();
                lines.add("gateway " + answer.gatewayId() + " last " + answer.lastEventNumber() + " acknowledged "
                        + answer.acknowledgedEventNumber());
            }
            case RequestRefusedDecoder.TEMPLATE_ID -> {
                final RequestRefusedDecoder answer = new RequestRefusedDecoder();
                answer.wrap(buffer, offset, blockLength, version);
                lines.add("refused " + answer.templateId() + " session " + answer.sessionId() + " seq "
                        + answer.msgSeqNum() + " " + answer.rejectReason());
            }
            case StateHashedDecoder.TEMPLATE_ID -> {
                final StateHashedDecoder answer = new StateHashedDecoder();
                answer.wrap(buffer, offset, blockLength, version);
                stateHash = answer.stateHash();
                commandCount = answer.commandCount();
                hashCorrelationId = answer.correlationId();
                lines.add("hash " + answer.correlationId());
            }
            case MassCancelAnsweredDecoder.TEMPLATE_ID -> {
                final MassCancelAnsweredDecoder event = new MassCancelAnsweredDecoder();
                event.wrap(buffer, offset, blockLength, version);
                event(event.eventNumber(), "mass cancel " + event.rejectReason() + " of " + event.totalAffected());
            }
            case OperatorAnsweredDecoder.TEMPLATE_ID -> {
                final OperatorAnsweredDecoder answer = new OperatorAnsweredDecoder();
                answer.wrap(buffer, offset, blockLength, version);
                lines.add("operator " + answer.accepted() + " " + answer.text());
            }
            default -> lines.add("template " + templateId);
        }
    }

    /** Number of the newest event that arrived, or that was acknowledged when the gateway connected. */
    long newestEventNumber() {
        return eventNumbers.isEmpty() ? newestCleared : eventNumbers.get(eventNumbers.size() - 1);
    }

    void clear() {
        newestCleared = newestEventNumber();
        lines.clear();
        eventNumbers.clear();
    }

    private void event(final long eventNumber, final String what) {
        lines.add(eventNumber + " " + what);
        eventNumbers.add(eventNumber);
    }
}
