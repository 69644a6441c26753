package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.RejectReason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a session has asked to be told of again, by MarginReqmtInqID(1635), and what it was told last. It ends with the
 * connection. For the FIX event loop only.
 */
final class MarginSubscriptions {
    /** Of one session. */
    static final int MAX_SUBSCRIPTIONS = 16;

    private final Map<String, Subscription> byRequestId = new LinkedHashMap<>();

    /** Of one account, or with 0 of all; the figures by account. */
    private record Subscription(int accountId, Map<Integer, long[]> told) {}

    /** Why a request cannot be what it wants to be; NONE: it can. */
    RejectReason objection(InquiryMode mode, String requestId) {
        boolean isKnown = byRequestId.containsKey(requestId);
        return switch (mode) {
            case SUBSCRIBE -> {
                if (isKnown) {
                    yield RejectReason.DUPLICATE_ENTRY;
                }
                yield byRequestId.size() < MAX_SUBSCRIPTIONS ? RejectReason.NONE : RejectReason.TOO_MANY_LEGS;
            }
            case UNSUBSCRIBE -> isKnown ? RejectReason.NONE : RejectReason.NO_ENTRIES;
            default -> RejectReason.NONE;
        };
    }

    /** Begins or ends a subscription to which there is no objection. */
    void take(InquiryMode mode, String requestId, int accountId) {
        if (mode == InquiryMode.SUBSCRIBE) {
            byRequestId.put(requestId, new Subscription(accountId, new HashMap<>()));
        } else if (mode == InquiryMode.UNSUBSCRIBE) {
            end(requestId);
        }
    }

    /** Returns whether there was such a one. */
    boolean end(String requestId) {
        return byRequestId.remove(requestId) != null;
    }

    /** Whether figures of an account are others than were told last; then they are the last. */
    boolean isNews(String requestId, int accountId, long... figures) {
        Subscription subscription = byRequestId.get(requestId);
        return subscription != null && !Arrays.equals(subscription.told.put(accountId, figures), figures);
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return byRequestId.isEmpty();
    }

    /** The counterparty is gone. */
    void clear() {
        byRequestId.clear();
    }

    /** Asks for each of them again. */
    void repeat(SessionProfile session, CommandBuffer commands, Runnable asking) {
        byRequestId.forEach((requestId, subscription) -> {
            AccountInquiryMapping.repeat(commands, session.sessionId(), requestId, subscription.accountId);
            asking.run();
        });
    }
}
