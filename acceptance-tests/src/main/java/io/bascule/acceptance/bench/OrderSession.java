package io.bascule.acceptance.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;

/** One trading session: sends the orders of the mix and times each to the first ExecutionReport with its ClOrdID. */
final class OrderSession implements FixLink.Listener {
    private static final int MAX_UNANSWERED = 1 << 16;

    private final FixLink link;
    private final OrderEncoder encoder;
    private final Tally tally;
    private final long[] unanswered = new long[MAX_UNANSWERED];
    private final long[] sentAtNs = new long[MAX_UNANSWERED];
    private long nextOrderNumber;
    private int inFlight;
    private int window;
    private final byte answerType;

    /**
     * Connects.
     *
     * @param firstOrderNumber must be above all that its CompID has used.
     * @param answerType MsgType of what answers an order.
     */
    OrderSession(
            String compId,
            InetSocketAddress server,
            Selector selector,
            FixTime time,
            Tally tally,
            long firstOrderNumber,
            byte answerType)
            throws IOException {
        this.answerType = answerType;
        link = new FixLink(compId, server, selector, time, this);
        encoder = new OrderEncoder(compId);
        this.tally = tally;
        nextOrderNumber = firstOrderNumber;
    }

    FixLink link() {
        return link;
    }

    int inFlight() {
        return inFlight;
    }

    long nextOrderNumber() {
        return nextOrderNumber;
    }

    /** Keeps that many orders in flight from now on; 0 sends no more. */
    void keepInFlight(int orders) throws IOException {
        window = orders;
        onBatchEnd();
    }

    /** Appends one order, timed from {@code fromNs}; the caller flushes. */
    void send(long fromNs) throws IOException {
        // Number 0 is never sent: it marks a free slot.
        int slot = (int) (nextOrderNumber & (MAX_UNANSWERED - 1));
        if (unanswered[slot] != 0) {
            throw new IOException("more than " + MAX_UNANSWERED + " orders of one session without an answer");
        }
        unanswered[slot] = nextOrderNumber;
        sentAtNs[slot] = fromNs;
        link.append(encoder, nextOrderNumber++);
        inFlight++;
        tally.onSent();
    }

    @Override
    public void onMessage(FrameParser message, long nowNs) {
        if (message.msgType() != answerType) {
            tally.onReject(message);
            return;
        }
        message.parseReport();
        long number = message.orderNumber();
        int slot = (int) (number & (MAX_UNANSWERED - 1));
        boolean first = number > 0 && unanswered[slot] == number;
        if (first) {
            unanswered[slot] = 0;
            inFlight--;
            tally.onAnswer(nowNs - sentAtNs[slot]);
        } else {
            tally.onFurtherReport();
        }
        if (message.execType() == '8') {
            tally.onReject(message);
        }
    }

    @Override
    public void onBatchEnd() throws IOException {
        if (inFlight < window) {
            long nowNs = System.nanoTime();
            while (inFlight < window) {
                send(nowNs);
            }
            link.flush();
        }
    }
}
