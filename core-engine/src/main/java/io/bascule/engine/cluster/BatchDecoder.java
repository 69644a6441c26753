package io.bascule.engine.cluster;

import io.bascule.engine.order.BatchMode;
import io.bascule.engine.order.EntryAction;
import io.bascule.engine.order.OrderRequest;
import io.bascule.engine.service.BatchRequest;
import io.bascule.engine.service.CombinationRequest;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.PlaceBatchDecoder;
import io.bascule.engine.wire.sbe.PlaceCombinationDecoder;
import org.agrona.DirectBuffer;

/**
 * Batches and combinations, from bytes into objects that are reused. A method returns false, or throws
 * IndexOutOfBoundsException, if the bytes are not exactly one message with values that are known.
 */
final class BatchDecoder {
    private static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;

    private final PlaceBatchDecoder placeBatch = new PlaceBatchDecoder();
    private final PlaceCombinationDecoder placeCombination = new PlaceCombinationDecoder();
    private final KnownCodes codes = new KnownCodes();
    private final BatchRequest batch = new BatchRequest();
    private final BatchRequest.Entry surplusEntry = new BatchRequest.Entry();
    private final CombinationRequest combination = new CombinationRequest();
    private final CombinationRequest.Leg surplusLeg = new CombinationRequest.Leg();
    private final byte[] text = new byte[255];

    /** The batch that was decoded last. */
    BatchRequest batch() {
        return batch;
    }

    /** The combination that was decoded last. */
    CombinationRequest combination() {
        return combination;
    }

    boolean decodePlaceBatch(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != PlaceBatchDecoder.BLOCK_LENGTH) {
            return false;
        }
        final PlaceBatchDecoder decoder =
                placeBatch.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        codes.begin();
        batch.sessionId = decoder.sessionId();
        batch.msgSeqNum = decoder.msgSeqNum();
        batch.possDup = decoder.flags().possDup();
        batch.possResend = decoder.flags().possResend();
        batch.fault = codes.fault(decoder.faultRaw());
        batch.batchMode = BatchMode.of(decoder.batchModeRaw());
        batch.accountId = decoder.accountId();
        final PlaceBatchDecoder.EntriesDecoder entries = decoder.entries();
        if (batch.batchMode == null
                || entries.actingBlockLength() != PlaceBatchDecoder.EntriesDecoder.sbeBlockLength()) {
            return false;
        }
        batch.entryCount = entries.count();
        for (int i = 0; entries.hasNext(); i++) {
            decodeEntry(entries.next(), i < BatchRequest.MAX_ENTRIES ? batch.entries[i] : surplusEntry);
        }
        batch.requestId.set(text, decoder.getRequestId(text, 0, text.length));
        batch.accountName.set(text, decoder.getAccountName(text, 0, text.length));
        return codes.isWellFormed() && decoder.limit() == buffer.capacity();
    }

    private void decodeEntry(final PlaceBatchDecoder.EntriesDecoder decoder, final BatchRequest.Entry entry) {
        final OrderRequest request = entry.request;
        request.clear();
        request.sessionId = batch.sessionId;
        request.msgSeqNum = batch.msgSeqNum;
        request.possDup = batch.possDup;
        request.possResend = batch.possResend;
        request.accountId = batch.accountId;
        entry.action = codes.known(EntryAction.of(decoder.actionRaw()), decoder.actionRaw());
        request.fault = codes.fault(decoder.faultRaw());
        request.side = codes.side(decoder.sideRaw());
        request.ordType = codes.ordType(decoder.ordTypeRaw());
        request.timeInForce = codes.timeInForce(decoder.timeInForceRaw());
        request.instrumentId = decoder.instrumentId();
        request.orderId = decoder.orderId();
        request.priceE8 = decoder.priceE8();
        request.orderQtyE8 = decoder.orderQtyE8();
        final PlaceBatchDecoder.EntriesDecoder.ConditionsDecoder conditions = decoder.conditions();
        final boolean fits = conditions.count() <= 1
                && conditions.actingBlockLength()
                        == PlaceBatchDecoder.EntriesDecoder.ConditionsDecoder.sbeBlockLength();
        codes.check(fits);
        if (fits && conditions.count() == 1) {
            codes.check(ConditionsCodec.decode(conditions.next().terms(), request.conditions));
        }
        request.clOrdId.set(text, decoder.getClOrdId(text, 0, text.length));
        request.origClOrdId.set(text, decoder.getOrigClOrdId(text, 0, text.length));
        request.symbol.set(text, decoder.getSymbol(text, 0, text.length));
        entry.entryId.set(text, decoder.getEntryId(text, 0, text.length));
    }

    boolean decodePlaceCombination(final DirectBuffer buffer, final MessageHeaderDecoder header) {
        if (header.blockLength() != PlaceCombinationDecoder.BLOCK_LENGTH) {
            return false;
        }
        final PlaceCombinationDecoder decoder =
                placeCombination.wrap(buffer, HEADER_LENGTH, header.blockLength(), header.version());
        codes.begin();
        final OrderRequest order = combination.order;
        order.clear();
        order.sessionId = decoder.sessionId();
        order.msgSeqNum = decoder.msgSeqNum();
        order.possDup = decoder.flags().possDup();
        order.possResend = decoder.flags().possResend();
        order.fault = codes.fault(decoder.faultRaw());
        order.side = codes.side(decoder.sideRaw());
        order.ordType = codes.ordType(decoder.ordTypeRaw());
        order.timeInForce = codes.timeInForce(decoder.timeInForceRaw());
        order.accountId = decoder.accountId();
        order.priceE8 = decoder.priceE8();
        order.orderQtyE8 = decoder.orderQtyE8();
        final PlaceCombinationDecoder.LegsDecoder legs = decoder.legs();
        if (legs.actingBlockLength() != PlaceCombinationDecoder.LegsDecoder.sbeBlockLength()) {
            return false;
        }
        combination.legCount = legs.count();
        for (int i = 0; legs.hasNext(); i++) {
            decodeLeg(legs.next(), i < CombinationRequest.MAX_LEGS ? combination.legs[i] : surplusLeg);
        }
        order.clOrdId.set(text, decoder.getClOrdId(text, 0, text.length));
        order.symbol.set(text, decoder.getSymbol(text, 0, text.length));
        order.accountName.set(text, decoder.getAccountName(text, 0, text.length));
        return codes.isWellFormed() && decoder.limit() == buffer.capacity();
    }

    private void decodeLeg(final PlaceCombinationDecoder.LegsDecoder decoder, final CombinationRequest.Leg leg) {
        final OrderRequest request = leg.request;
        request.clear();
        request.sessionId = combination.order.sessionId;
        request.accountId = combination.order.accountId;
        request.fault = codes.fault(decoder.faultRaw());
        request.side = codes.side(decoder.sideRaw());
        request.instrumentId = decoder.instrumentId();
        request.priceE8 = decoder.priceE8();
        leg.ratioE8 = decoder.ratioE8();
        request.symbol.set(text, decoder.getSymbol(text, 0, text.length));
        leg.legRefId.set(text, decoder.getLegRefId(text, 0, text.length));
    }
}
