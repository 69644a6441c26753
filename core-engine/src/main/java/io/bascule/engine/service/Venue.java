package io.bascule.engine.service;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.InstrumentDefinition;
import io.bascule.engine.instrument.UnderlyingDefinition;
import io.bascule.engine.order.OrderRequest;

/** The venue's state machine: API being filled in; see the commands of the wire schema. */
public interface Venue {
    void placeOrder(OrderRequest request, long timestampNs);

    void cancelOrder(OrderRequest request, long timestampNs);

    void replaceOrder(OrderRequest request, long timestampNs);

    void requestOrderStatus(OrderRequest request, long timestampNs);

    void previewMargin(PreviewRequest request, long timestampNs);

    void publishIndex(int sessionId, long msgSeqNum, boolean possDup, int underlyingId, long priceE8, long timestampNs);

    void cancelSessionOrders(int sessionId, int restatementReason, long timestampNs);

    void resetSequence(int sessionId);

    /** The trading day rolled: DAY orders expire. Called by the engine's timer at 00:00 UTC. */
    void rollDay(long timestampNs);

    /** Whether a configuration of this digest is in force. */
    boolean isConfigured(long digest);

    void beginConfiguration(long proposedEpoch, long digest);

    void define(LimitsDefinition limits);

    void define(UnderlyingDefinition underlying);

    void define(InstrumentDefinition instrument);

    void define(AccountDefinition account);

    void define(SessionDefinition session);

    /** Applies what was staged whole, or nothing of it: then says why. */
    String endConfiguration(long timestampNs);

    long venueEpoch();

    long lastEventNumber();

    int instrumentCount();

    /** Ids run from 1 to the count; a removed one is null. */
    String instrumentSymbol(int instrumentId);

    int underlyingCount();

    String underlyingIndexSymbol(int underlyingId);

    int accountCount();

    String accountName(int accountId);

    int sessionCount();

    SessionDefinition session(int sessionId);

    long lastMsgSeqNum(int sessionId);

    /** Over all state that the log determines. */
    long stateHash();

    long depositsMicros();

    long cashMicros();

    long costMicros();
}
