package io.bascule.engine.service;

import io.bascule.engine.instrument.Currency;
import io.bascule.engine.liquidation.LadderRule;
import io.bascule.engine.liquidation.LadderStage;

/**
 * A line of the public ledger of a liquidation event: who, why, at which price, by which rule. Mutable and reused; a
 * listener copies what it keeps. Money in USD micros, prices and quantities in 1e-8.
 */
public final class LiquidationStep {
    /** Number of the event. */
    public long eventNumber;

    public long timestampNs;
    /** The liquidation event that it is part of, from 1: all that happens until an hour is quiet. */
    public long liquidationId;

    public LadderRule rule;
    /** Where the account stands from now on. */
    public LadderStage stage;

    public int accountId;
    /** Who took, or gave; 0: nobody, or the book. */
    public int counterpartyId;
    /** 0: none. */
    public int instrumentId;
    /** What the account's position changed by, signed. */
    public long qtyE8;
    /** Limit of a slice, or price of a transfer; 0: none. */
    public long priceE8;
    /** Of the amount. */
    public Currency currency;
    /** What the lots changed hands for, signed as their value; or the cash that the fund took; in units. */
    public long amountUnits;
    /** What a slice cost against mark, the taker fee included. */
    public long slippageMicros;
    /** What the fund got of a slice. */
    public long feeMicros;
    /** MM that a slice freed. */
    public long freedMicros;
    /** Why: the account's figures before the step. */
    public long equityMicros;

    public long maintenanceMicros;
    /** IM equity less IM. */
    public long excessMicros;
    /** Of a transfer; 0: none, or those of the reports of a slice. */
    public long tradeId;

    void clear() {
        eventNumber = 0;
        timestampNs = 0;
        liquidationId = 0;
        rule = null;
        stage = null;
        accountId = 0;
        counterpartyId = 0;
        instrumentId = 0;
        qtyE8 = 0;
        priceE8 = 0;
        currency = Currency.USDC;
        amountUnits = 0;
        slippageMicros = 0;
        feeMicros = 0;
        freedMicros = 0;
        equityMicros = 0;
        maintenanceMicros = 0;
        excessMicros = 0;
        tradeId = 0;
    }
}
