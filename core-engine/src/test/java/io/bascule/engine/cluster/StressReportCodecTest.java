package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.Holdings;
import io.bascule.engine.liquidation.LadderStage;
import io.bascule.engine.stress.StressFigures;
import io.bascule.engine.stress.StressReport;
import io.bascule.engine.stress.StressShock;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import java.util.Collections;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class StressReportCodecTest {
    private static final int MAX_SCENARIOS = 128;
    private static final String LONGEST = "N".repeat(254);

    /** Each figure another, names as long as they may be. */
    @Test
    void shouldReadWhatItWroteAndFitTheLargestReportIntoOneMessage() {
        final StressFigures now = new StressFigures(1, 2, 3, -4, 5, LadderStage.RESTRICTED);
        final StressFigures then = new StressFigures(-6, 7, 8, -9, -10, LadderStage.AUCTION);
        final StressReport report = new StressReport(
                LONGEST,
                LONGEST,
                "f".repeat(64),
                11,
                now,
                new StressReport.Terms(21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33),
                128,
                Collections.nCopies(MAX_SCENARIOS, new StressReport.Scenario(LONGEST, 41, -42, 43)),
                Collections.nCopies(
                        Holdings.MAX_INSTRUMENTS,
                        new StressReport.Position(LONGEST, -51, 52, -53, -54, StressReport.NO_PRICE)),
                Collections.nCopies(StressShock.MAX_SHOCKS, new StressReport.Outcome(then, true, false)),
                Collections.nCopies(
                        StressShock.MAX_FUNDING_SHOCKS * Holdings.MAX_INSTRUMENTS,
                        new StressReport.Funding(31, LONGEST, -61, "USDC", -62, -63)));
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

        final int length = StressReportCodec.encode(7, report, buffer, 3);

        assertTrue(length < EngineContexts.STREAM_TERM_LENGTH / 8 - 64, () -> length + " bytes");
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 3);
        assertEquals(
                report,
                StressReportCodec.decode(
                        buffer, 3 + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }
}
