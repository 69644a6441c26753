package io.bascule.engine.margin;
import java.util.List;
public record ScenarioParameters(String name, long weightE6, List<Long> initialShocksE6, List<Long> maintenanceShocksE6) {}
