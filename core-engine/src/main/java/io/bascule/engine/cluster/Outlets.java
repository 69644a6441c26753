package io.bascule.engine.cluster;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** The clients that something can be sent to: none while the log is replayed, or another member leads. */
final class Outlets {
    private static final int DRAIN_LIMIT = 256;

    private final Long2ObjectHashMap<Outlet> bySession = new Long2ObjectHashMap<>();
    private final List<Outlet> outlets = new ArrayList<>();

    void open(final long clusterSessionId, final Egress egress) {
        final Outlet outlet = new Outlet(clusterSessionId, egress);
        bySession.put(clusterSessionId, outlet);
        outlets.add(outlet);
    }

    void close(final long clusterSessionId) {
        final Outlet outlet = bySession.remove(clusterSessionId);
        if (outlet != null) {
            outlets.remove(outlet);
            outlet.close();
        }
    }

    void closeAll() {
        for (final Outlet outlet : outlets) {
            outlet.close();
        }
        outlets.clear();
        bySession.clear();
    }

    /** The client's outlet, or null if nothing can be sent to it. */
    Outlet find(final long clusterSessionId) {
        return bySession.get(clusterSessionId);
    }

    /** Sends what can be sent, a bounded number of messages to each client. */
    int drain() {
        int count = 0;
        for (int i = 0; i < outlets.size(); i++) {
            count += outlets.get(i).drain(DRAIN_LIMIT);
        }
        return count;
    }
}
