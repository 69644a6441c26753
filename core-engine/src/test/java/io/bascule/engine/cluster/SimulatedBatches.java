package io.bascule.engine.cluster;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BatchMode;
import io.bascule.engine.wire.sbe.CancelQuotesEncoder;
import io.bascule.engine.wire.sbe.EntryAction;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.PlaceBatchEncoder;
import io.bascule.engine.wire.sbe.PlaceCombinationEncoder;
import io.bascule.engine.wire.sbe.PlaceQuotesEncoder;
import io.bascule.engine.wire.sbe.QuoteCancelType;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.TimeInForce;
import java.util.Random;
import java.util.function.Supplier;

/** Batches, combinations and quotes of a {@link SimulatedDesk}. */
final class SimulatedBatches {
    private final int sessionId;
    private final Random random;
    private final CommandBuffer command;
    private final Supplier<String> newClOrdIds;
    private final Supplier<String> knownClOrdIds;

    SimulatedBatches(
            final int sessionId,
            final Random random,
            final CommandBuffer command,
            final Supplier<String> newClOrdIds,
            final Supplier<String> knownClOrdIds) {
        this.sessionId = sessionId;
        this.random = random;
        this.command = command;
        this.newClOrdIds = newClOrdIds;
        this.knownClOrdIds = knownClOrdIds;
    }

    /** Encodes one of them. */
    void next(final long msgSeqNum, final int accountId) {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> batch(msgSeqNum, accountId);
            case 3 -> combination(msgSeqNum, accountId);
            case 4 -> cancelQuotes(msgSeqNum);
            default -> quotes(msgSeqNum, accountId);
        }
    }

    private void batch(final long msgSeqNum, final int accountId) {
        final PlaceBatchEncoder batch = command.placeBatch();
        batch.sessionId(sessionId).msgSeqNum(msgSeqNum).flags().clear();
        batch.fault(random.nextInt(20) == 0 ? RejectReason.COUNT_MISMATCH : RejectReason.NONE)
                .batchMode(random.nextBoolean() ? BatchMode.SEPARATE : BatchMode.ALL_OR_NONE)
                .accountId(accountId);
        final int count = random.nextInt(5);
        final PlaceBatchEncoder.EntriesEncoder entries = batch.entriesCount(count);
        for (int n = 0; n < count; n++) {
            final int kind = random.nextInt(6);
            final boolean adds = kind < 4;
            final int instrumentId = instrument();
            final PlaceBatchEncoder.EntriesEncoder entry = entries.next();
            entry.action(adds ? EntryAction.ADD : kind == 4 ? EntryAction.MODIFY : EntryAction.DELETE)
                    .fault(RejectReason.NONE)
                    .side(side())
                    .ordType(OrdType.LIMIT)
                    .timeInForce(adds ? TimeInForce.GTC : TimeInForce.NULL_VAL)
                    .instrumentId(instrumentId)
                    .orderId(0)
                    .priceE8(price(instrumentId, 0))
                    .orderQtyE8(quantity());
            entry.conditionsCount(0);
            final String origClOrdId = adds ? "" : knownClOrdIds.get();
            entry.clOrdId(newClOrdIds.get()).origClOrdId(origClOrdId).symbol("").entryId(Integer.toString(n));
        }
        batch.requestId("B" + msgSeqNum).accountName("");
    }

    private void combination(final long msgSeqNum, final int accountId) {
        final PlaceCombinationEncoder combination = command.placeCombination();
        combination.sessionId(sessionId).msgSeqNum(msgSeqNum).flags().clear();
        combination
                .fault(RejectReason.NONE)
                .side(side())
                .ordType(OrdType.MARKET)
                .timeInForce(random.nextInt(10) == 0 ? TimeInForce.GTC : TimeInForce.FOK)
                .accountId(accountId)
                .priceE8(PlaceCombinationEncoder.priceE8NullValue())
                .orderQtyE8(quantity());
        final PlaceCombinationEncoder.LegsEncoder legs = combination.legsCount(2);
        for (int n = 1; n <= 2; n++) {
            legs.next()
                    .fault(RejectReason.NONE)
                    .side(side())
                    .instrumentId(n)
                    .priceE8(PlaceCombinationEncoder.LegsEncoder.priceE8NullValue())
                    .ratioE8(SimulatedConfiguration.E8)
                    .symbol("")
                    .legRefId("L" + n);
        }
        combination.clOrdId(newClOrdIds.get()).symbol("PAIR").accountName("");
    }

    private void quotes(final long msgSeqNum, final int accountId) {
        final PlaceQuotesEncoder quotes = command.placeQuotes();
        quotes.sessionId(sessionId).msgSeqNum(msgSeqNum).flags().clear();
        quotes.fault(RejectReason.NONE).responseLevel((short) 2).accountId(accountId);
        final int count = 1 + random.nextInt(2);
        final PlaceQuotesEncoder.EntriesEncoder entries = quotes.entriesCount(count);
        for (int n = 0; n < count; n++) {
            final int instrumentId = instrument();
            entries.next()
                    .fault(RejectReason.NONE)
                    .instrumentId(instrumentId)
                    .bidE8(price(instrumentId, -1))
                    .bidQtyE8(random.nextInt(5) == 0 ? 0 : quantity())
                    .offerE8(price(instrumentId, 1))
                    .offerQtyE8(random.nextInt(5) == 0 ? 0 : quantity())
                    .symbol("")
                    .setId("S")
                    .entryId(Integer.toString(n));
        }
        quotes.quoteId("Q" + msgSeqNum).quoteReqId("").accountName("");
    }

    private void cancelQuotes(final long msgSeqNum) {
        final CancelQuotesEncoder cancel = command.cancelQuotes();
        cancel.sessionId(sessionId).msgSeqNum(msgSeqNum).flags().clear();
        final boolean all = random.nextBoolean();
        cancel.fault(RejectReason.NONE)
                .cancelType(all ? QuoteCancelType.ALL : QuoteCancelType.FOR_SYMBOLS)
                .accountId(0);
        final CancelQuotesEncoder.EntriesEncoder entries = cancel.entriesCount(all ? 0 : 1);
        if (!all) {
            entries.next().instrumentId(instrument()).symbol("");
        }
        cancel.quoteId("Z" + msgSeqNum).quoteReqId("").accountName("");
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private int instrument() {
        return 1 + random.nextInt(2);
    }

    /** About the index; below it for a bid (-1), above for an offer (1). */
    private long price(final int instrumentId, final int direction) {
        final long indexE8 = instrumentId == SimulatedConfiguration.ETH
                ? SimulatedConfiguration.ETH_INDEX_E8
                : SimulatedConfiguration.BTC_INDEX_E8;
        final int steps = direction == 0 ? random.nextInt(7) - 3 : direction * (1 + random.nextInt(3));
        return indexE8 + indexE8 / 2000 * steps;
    }

    private long quantity() {
        return SimulatedConfiguration.E8 / 100 * (1 + random.nextInt(20));
    }
}
