package io.bascule.gateway.app;

import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.mapping.ApplicationMessageRequest;
import io.bascule.gateway.mapping.ApplicationMessages;
import io.bascule.gateway.mapping.OutboundMapper;
import io.bascule.gateway.store.MappedMessageStore;

/**
 * Messages of a session's application sequence on their way to it again, as new messages of the session, a piece at a
 * time. Nothing of it survives the connection: a counterparty that is gone asks again for what it misses.
 */
final class ApplicationReplay {
    private static final int PIECE_BYTES = 16 * 1024;

    /** Numbers looked at in one piece, however few of them are held. */
    private static final int MAX_NUMBERS = 10_000;

    private final GatewaySession session;
    private final OutboundMapper outbound;
    private final MessageBody body = new MessageBody();
    private final ApplicationMessageRequest request;
    private final long end;
    private long next;
    private long notHeld;

    /** A replay of what is asked for up to {@code end}, which is held now. */
    ApplicationReplay(GatewaySession session, OutboundMapper outbound, ApplicationMessageRequest request, long end) {
        this.outbound = outbound;
        this.session = session;
        this.request = request;
        this.next = request.begin();
        this.end = end;
    }

    /**
     * Sends some messages, and behind the last of them the report that it was.
     *
     * @throws StoreFailedException if the store did not take one
     */
    void sendPiece() {
        MappedMessageStore store = session.fix().store();
        if (store.lastApplSeqNum() < end) {
            // The sequence has started again meanwhile, and what is left of this one is no longer addressable.
            notHeld += end - next + 1;
            next = end + 1;
        }
        int bytes = 0;
        for (int i = 0; i < MAX_NUMBERS && bytes < PIECE_BYTES && next <= end; i++) {
            byte[] message = store.applMessage(next);
            if (message == null) {
                notHeld++;
            } else {
                outbound.resend(message, session.profile(), next, body);
                session.send(body);
                bytes += message.length;
            }
            next++;
        }
        if (next > end) {
            session.replay(null);
            session.send(ApplicationMessages.replayEnds(request, end, notHeld));
        }
    }
}
