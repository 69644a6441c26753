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

    /** The newest event that none of them needs from the retained ones. */
    long neededByNone(final long lastEventNumber) {
        long needed = lastEventNumber;
        for (int i = 0; i < gateways.size(); i++) {
            needed = Math.min(needed, gateways.get(i).heldAfter());
        }
        return needed;
    }

    /** The one that events have been held longest for, the first registered of several; null if none is held for. */
    Gateway slowest() {
        Gateway slowest = null;
        for (int i = 0; i < gateways.size(); i++) {
            final Gateway gateway = gateways.get(i);
            if (!gateway.isLost && (slowest == null || gateway.heldAfter() < slowest.heldAfter())) {
                slowest = gateway;
            }
        }
        return slowest;
    }

    /** The oldest log position that some gateway has to catch up from; {@link Gateway#NO_POSITION} if none has to. */
    long oldestCatchUpPosition() {
        long oldest = Gateway.NO_POSITION;
        for (int i = 0; i < gateways.size(); i++) {
            oldest = Math.min(oldest, gateways.get(i).catchUpPosition);
        }
        return oldest;
    }

    /** The newest event that each of them has acknowledged; 0 if there is none of them. */
    long acknowledgedByAll() {
        long acknowledged = gateways.isEmpty() ? 0 : Long.MAX_VALUE;
        for (int i = 0; i < gateways.size(); i++) {
            acknowledged = Math.min(acknowledged, gateways.get(i).acknowledgedEventNumber);
        }
        return acknowledged;
    }

    /** All of them, in the order of their registration. Read only. */
    List<Gateway> all() {
        return gateways;
    }

    /** Whether some gateway is connected. */
    boolean isAnyBound() {
        for (int i = 0; i < gateways.size(); i++) {
            if (gateways.get(i).clusterSessionId != Gateway.UNBOUND) {
                return true;
            }
        }
        return false;
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
            final Gateway gateway = gateways.get(i);
            hash = mix(hash, gateway.id);
            hash = mix(hash, gateway.acknowledgedEventNumber);
            hash = mix(hash, gateway.heldFromEventNumber);
            hash = mix(hash, gateway.isLost ? 1 : 0);
        }
        return hash;
    }

    /** One step of a 64-bit hash: multiply by an odd constant, fold the high half down. */
    static long mix(final long hash, final long value) {
        final long product = (hash ^ value) * 0x9e3779b97f4a7c15L;
        return product ^ (product >>> 32);
    }

    /**
     * One gateway. Events are held for it from {@link #heldFromEventNumber} on, or, while it is lost, not at all; what
     * it lacks before that it has to catch up on from the archived log.
     */
    static final class Gateway {
        static final long UNBOUND = -1;
        /** It need not catch up. */
        static final long NO_POSITION = Long.MAX_VALUE;

        final int id;
        /** Everything up to this event is in its stores. */
        long acknowledgedEventNumber;

        long heldFromEventNumber;
        /** It fell behind by more than may be retained, and has not connected since. */
        boolean isLost;
        /** Log position of a snapshot, or 0, from which a replay gives all that it lacks. */
        long catchUpPosition = NO_POSITION;

        long clusterSessionId = UNBOUND;

        private Gateway(final int id, final long acknowledgedEventNumber) {
            this.id = id;
            this.acknowledgedEventNumber = acknowledgedEventNumber;
            heldFromEventNumber = acknowledgedEventNumber + 1;
        }

        /** The newest event that need not be retained for it. */
        long heldAfter() {
            return isLost ? Long.MAX_VALUE : Math.max(acknowledgedEventNumber, heldFromEventNumber - 1);
        }

        /** Takes note of an acknowledgement. */
        void acknowledge(final long eventNumber) {
            acknowledgedEventNumber = eventNumber;
            if (!isLost && eventNumber >= heldFromEventNumber - 1) {
                catchUpPosition = NO_POSITION;
            }
        }

        /** Stops holding events for it; what it lacks is in the log behind the snapshot at a position. */
        void lose(final long snapshotPosition) {
            isLost = true;
            clusterSessionId = UNBOUND;
            catchUpPosition = Math.min(catchUpPosition, snapshotPosition);
        }

        /** Holds events for it again, from the next one on. */
        void find(final long lastEventNumber) {
            isLost = false;
            heldFromEventNumber = lastEventNumber + 1;
            if (acknowledgedEventNumber == lastEventNumber) {
                catchUpPosition = NO_POSITION;
            }
        }
    }
}
