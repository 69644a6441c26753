package io.bascule.acceptance.flow;

import io.bascule.acceptance.fix.RawMessage;
import java.math.BigDecimal;

/**
 * An account as a MarginPreviewReport(U2) says it stands, in USD.
 *
 * @param equity 1644=102 before.
 * @param initialMargin 1644=11 before.
 * @param maintenanceMargin 1644=101 before.
 */
public record AccountView(BigDecimal equity, BigDecimal initialMargin, BigDecimal maintenanceMargin) {

    /** Reads group 1643 of a report. */
    public static AccountView of(RawMessage report) {
        return new AccountView(amount(report, "102"), amount(report, "11"), amount(report, "101"));
    }

    private static BigDecimal amount(RawMessage report, String type) {
        String amount = null;
        boolean wanted = false;
        for (int i = 0; i < report.fieldCount(); i++) {
            int tag = report.tag(i);
            if (tag == 1645) {
                amount = report.value(i);
            } else if (tag == 1644) {
                wanted = report.value(i).equals(type);
            } else if (tag == 20005 && wanted && report.value(i).equals("0")) {
                return new BigDecimal(amount);
            }
        }
        throw new IllegalStateException("no amount of type " + type + " before in " + report);
    }

    /** The three amounts at one scale, for comparison. */
    @Override
    public String toString() {
        return "equity " + equity.setScale(6) + ", initial margin " + initialMargin.setScale(6)
                + ", maintenance margin " + maintenanceMargin.setScale(6);
    }
}
