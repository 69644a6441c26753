package io.bascule.acceptance.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Cash and one position of the reference model, in USDC and coins; the position has a cost, never an average price. */
final class ReferenceAccount {
    private static final int MICROS = 6;

    BigDecimal cash;
    BigDecimal position = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal realised = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;

    ReferenceAccount(BigDecimal cash) {
        this.cash = cash;
    }

    /** A trade: what reduces the position realises its gain into cash, the rest adds to the cost. */
    void trade(Side side, BigDecimal qty, BigDecimal price, BigDecimal fee) {
        BigDecimal signed = side == Side.BUY ? qty : qty.negate();
        BigDecimal opening = signed;
        if (position.signum() * signed.signum() < 0) {
            BigDecimal closed = position.abs().min(qty);
            BigDecimal released = cost.multiply(closed).divide(position.abs(), MICROS, RoundingMode.FLOOR);
            BigDecimal closing = signed.signum() < 0 ? closed.negate() : closed;
            BigDecimal gain = closing.multiply(price).negate().subtract(released);
            cost = cost.subtract(released);
            cash = cash.add(gain);
            realised = realised.add(gain);
            opening = signed.subtract(closing);
        }
        cost = cost.add(opening.multiply(price));
        position = position.add(signed);
        cash = cash.subtract(fee);
        fees = fees.add(fee);
    }

    /** Cash and the unrealised gain at a mark. */
    BigDecimal equity(BigDecimal mark) {
        return cash.add(position.multiply(mark).setScale(MICROS, RoundingMode.FLOOR))
                .subtract(cost);
    }
}
