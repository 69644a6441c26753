package io.bascule.engine.margin;

/** What IM and MM of an account are made of (margin.md, the six terms), in USD micros. */
public final class MarginBreakdown {
    /** Of IM, at the extremes of the open orders. */
    public long scanMicros;

    public long basisMicros;
    public long liquidityMicros;
    public long concentrationMicros;
    public long confidenceMicros;
    public long haircutMicros;
    public long provisionsMicros;
    public long orderLossMicros;
    /** Of both. */
    public long pegMicros;
    /** Of MM, before the first two are weighted. */
    public long maintenanceScanMicros;

    public long maintenanceBasisMicros;
    public long maintenanceLiquidityMicros;
    public long maintenanceProvisionsMicros;

    void clear() {
        scanMicros = 0;
        basisMicros = 0;
        liquidityMicros = 0;
        concentrationMicros = 0;
        confidenceMicros = 0;
        haircutMicros = 0;
        provisionsMicros = 0;
        orderLossMicros = 0;
        pegMicros = 0;
        maintenanceScanMicros = 0;
        maintenanceBasisMicros = 0;
        maintenanceLiquidityMicros = 0;
        maintenanceProvisionsMicros = 0;
    }
}
