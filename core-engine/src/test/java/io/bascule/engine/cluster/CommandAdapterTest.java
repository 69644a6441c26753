package io.bascule.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.engine.stress.ShockKind;
import io.bascule.engine.stress.StressShock;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.BatchMode;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.CancelMassEncoder;
import io.bascule.engine.wire.sbe.CancelOrderEncoder;
import io.bascule.engine.wire.sbe.CancelQuotesEncoder;
import io.bascule.engine.wire.sbe.EntryAction;
import io.bascule.engine.wire.sbe.InquireAccountEncoder;
import io.bascule.engine.wire.sbe.InquireMarketEncoder;
import io.bascule.engine.wire.sbe.InquiryKind;
import io.bascule.engine.wire.sbe.InquiryMode;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.OrdType;
import io.bascule.engine.wire.sbe.PlaceBatchEncoder;
import io.bascule.engine.wire.sbe.PlaceCombinationEncoder;
import io.bascule.engine.wire.sbe.PlaceQuotesEncoder;
import io.bascule.engine.wire.sbe.PreviewMarginEncoder;
import io.bascule.engine.wire.sbe.QuoteCancelType;
import io.bascule.engine.wire.sbe.RejectReason;
import io.bascule.engine.wire.sbe.ReplaceOrderEncoder;
import io.bascule.engine.wire.sbe.RequestMassStatusEncoder;
import io.bascule.engine.wire.sbe.RequestOrderStatusEncoder;
import io.bascule.engine.wire.sbe.Side;
import io.bascule.engine.wire.sbe.TimeInForce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes that are not commands, against a live venue whose state hash must not change. */
final class CommandAdapterTest {
    private static final long SESSION = 11;
    private static final int VERSION_OFFSET = 6;
    private static final int SCHEMA_OFFSET = 4;
    private static final int TEMPLATE_OFFSET = 2;

    private final CommandBuffer command = new CommandBuffer();
    private final FakeLog log = new FakeLog();
    private Received received;
    private long msgSeqNum = 100;

    @BeforeEach
    void connect() {
        received = log.open(SESSION);
        Commands.configure(command, 1_000_000, filled -> log.send(SESSION, filled));
        log.send(SESSION, Commands.connect(command, 7));
        log.send(SESSION, Commands.restingOrder(command, 1));
        received.clear();
    }

    @Test
    void shouldApplyEveryKindOfRequestWhenWhole() {
        requests().forEach(bytes -> log.send(SESSION, bytes));
        assertEquals(
                List.of(
                        "2 execution NEW",
                        "3 execution REPLACED",
                        "0 execution ORDER_STATUS",
                        "0 execution ORDER_STATUS",
                        "0 execution ORDER_STATUS",
                        "template 110",
                        "template 112",
                        "4 cancel reject UNKNOWN_ORDER",
                        "5 execution REJECTED",
                        "template 113",
                        "template 113",
                        "template 116",
                        "template 117",
                        "template 127"),
                received.lines.subList(0, 14));
        assertTrue(received.lines.contains("6 execution CANCELED"), () -> received.lines.toString());
        assertTrue(received.lines.stream().noneMatch(line -> line.startsWith("refused")), received.lines::toString);
    }

    @Test
    void shouldRefuseEveryTruncationAndChangeNothing() {
        final long before = hash();
        for (final byte[] bytes : requests()) {
            for (int length = 0; length < bytes.length; length++) {
                shouldBeRefused(Arrays.copyOf(bytes, length));
            }
        }
        assertEquals(before, hash());
    }

    @Test
    void shouldRefuseTrailingBytes() {
        final long before = hash();
        for (final byte[] bytes : requests()) {
            shouldBeRefused(Arrays.copyOf(bytes, bytes.length + 1));
        }
        assertEquals(before, hash());
    }

    @Test
    void shouldRefuseOtherSchemasVersionsAndTemplates() {
        final long before = hash();
        for (final byte[] bytes : requests()) {
            shouldBeRefused(with(bytes, VERSION_OFFSET, MessageHeaderDecoder.SCHEMA_VERSION + 1));
            shouldBeRefused(with(bytes, VERSION_OFFSET, 0));
            shouldBeRefused(with(bytes, SCHEMA_OFFSET, 1));
            shouldBeRefused(with(bytes, TEMPLATE_OFFSET, 49));
            shouldBeRefused(with(bytes, 0, 1));
        }
        assertEquals(before, hash());
    }

    @Test
    void shouldNameTheSessionAndMessageOfARefusedRequest() {
        final byte[] order = bytes(Commands.restingOrder(command, 55));
        log.send(SESSION, Arrays.copyOf(order, order.length - 1));
        assertEquals(List.of("refused 1 session 1 seq 55 UNSUPPORTED_VALUE"), received.lines);
    }

    @Test
    void shouldRefuseValuesThatNoEnumerationHas() {
        final long before = hash();
        final byte[] order = bytes(Commands.restingOrder(command, 2));
        // Behind the header: sessionId 4, msgSeqNum 8, flags 1, then fault, side, ordType, timeInForce.
        for (int field = 8 + 13; field < 8 + 17; field++) {
            shouldBeRefused(with(order, field, 99));
        }
        assertEquals(before, hash());
    }

    @Test
    void shouldSurviveAnyBytes() {
        final long seed = Long.getLong("bascule.seed", 20_261_120L);
        final Random random = new Random(seed);
        final List<byte[]> requests = requests();
        for (int i = 0; i < 50_000; i++) {
            final byte[] bytes = requests.get(random.nextInt(requests.size())).clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                log.send(SESSION, Arrays.copyOf(bytes, random.nextInt(8) == 0 ? random.nextInt(400) : bytes.length));
            } catch (final RuntimeException ex) {
                throw new AssertionError("seed " + seed + ", message " + i + ": " + Arrays.toString(bytes), ex);
            }
        }
        received.clear();
        hash();
        assertEquals("hash 1", received.lines.get(received.lines.size() - 1));
    }

    private byte[] inquiry() {
        final InquireAccountEncoder inquiry = command.inquireAccount();
        inquiry.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        inquiry.fault(RejectReason.NONE)
                .kind(InquiryKind.MARGIN)
                .mode(InquiryMode.ONCE)
                .accountId(1)
                .instrumentId(0)
                .requestId("Q1")
                .symbol("")
                .accountName("");
        return bytes(command);
    }

    private byte[] marketInquiry() {
        final InquireMarketEncoder inquiry = command.inquireMarket();
        inquiry.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        inquiry.mode(InquiryMode.ONCE)
                .depth(5)
                .tradesAfterId(0)
                .view((short) 1)
                .parts((short) 1)
                .payments((short) 2)
                .instrumentsCount(1)
                .next()
                .instrumentId(1);
        inquiry.requestId("M1");
        return bytes(command);
    }

    private void shouldBeRefused(final byte[] bytes) {
        received.clear();
        log.send(SESSION, bytes);
        assertEquals(1, received.lines.size(), () -> Arrays.toString(bytes) + " gave " + received.lines);
        assertTrue(received.lines.get(0).startsWith("refused "), () -> received.lines.get(0));
    }

    private List<byte[]> requests() {
        final List<byte[]> requests = new ArrayList<>();
        requests.add(bytes(Commands.restingOrder(command, 200)));
        final ReplaceOrderEncoder replace = command.replaceOrder();
        replace.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        replace.fault(RejectReason.NONE)
                .side(Side.BUY)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.NULL_VAL)
                .accountId(1)
                .instrumentId(1)
                .orderId(0)
                .priceE8(79_000 * Commands.E8)
                .orderQtyE8(Commands.E8 / 500);
        replace.conditionsCount(0);
        replace.clOrdId("R1").origClOrdId("C200");
        requests.add(bytes(command));
        final RequestOrderStatusEncoder status = command.requestOrderStatus();
        status.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        status.side(Side.BUY).orderId(0).clOrdId("R1").symbol("BTC-PERP").ordStatusReqId("S1");
        requests.add(bytes(command));
        final RequestMassStatusEncoder massStatus = command.requestMassStatus();
        massStatus.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        massStatus
                .fault(RejectReason.NONE)
                .side(Side.NULL_VAL)
                .accountId(1)
                .instrumentId(0)
                .symbol("")
                .accountName("")
                .massStatusReqId("M1");
        requests.add(bytes(command));
        requests.add(preview());
        requests.add(batch());
        requests.add(combination());
        requests.add(quotes());
        requests.add(quoteCancel());
        requests.add(inquiry());
        requests.add(marketInquiry());
        final CancelOrderEncoder cancel = command.cancelOrder();
        cancel.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        cancel.fault(RejectReason.NONE)
                .side(Side.BUY)
                .accountId(1)
                .instrumentId(1)
                .orderId(0)
                .clOrdId("X1")
                .origClOrdId("R1");
        requests.add(bytes(command));
        publishIndex();
        requests.add(bytes(command));
        addOperations(requests);
        command.cancelSessionOrders().sessionId(1).restatementReason((short) 12).markedOnly((short) 0);
        requests.add(bytes(command));
        return requests;
    }

    private void publishIndex() {
        command.publishIndex()
                .sessionId(Commands.INDEX_SESSION)
                .msgSeqNum(++msgSeqNum)
                .underlyingId(1)
                .priceE8(Commands.PRICE_E8)
                .flags()
                .clear();
    }

    private void addOperations(final List<byte[]> requests) {
        final CancelMassEncoder cancelMass = command.cancelMass();
        cancelMass.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        cancelMass
                .fault(RejectReason.NONE)
                .side(Side.NULL_VAL)
                .ofAllSessions(BooleanType.FALSE)
                .requestType((byte) '7')
                .accountId(1)
                .instrumentId(0)
                .clOrdId("M1")
                .symbol("")
                .accountName("");
        requests.add(bytes(command));
        command.bustTrade().correlationId(1).tradeId(1);
        requests.add(bytes(command));
        command.correctTrade().correlationId(2).tradeId(1).priceE8(1).qtyE8(1);
        requests.add(bytes(command));
        command.transferCollateral()
                .correlationId(3)
                .currency((short) 0)
                .units(1)
                .account("ACC1");
        requests.add(bytes(command));
        StressRequestCodec.encode(
                command,
                4,
                "ACC1",
                List.of(
                        new StressShock(ShockKind.CORRELATION, List.of(new StressShock.Move("BTC", 1_000)), 0, 0),
                        new StressShock(ShockKind.FUNDING, List.of(), 1_000, 3)));
        requests.add(bytes(command));
    }

    private byte[] preview() {
        final PreviewMarginEncoder preview = command.previewMargin();
        preview.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        preview.fault(RejectReason.NONE).batchMode(BatchMode.SEPARATE).accountId(1);
        final PreviewMarginEncoder.LegsEncoder leg = preview.legsCount(1).next();
        leg.fault(RejectReason.NONE)
                .side(Side.SELL)
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .instrumentId(1)
                .priceE8(95_000 * Commands.E8)
                .orderQtyE8(Commands.E8)
                .conditionsCount(0);
        leg.clOrdId("L1").origClOrdId("").symbol("");
        preview.previewReqId("P1").accountName("");
        return bytes(command);
    }

    private byte[] batch() {
        final PlaceBatchEncoder batch = command.placeBatch();
        batch.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        batch.fault(RejectReason.NONE).batchMode(BatchMode.ALL_OR_NONE).accountId(1);
        final PlaceBatchEncoder.EntriesEncoder entry = batch.entriesCount(1).next();
        entry.action(EntryAction.DELETE)
                .fault(RejectReason.NONE)
                .side(Side.NULL_VAL)
                .ordType(OrdType.NULL_VAL)
                .timeInForce(TimeInForce.NULL_VAL)
                .instrumentId(0)
                .orderId(0)
                .priceE8(PlaceBatchEncoder.EntriesEncoder.priceE8NullValue())
                .orderQtyE8(PlaceBatchEncoder.EntriesEncoder.orderQtyE8NullValue());
        entry.conditionsCount(0);
        entry.clOrdId("B" + msgSeqNum).origClOrdId("unknown").symbol("").entryId("1");
        batch.requestId("DJ1").accountName("");
        return bytes(command);
    }

    private byte[] combination() {
        final PlaceCombinationEncoder combination = command.placeCombination();
        combination.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        combination
                .fault(RejectReason.NONE)
                .side(Side.BUY)
                .ordType(OrdType.MARKET)
                .timeInForce(TimeInForce.FOK)
                .accountId(1)
                .priceE8(PlaceCombinationEncoder.priceE8NullValue())
                .orderQtyE8(Commands.E8);
        combination
                .legsCount(1)
                .next()
                .fault(RejectReason.NONE)
                .side(Side.SELL)
                .instrumentId(1)
                .priceE8(PlaceCombinationEncoder.LegsEncoder.priceE8NullValue())
                .ratioE8(Commands.E8)
                .symbol("")
                .legRefId("L");
        combination.clOrdId("AB" + msgSeqNum).symbol("X").accountName("");
        return bytes(command);
    }

    private byte[] quotes() {
        final PlaceQuotesEncoder quotes = command.placeQuotes();
        quotes.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        quotes.fault(RejectReason.NONE).responseLevel((short) 2).accountId(1);
        quotes.entriesCount(1)
                .next()
                .fault(RejectReason.NONE)
                .instrumentId(1)
                .bidE8(79_000 * Commands.E8)
                .bidQtyE8(Commands.E8)
                .offerE8(95_000 * Commands.E8)
                .offerQtyE8(Commands.E8)
                .symbol("")
                .setId("S")
                .entryId("E");
        quotes.quoteId("Q1").quoteReqId("").accountName("");
        return bytes(command);
    }

    private byte[] quoteCancel() {
        final CancelQuotesEncoder cancel = command.cancelQuotes();
        cancel.sessionId(1).msgSeqNum(++msgSeqNum).flags().clear();
        cancel.fault(RejectReason.NONE).cancelType(QuoteCancelType.FOR_SYMBOLS).accountId(0);
        cancel.entriesCount(1).next().instrumentId(1).symbol("");
        cancel.quoteId("Z1").quoteReqId("").accountName("");
        return bytes(command);
    }

    private long hash() {
        log.send(SESSION, Commands.requestStateHash(command, 1));
        return received.stateHash;
    }

    private static byte[] bytes(final CommandBuffer filled) {
        final byte[] bytes = new byte[filled.length()];
        filled.buffer().getBytes(0, bytes);
        return bytes;
    }

    private static byte[] with(final byte[] bytes, final int offset, final int value) {
        final byte[] changed = bytes.clone();
        changed[offset] = (byte) value;
        return changed;
    }
}
