package io.bascule.engine.cluster;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.MessageHeaderEncoder;
import io.aeron.cluster.codecs.SessionMessageHeaderEncoder;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A publication of the service's own to a client's egress stream, in the cluster's egress protocol. The cluster's own
 * one may be used while a command is applied only, and then back-pressured events would wait for the next command.
 */
final class SessionEgress implements Egress {
    private final UnsafeBuffer header = new UnsafeBuffer(new byte[AeronCluster.SESSION_HEADER_LENGTH]);
    private final ExclusivePublication publication;

    SessionEgress(final Cluster cluster, final ClientSession session, final long leadershipTermId) {
        publication = cluster.aeron().addExclusivePublication(session.responseChannel(), session.responseStreamId());
        new SessionMessageHeaderEncoder()
                .wrapAndApplyHeader(header, 0, new MessageHeaderEncoder())
                .leadershipTermId(leadershipTermId)
                .clusterSessionId(session.id())
                .timestamp(cluster.time());
    }

    @Override
    public boolean offer(final DirectBuffer buffer, final int offset, final int length) {
        final long result = publication.offer(header, 0, header.capacity(), buffer, offset, length, null);
        if (result == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException("an egress stream has reached its end: " + publication.channel());
        }
        return result > 0;
    }

    @Override
    public void close() {
        publication.close();
    }
}
