package io.bascule.engine.service;

import static io.bascule.engine.service.VenueFixture.BTC;
import static io.bascule.engine.service.VenueFixture.DESK;
import static io.bascule.engine.service.VenueFixture.DESK2;
import static io.bascule.engine.service.VenueFixture.DESK_A;
import static io.bascule.engine.service.VenueFixture.DESK_B;
import static io.bascule.engine.service.VenueFixture.ETH;
import static io.bascule.engine.service.VenueFixture.MICROS;
import static io.bascule.engine.service.VenueFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.account.AccountDefinition;
import io.bascule.engine.instrument.FundingTerms;
import io.bascule.engine.margin.TestParameters;
import io.bascule.engine.order.MarginFigures;
import io.bascule.engine.order.RejectReason;
import io.bascule.engine.order.Side;
import io.bascule.engine.order.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Many accounts of one firm, each under a limit that all of them together are over. DESK-A and DESK-B are one firm,
 * OTHER is one of its own; open interest of BTC counts as 10,000,000 USD, so 8 BTC are 4.8 % of it, and 5 % cost no
 * more than less.
 */
final class FirmAttackTest {
    private final VenueFixture f = new VenueFixture();

    FirmAttackTest() {
        f.venue.margins().onTime(f.nowNs);
        f.venue.beginConfiguration(7, 100);
        f.defineAll(DESK_B);
        f.venue.define(new AccountDefinition("DESK-B", "DESK-A", List.of(0L, 0L, 0L), 100));
        f.venue
                .margins()
                .define(new TestParameters()
                        .add(VenueFixture.underlying("BTC", 120_000, 600_000, 800_000))
                        .add(VenueFixture.underlying("ETH", 150_000, 600_000, 800_000))
                        .add(VenueFixture.underlying("SOL", 250_000, 300_000, 500_000))
                        .moves(600_000, -500_000, 500_000, -1_000_000, 1_000_000)
                        .deduction(20_000, 4_000 * MICROS)
                        .build());
        assertNull(f.venue.endConfiguration());
        f.nowNs += LadderFixture.SECOND;
        f.venue.clock().advanceTo(f.nowNs);
    }

    private void buy(final int session, final int account, final String qty) {
        f.quote(BTC, Side.SELL, "60000", qty);
        f.place("b" + f.nextSeqNum(), session, account, BTC, Side.BUY, "60000", qty, TimeInForce.IOC);
        f.nowNs += LadderFixture.SECOND;
        f.venue.clock().advanceTo(f.nowNs);
        f.venue.clock().onTimer(f.nowNs++);
    }

    /** What the firm's others hold is taken anew. */
    private void passToTheHour() {
        final long hourNs = FundingTerms.HOUR_NS;
        f.nowNs += hourNs - f.nowNs % hourNs;
        f.venue.margins().onTime(f.nowNs);
        f.venue.clock().advanceTo(f.nowNs);
    }

    private long initial(final int account) {
        final MarginFigures figures = new MarginFigures();
        f.venue.holdings().figures(account, figures);
        return figures.initialMarginMicros;
    }

    @Test
    void manyAccountsOfOneFirmEachUnderTheLimitOfConcentration() {
        buy(DESK, DESK_A, "8");
        buy(DESK2, OTHER, "8");
        assertEquals(initial(OTHER), initial(DESK_A));
        buy(DESK, DESK_B, "8");
        passToTheHour();
        assertEquals(initial(DESK_A), initial(DESK_B));
        assertTrue(initial(DESK_A) > initial(OTHER), () -> initial(DESK_A) + " " + initial(OTHER));
    }

    @Test
    void manyAccountsOfOneFirmEachBelowWhatIsChargedInFull() {
        buy(DESK, DESK_B, "20");
        passToTheHour();
        f.quote(BTC, Side.SELL, "60000", "40");
        f.place("one", DESK2, OTHER, BTC, Side.BUY, "60000", "20", TimeInForce.IOC);
        assertEquals(20_000, f.venue.holdings().positionLots(OTHER, BTC)); // 12 % of open interest alone
        f.place("two", DESK, DESK_A, BTC, Side.BUY, "60000", "20", TimeInForce.IOC); // 24 % with DESK-B
        assertEquals(RejectReason.INSUFFICIENT_MARGIN, f.lastReport.rejectReason);
    }

    @Test
    void manyAccountsOfOneFirmEachWithTheConstantOfC() {
        hedge(DESK, DESK_A);
        hedge(DESK2, OTHER);
        // Up a full shock ETH loses 72,000, and nothing of BTC counts, less C: 2 % of gross and 4,000, or 2,000 for
        // each of two.
        assertEquals(2_000 * MICROS, initial(DESK_A) - initial(OTHER));
    }

    private void hedge(final int session, final int account) {
        buy(session, account, "8");
        f.quote(ETH, Side.BUY, "3000", "160");
        f.place("s" + f.nextSeqNum(), session, account, ETH, Side.SELL, "3000", "160", TimeInForce.IOC);
    }
}
