package io.bascule.engine.client;

/**
 * A line of the public ledger: what the venue did by its own rules, to whom, at which price, and why. Mutable and
 * reused: copy what you keep. Prices and quantities are in 1e-8, figures in USD micros; text is empty, and a number 0,
 * where a rule has none.
 */
public final class LedgerLine {
    /** In place of a currency. */
    public static final int NO_CURRENCY = -1;

    /** Of the event that says it. */
    public long eventNumber;
    /** Engine time of the entry that brought it about, nanoseconds since the epoch. */
    public long timestampNs;
    /** The liquidation that it is part of, from 1; 0: of none. */
    public long liquidationId;
    /** Name of the rule. */
    public String rule;
    /** Where the account stands from now on. */
    public String stage;

    public String account;
    public String counterparty;
    /** An instrument's symbol, or an index's where the line is about all of an underlying. */
    public String instrument;
    /** What the position changed by, or was; signed. */
    public long qtyE8;

    public long priceE8;
    /** In the smallest unit of the currency, signed as the rule says. */
    public long amountUnits;

    /** Of the currency, by its index: 0 USDC, 1 BTC, 2 ETH; {@link #NO_CURRENCY}: there is no amount. */
    public int currencyIndex;

    public long slippageMicros;
    public long feeMicros;
    public long freedMicros;
    /** Whether the figures below were decided on. */
    public boolean hasFigures;

    public long equityMicros;
    public long maintenanceMicros;
    /** IM equity less IM; of a margin call: less than 0 what is missing to IM. */
    public long excessMicros;
    /** TrdMatchID(880), FundingPaymentID(20041) or the auction's QuoteReqID(131), as the rule says. */
    public long reference;

    /** Back to a line that says nothing. */
    public void clear() {
        eventNumber = 0;
        timestampNs = 0;
        liquidationId = 0;
        rule = "";
        stage = "";
        account = "";
        counterparty = "";
        instrument = "";
        qtyE8 = 0;
        priceE8 = 0;
        amountUnits = 0;
        currencyIndex = NO_CURRENCY;
        slippageMicros = 0;
        feeMicros = 0;
        freedMicros = 0;
        hasFigures = false;
        equityMicros = 0;
        maintenanceMicros = 0;
        excessMicros = 0;
        reference = 0;
    }
}
