package io.bascule.gateway.session;

import io.bascule.config.AcceptorConfig;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who may hold a connection that has not logged on, and which addresses are blocked. An address is blocked for its
 * failed logons, never a CompID, so that nobody can shut a desk out from elsewhere. For the FIX event loop only.
 */
final class Admission {
    /** Addresses whose failures are remembered; beyond it the oldest is forgotten, so that memory is bounded. */
    private static final int MAX_REMEMBERED = 10_000;

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");

    private final AcceptorConfig config;
    private final LongSupplier nanoClock;
    private final Map<InetAddress, Integer> waitingByAddress = new HashMap<>();
    private final Map<InetAddress, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Failures> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private int waiting;

    /** The times of an address's last failures, in a ring, and until when it is blocked. */
    private static final class Failures {
        final long[] timesNs;
        int count;
        long blockedUntilNs;
        boolean blocked;

        Failures(int beforeBlock) {
            timesNs = new long[beforeBlock];
        }
    }

    Admission(AcceptorConfig config, LongSupplier nanoClock) {
        this.config = config;
        this.nanoClock = nanoClock;
    }

    /** Whether one more connection may wait for its logon; if not, none should be accepted. */
    boolean hasRoom() {
        return waiting < config.maxUnauthenticated();
    }

    /** Counts a new connection in, or says that its address may not have it. */
    boolean admit(InetAddress address) {
        if (isBlocked(address)) {
            return false;
        }
        int ofAddress = waitingByAddress.getOrDefault(address, 0);
        if (!isExempt(address) && ofAddress >= config.maxUnauthenticatedPerAddress()) {
            return false;
        }
        waitingByAddress.put(address, ofAddress + 1);
        waiting++;
        return true;
    }

    /** Counts an admitted connection out: it has logged on, or is gone. */
    void release(InetAddress address) {
        waiting--;
        waitingByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Notes a failed logon, and blocks the address if it was one too many; says whether it did. */
    boolean failed(InetAddress address) {
        int beforeBlock = config.failuresBeforeBlock();
        if (beforeBlock == 0 || isExempt(address)) {
            return false;
        }
        long nowNs = nanoClock.getAsLong();
        Failures of = failures.computeIfAbsent(address, key -> new Failures(beforeBlock));
        of.timesNs[of.count++ % beforeBlock] = nowNs;
        long oldestNs = of.timesNs[of.count % beforeBlock];
        boolean within = nowNs - oldestNs <= TimeUnit.SECONDS.toNanos(config.failureWindowSeconds());
        if (of.count >= beforeBlock && within) {
            of.blocked = true;
            of.blockedUntilNs = nowNs + TimeUnit.MINUTES.toNanos(config.blockMinutes());
            return true;
        }
        return false;
    }

    private boolean isBlocked(InetAddress address) {
        Failures of = failures.get(address);
        if (of == null || !of.blocked) {
            return false;
        }
        if (nanoClock.getAsLong() - of.blockedUntilNs < 0) {
            return true;
        }
        failures.remove(address);
        return false;
    }

    private boolean isExempt(InetAddress address) {
        return config.exemptLoopback() && LOOPBACK.contains(address.getHostAddress());
    }
}
