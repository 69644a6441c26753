package io.bascule.engine.wire;

import io.bascule.engine.wire.sbe.AcknowledgeEventsEncoder;
import io.bascule.engine.wire.sbe.BeginConfigurationEncoder;
import io.bascule.engine.wire.sbe.BeginMarginParametersEncoder;
import io.bascule.engine.wire.sbe.BustTradeEncoder;
import io.bascule.engine.wire.sbe.CancelMassEncoder;
import io.bascule.engine.wire.sbe.CancelOrderEncoder;
import io.bascule.engine.wire.sbe.CancelQuotesEncoder;
import io.bascule.engine.wire.sbe.CancelSessionOrdersEncoder;
import io.bascule.engine.wire.sbe.ConnectGatewayEncoder;
import io.bascule.engine.wire.sbe.CorrectTradeEncoder;
import io.bascule.engine.wire.sbe.DeclineAuctionEncoder;
import io.bascule.engine.wire.sbe.DefineAccountEncoder;
import io.bascule.engine.wire.sbe.DefineFeeScheduleEncoder;
import io.bascule.engine.wire.sbe.DefineInstrumentEncoder;
import io.bascule.engine.wire.sbe.DefineLimitsEncoder;
import io.bascule.engine.wire.sbe.DefineMarginUnderlyingEncoder;
import io.bascule.engine.wire.sbe.DefineScenarioEncoder;
import io.bascule.engine.wire.sbe.DefineSessionEncoder;
import io.bascule.engine.wire.sbe.DefineUnderlyingEncoder;
import io.bascule.engine.wire.sbe.EndConfigurationEncoder;
import io.bascule.engine.wire.sbe.EndMarginParametersEncoder;
import io.bascule.engine.wire.sbe.InquireAccountEncoder;
import io.bascule.engine.wire.sbe.InquireMarketEncoder;
import io.bascule.engine.wire.sbe.MessageHeaderEncoder;
import io.bascule.engine.wire.sbe.PartyActionEncoder;
import io.bascule.engine.wire.sbe.PlaceBatchEncoder;
import io.bascule.engine.wire.sbe.PlaceCombinationEncoder;
import io.bascule.engine.wire.sbe.PlaceOrderEncoder;
import io.bascule.engine.wire.sbe.PlaceQuotesEncoder;
import io.bascule.engine.wire.sbe.PreviewMarginEncoder;
import io.bascule.engine.wire.sbe.PublishExternalPriceEncoder;
import io.bascule.engine.wire.sbe.PublishIndexEncoder;
import io.bascule.engine.wire.sbe.QuoteAuctionEncoder;
import io.bascule.engine.wire.sbe.ReplaceOrderEncoder;
import io.bascule.engine.wire.sbe.RequestLimitsEncoder;
import io.bascule.engine.wire.sbe.RequestMassStatusEncoder;
import io.bascule.engine.wire.sbe.RequestOrderStatusEncoder;
import io.bascule.engine.wire.sbe.RequestStateHashEncoder;
import io.bascule.engine.wire.sbe.StressAccountEncoder;
import io.bascule.engine.wire.sbe.TransferCollateralEncoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * One command under construction: a method per command wraps its encoder over the one buffer, header written, ready
 * to be filled in schema order (groups and strings last). Each call abandons the command before it. Not thread-safe.
 */
public final class CommandBuffer {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ReplaceOrderEncoder replaceOrder = new ReplaceOrderEncoder();
    private final RequestOrderStatusEncoder requestOrderStatus = new RequestOrderStatusEncoder();
    private final RequestMassStatusEncoder requestMassStatus = new RequestMassStatusEncoder();
    private final CancelMassEncoder cancelMass = new CancelMassEncoder();
    private final BustTradeEncoder bustTrade = new BustTradeEncoder();
    private final CorrectTradeEncoder correctTrade = new CorrectTradeEncoder();
    private final TransferCollateralEncoder transferCollateral = new TransferCollateralEncoder();
    private final StressAccountEncoder stressAccount = new StressAccountEncoder();
    private final PreviewMarginEncoder previewMargin = new PreviewMarginEncoder();
    private final PlaceBatchEncoder placeBatch = new PlaceBatchEncoder();
    private final PlaceCombinationEncoder placeCombination = new PlaceCombinationEncoder();
    private final PlaceQuotesEncoder placeQuotes = new PlaceQuotesEncoder();
    private final CancelQuotesEncoder cancelQuotes = new CancelQuotesEncoder();
    private final QuoteAuctionEncoder quoteAuction = new QuoteAuctionEncoder();
    private final DeclineAuctionEncoder declineAuction = new DeclineAuctionEncoder();
    private final PartyActionEncoder partyAction = new PartyActionEncoder();
    private final RequestLimitsEncoder requestLimits = new RequestLimitsEncoder();
    private final PublishIndexEncoder publishIndex = new PublishIndexEncoder();
    private final CancelSessionOrdersEncoder cancelSessionOrders = new CancelSessionOrdersEncoder();
    private final InquireAccountEncoder inquireAccount = new InquireAccountEncoder();
    private final InquireMarketEncoder inquireMarket = new InquireMarketEncoder();
    private final ConnectGatewayEncoder connectGateway = new ConnectGatewayEncoder();
    private final AcknowledgeEventsEncoder acknowledgeEvents = new AcknowledgeEventsEncoder();
    private final RequestStateHashEncoder requestStateHash = new RequestStateHashEncoder();
    private final BeginConfigurationEncoder beginConfiguration = new BeginConfigurationEncoder();
    private final DefineLimitsEncoder defineLimits = new DefineLimitsEncoder();
    private final DefineUnderlyingEncoder defineUnderlying = new DefineUnderlyingEncoder();
    private final DefineInstrumentEncoder defineInstrument = new DefineInstrumentEncoder();
    private final DefineAccountEncoder defineAccount = new DefineAccountEncoder();
    private final DefineSessionEncoder defineSession = new DefineSessionEncoder();
    private final DefineFeeScheduleEncoder defineFeeSchedule = new DefineFeeScheduleEncoder();
    private final PublishExternalPriceEncoder publishExternalPrice = new PublishExternalPriceEncoder();
    private final EndConfigurationEncoder endConfiguration = new EndConfigurationEncoder();
    private final BeginMarginParametersEncoder beginMarginParameters = new BeginMarginParametersEncoder();
    private final DefineMarginUnderlyingEncoder defineMarginUnderlying = new DefineMarginUnderlyingEncoder();
    private final DefineScenarioEncoder defineScenario = new DefineScenarioEncoder();
    private final EndMarginParametersEncoder endMarginParameters = new EndMarginParametersEncoder();
    private MessageEncoderFlyweight current;

    public PublishExternalPriceEncoder publishExternalPrice() {
        return begin(publishExternalPrice);
    }

    public DefineFeeScheduleEncoder defineFeeSchedule() {
        return begin(defineFeeSchedule);
    }

    public PlaceOrderEncoder placeOrder() {
        return begin(placeOrder);
    }

    public QuoteAuctionEncoder quoteAuction() {
        return begin(quoteAuction);
    }

    public DeclineAuctionEncoder declineAuction() {
        return begin(declineAuction);
    }

    public PartyActionEncoder partyAction() {
        return begin(partyAction);
    }

    public RequestLimitsEncoder requestLimits() {
        return begin(requestLimits);
    }

    public CancelOrderEncoder cancelOrder() {
        return begin(cancelOrder);
    }

    public ReplaceOrderEncoder replaceOrder() {
        return begin(replaceOrder);
    }

    public RequestOrderStatusEncoder requestOrderStatus() {
        return begin(requestOrderStatus);
    }

    public RequestMassStatusEncoder requestMassStatus() {
        return begin(requestMassStatus);
    }

    public CancelMassEncoder cancelMass() {
        return begin(cancelMass);
    }

    public BustTradeEncoder bustTrade() {
        return begin(bustTrade);
    }

    public CorrectTradeEncoder correctTrade() {
        return begin(correctTrade);
    }

    public TransferCollateralEncoder transferCollateral() {
        return begin(transferCollateral);
    }

    public StressAccountEncoder stressAccount() {
        return begin(stressAccount);
    }

    public PreviewMarginEncoder previewMargin() {
        return begin(previewMargin);
    }

    public PlaceBatchEncoder placeBatch() {
        return begin(placeBatch);
    }

    public PlaceCombinationEncoder placeCombination() {
        return begin(placeCombination);
    }

    public PlaceQuotesEncoder placeQuotes() {
        return begin(placeQuotes);
    }

    public CancelQuotesEncoder cancelQuotes() {
        return begin(cancelQuotes);
    }

    public InquireAccountEncoder inquireAccount() {
        return begin(inquireAccount);
    }

    public InquireMarketEncoder inquireMarket() {
        return begin(inquireMarket);
    }

    public PublishIndexEncoder publishIndex() {
        return begin(publishIndex);
    }

    public CancelSessionOrdersEncoder cancelSessionOrders() {
        return begin(cancelSessionOrders);
    }

    public ConnectGatewayEncoder connectGateway() {
        return begin(connectGateway);
    }

    public AcknowledgeEventsEncoder acknowledgeEvents() {
        return begin(acknowledgeEvents);
    }

    public RequestStateHashEncoder requestStateHash() {
        return begin(requestStateHash);
    }

    public BeginConfigurationEncoder beginConfiguration() {
        return begin(beginConfiguration);
    }

    public DefineLimitsEncoder defineLimits() {
        return begin(defineLimits);
    }

    public DefineUnderlyingEncoder defineUnderlying() {
        return begin(defineUnderlying);
    }

    public DefineInstrumentEncoder defineInstrument() {
        return begin(defineInstrument);
    }

    public DefineAccountEncoder defineAccount() {
        return begin(defineAccount);
    }

    public DefineSessionEncoder defineSession() {
        return begin(defineSession);
    }

    public EndConfigurationEncoder endConfiguration() {
        return begin(endConfiguration);
    }

    public BeginMarginParametersEncoder beginMarginParameters() {
        return begin(beginMarginParameters);
    }

    public DefineMarginUnderlyingEncoder defineMarginUnderlying() {
        return begin(defineMarginUnderlying);
    }

    public DefineScenarioEncoder defineScenario() {
        return begin(defineScenario);
    }

    public EndMarginParametersEncoder endMarginParameters() {
        return begin(endMarginParameters);
    }

    /** The bytes of the command: from 0, {@link #length()} of them. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Bytes of header and command as filled so far. */
    public int length() {
        return MessageHeaderEncoder.ENCODED_LENGTH + current.encodedLength();
    }

    private <T extends MessageEncoderFlyweight> T begin(final T encoder) {
        header.wrap(buffer, 0)
                .blockLength(encoder.sbeBlockLength())
                .templateId(encoder.sbeTemplateId())
                .schemaId(encoder.sbeSchemaId())
                .version(encoder.sbeSchemaVersion());
        encoder.wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH);
        current = encoder;
        return encoder;
    }
}
