package io.bascule.engine.cluster;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import io.aeron.cluster.codecs.SessionCloseEventDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionOpenEventDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import org.agrona.DirectBuffer;

/** Entries of the archived log, applied to a venue as the cluster would. */
final class LoggedEntries {
    private final LoggedVenue venue;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionMessageHeaderDecoder sessionMessage = new SessionMessageHeaderDecoder();
    private final SessionOpenEventDecoder sessionOpen = new SessionOpenEventDecoder();
    private final SessionCloseEventDecoder sessionClose = new SessionCloseEventDecoder();
    private final TimerEventDecoder timer = new TimerEventDecoder();
    private final NewLeadershipTermEventDecoder term = new NewLeadershipTermEventDecoder();

    LoggedEntries(final LoggedVenue venue) {
        this.venue = venue;
    }

    /** Applies one. */
    void apply(final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset);
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        switch (header.templateId()) {
            case SessionMessageHeaderDecoder.TEMPLATE_ID -> {
                sessionMessage.wrap(buffer, body, header.blockLength(), header.version());
                venue.onTime(sessionMessage.timestamp());
                venue.onCommand(
                        sessionMessage.clusterSessionId(),
                        sessionMessage.timestamp(),
                        buffer,
                        offset + AeronCluster.SESSION_HEADER_LENGTH,
                        length - AeronCluster.SESSION_HEADER_LENGTH);
            }
            case SessionOpenEventDecoder.TEMPLATE_ID ->
                venue.onTime(sessionOpen
                        .wrap(buffer, body, header.blockLength(), header.version())
                        .timestamp());
            case SessionCloseEventDecoder.TEMPLATE_ID -> {
                sessionClose.wrap(buffer, body, header.blockLength(), header.version());
                venue.onTime(sessionClose.timestamp());
                venue.onSessionClose(sessionClose.clusterSessionId());
            }
            case TimerEventDecoder.TEMPLATE_ID -> {
                timer.wrap(buffer, body, header.blockLength(), header.version());
                venue.onTime(timer.timestamp());
                venue.onTimer(timer.timestamp());
            }
            case NewLeadershipTermEventDecoder.TEMPLATE_ID ->
                venue.onStart(term.wrap(buffer, body, header.blockLength(), header.version())
                        .timestamp());
            default -> {
                // Of the cluster's own concern: it changes nothing of the venue.
            }
        }
    }
}
