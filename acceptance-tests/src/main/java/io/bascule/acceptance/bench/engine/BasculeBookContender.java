package io.bascule.acceptance.bench.engine;

import io.bascule.engine.order.Order;
import io.bascule.engine.order.Side;

/** Bascule's book alone. */
final class BasculeBookContender implements Contender, BasculeBook.FillListener {
    private long traded;
    private long digest;

    @Override
    public long run(Flow flow) {
        traded = 0;
        BasculeBook book = new BasculeBook(this);
        for (int n = 0; n < flow.fill; n++) {
            book.apply(flow, n);
        }
        long start = System.nanoTime();
        for (int n = flow.fill; n < flow.size; n++) {
            book.apply(flow, n);
        }
        long took = System.nanoTime() - start;
        digest = Digest.add(traded, book.digest(Side.BUY), book.digest(Side.SELL), 0);
        return took;
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public void onFill(Order maker, long lots) {
        traded += maker.limitTicks * lots;
    }
}
