package io.bascule.engine.margin;
import java.util.List;
public record MarginParameters(String name, long effectiveTimeNs, String sha256, long maintenanceE6, long deductionRateE6, long deductionBaseMicros, List<PegTier> pegTiers, List<UnderlyingParameters> underlyings, List<ScenarioParameters> scenarios) {}
