package io.bascule.engine.service;

import io.bascule.engine.instrument.Currency;

/** An account has paid or received funding: an event. Mutable and reused; a listener copies what it keeps. */
public final class FundingPayment {
    public long eventNumber;
    public long timestampNs;
    /** FundingPaymentID(20041): of this payment alone. */
    public long paymentId;
    /** The full hour that it was due at. */
    public long fundingNs;

    public int accountId;
    public int instrumentId;
    public Currency currency;
    /** Signed as the account sees it: more than 0 was received. */
    public long units;
    /** For eight hours, in 1e-9. */
    public long rateE9;
    /** Signed position that it was worked out for. */
    public long positionE8;
    /** Index that it was worked out at. */
    public long indexE8;

    public final EventCopies copies = new EventCopies();
}
