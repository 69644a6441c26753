package io.bascule.engine.service;

import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.order.Text;

/** A NewOrderMultileg: several legs of one account that trade all at once, or not at all. Mutable and reused. */
public final class CombinationRequest {
    /** The most legs that any configuration may allow. */
    public static final int MAX_LEGS = PreviewRequest.MAX_LEGS;

    /** The order as a whole: its price is net, of one unit, its quantity in units; it has no instrument. */
    public final OrderRequest order = new OrderRequest();
    /** How many legs there are; may be more than {@link #MAX_LEGS}: then the first of them are kept. */
    public int legCount;
    /** Legs [0, min(legCount, MAX_LEGS)). */
    public final Leg[] legs = new Leg[MAX_LEGS];

    public CombinationRequest() {
        for (int i = 0; i < MAX_LEGS; i++) {
            legs[i] = new Leg();
        }
    }

    /** One leg: its side for a buyer of the combination, its worst price if it has one of its own. */
    public static final class Leg {
        public final OrderRequest request = new OrderRequest();
        /** Quantity in one unit of the combination, in 1e-8. */
        public long ratioE8;
        /** LegRefID(654). */
        public final Text legRefId = new Text();
    }
}
