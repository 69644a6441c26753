package io.bascule.engine.cluster;

import java.util.ArrayList;
import java.util.List;

/** The registered gateways, in the order of their registration: part of the replicated state. */
final class Gateways {
    /** A gateway once registered stays, and holds events back until it acknowledges them: hence few. */
    static final int MAX_GATEWAYS = 64;

    private final List<Gateway> gateways = new ArrayList<>();

    /** The gateway of this id, or null. */
    Gateway find(final int gatewayId) {
        for (int i = 0; i < gateways.size(); i++) {
            final Gateway gateway = gateways.get(i);
            if (gateway.id == gatewayId) {
                return gateway;
            }
        }
        return null;
    }

    /**
     * Registers a gateway, which gets events from now on.
     *
     * @return null if there are as many as there may be.
     */
    Gateway register(final int gatewayId, final long lastEventNumber) {
        if (gateways.size() == MAX_GATEWAYS) {
            return null;
        }
        final Gateway gateway = new Gateway(gatewayId, lastEventNumber);
        gateways.add(gateway);
        return gateway;
    }

    /** Up to which event all of them have acknowledged. */
    long acknowledgedByAll(final long lastEventNumber) {
        long acknowledged = lastEventNumber;
        for (int i = 0; i < gateways.size(); i++) {
            acknowledged = Math.min(acknowledged, gateways.get(i).acknowledgedEventNumber);
        }
        return acknowledged;
    }

    /** A client's session has ended: whatever gateway it was, is not connected now. */
    void unbind(final long clusterSessionId) {
        for (int i = 0; i < gateways.size(); i++) {
            final Gateway gateway = gateways.get(i);
            if (gateway.clusterSessionId == clusterSessionId) {
                gateway.clusterSessionId = Gateway.UNBOUND;
            }
        }
    }

    /** Folds who is registered, and what each has acknowledged, into a hash. */
    long hash(final long seed) {
        long hash = seed;
        for (int i = 0; i < gateways.size(); i++) {
            hash = mix(hash, gateways.get(i).id);
            hash = mix(hash, gateways.get(i).acknowledgedEventNumber);
        }
        return hash;
    }

    /** One step of a 64-bit hash: multiply by an odd constant, fold the high half down. */
    static long mix(final long hash, final long value) {
        final long product = (hash ^ value) * 0x9e3779b97f4a7c15L;
        return product ^ (product >>> 32);
    }

    /** One gateway. */
    static final class Gateway {
        static final long UNBOUND = -1;

        final int id;
        long acknowledgedEventNumber;
        long clusterSessionId = UNBOUND;

        private Gateway(final int id, final long acknowledgedEventNumber) {
            this.id = id;
            this.acknowledgedEventNumber = acknowledgedEventNumber;
        }
    }
}
