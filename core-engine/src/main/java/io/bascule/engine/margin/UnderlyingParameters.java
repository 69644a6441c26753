package io.bascule.engine.margin;
import java.util.List;
public record UnderlyingParameters(String name, LiquidityClass liquidityClass, long initialShockE6, long maintenanceShockE6, long offsetE6, long gainWeightE6, long basisE6, long basisYearE6, long halfSpreadE6, List<ImpactStep> impact, long openInterestFloorMicros, long haircutE6, long fundingE9) {}
