package io.bascule.gateway.app;

import io.bascule.engine.calibration.Calibration;
import io.bascule.engine.calibration.DataException;
import io.bascule.engine.calibration.MarginFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bascule calibrate}: the margin parameters that the venue loads, from prices. */
@Command(
        name = "calibrate",
        description = "Make the margin file from prices: margin.json, with a report beside it.",
        mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private MarketFiles files;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to write to.")
    private Path out;

    @Override
    public Integer call() {
        try {
            final Calibration.Result result = Calibration.run(files.read(), files.names(), out);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "bascule calibrate ok file=%s underlyings=%d scenarios=%d from=%s to=%s sha256=%s%n",
                            out.resolve("margin.json"),
                            result.parameters().underlyings().size(),
                            result.parameters().scenarios().size(),
                            result.origin().from(),
                            result.origin().to(),
                            result.sha256());
            return RunCommand.OK;
        } catch (DataException | MarginFileException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return RunCommand.FAILED;
        } catch (IOException e) {
            spec.commandLine().getErr().println("the result cannot be written: " + e.getMessage());
            return RunCommand.FAILED;
        }
    }
}
