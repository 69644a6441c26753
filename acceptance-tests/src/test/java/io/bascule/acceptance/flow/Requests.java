package io.bascule.acceptance.flow;

import io.bascule.acceptance.flow.FlowRequest.Kind;
import java.math.BigDecimal;

/** Requests as tests write them. */
final class Requests {
    private Requests() {}

    static FlowRequest place(int session, String id, Side side, String qty, String price) {
        return request(session, Kind.PLACE, id, id, side, qty, price, false);
    }

    static FlowRequest immediate(int session, String id, Side side, String qty, String price) {
        return request(session, Kind.PLACE, id, id, side, qty, price, true);
    }

    static FlowRequest replace(int session, String id, String orig, Side side, String qty, String price) {
        return request(session, Kind.REPLACE, id, orig, side, qty, price, false);
    }

    static FlowRequest cancel(int session, String id, String orig, Side side) {
        return request(session, Kind.CANCEL, id, orig, side, "1", "60000", false);
    }

    private static FlowRequest request(
            int session, Kind kind, String id, String orig, Side side, String qty, String price, boolean immediate) {
        return new FlowRequest(session, kind, id, orig, side, new BigDecimal(qty), new BigDecimal(price), immediate);
    }
}
