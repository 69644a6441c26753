package io.bascule.acceptance.flow;

import io.bascule.acceptance.fix.RawMessage;
import io.bascule.acceptance.oracle.ExecIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the order in which the venue took requests that were in flight together: by the event number in the ExecID of
 * each one's first report. An OrderCancelReject has no ExecID; it changed nothing, and depends on nothing but the order
 * that it names, all of whose reports came on the same session: it stands right behind the report before it.
 */
final class EventOrder {
    private record Taken(long eventNumber, int place, FlowRequest request) {}

    private EventOrder() {}

    /**
     * Puts requests into the venue's order.
     *
     * @param reports of each session, each in the order of MsgSeqNum.
     * @return the requests that were answered, in the order in which the venue took them.
     */
    static List<FlowRequest> of(List<FlowRequest> requests, List<List<RawMessage>> reports) {
        Map<String, FlowRequest> pending = new HashMap<>();
        requests.forEach(request -> pending.put(request.clOrdId(), request));
        List<Taken> taken = new ArrayList<>(requests.size());
        for (List<RawMessage> ofSession : reports) {
            long eventNumber = 0;
            int place = 0;
            for (RawMessage report : ofSession) {
                if (report.is(150, "I")) {
                    continue;
                }
                boolean numbered = report.msgType().equals("8");
                eventNumber = numbered ? ExecIds.eventNumber(report.required(17)) : eventNumber;
                place = numbered ? 0 : place + 1;
                FlowRequest request = pending.remove(report.required(11));
                if (request != null) {
                    taken.add(new Taken(eventNumber, place, request));
                }
            }
        }
        taken.sort(Comparator.comparingLong(Taken::eventNumber).thenComparingInt(Taken::place));
        return taken.stream().map(Taken::request).toList();
    }
}
