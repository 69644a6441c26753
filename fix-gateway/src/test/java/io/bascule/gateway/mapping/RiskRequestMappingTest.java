package io.bascule.gateway.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bascule.config.Dialect;
import io.bascule.dictionaries.Dictionaries;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.DeclineAuctionDecoder;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.PartyActionDecoder;
import io.bascule.engine.wire.sbe.QuoteAuctionDecoder;
import io.bascule.engine.wire.sbe.RequestLimitsDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.IncorrectDataFormat;
import quickfix.Message;

/** DH, CL, S and AG to commands. */
class RiskRequestMappingTest {
    private final CommandBuffer commands = new CommandBuffer();
    private final InboundMapper inbound = new InboundMapper(TestVenue.directory(), commands);
    private final OutboundMapper outbound = new OutboundMapper(TestVenue.directory(), TestVenue.config());
    private final SessionProfile session = TestVenue.desk(FixVersion.FIX44, Dialect.EXTENDED, false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "2329=0 # fault=NONE level=REDUCE_ONLY scope=VENUE accountId=0 instrumentId=0 firm='' requestId='q'",
                "2329=1|1536=ETH-PERP # level=HALTED scope=INSTRUMENT accountId=0 instrumentId=2 firm=''",
                "2329=1|1536=DOGE # fault=NONE level=HALTED scope=INSTRUMENT accountId=0 instrumentId=0",
                "2329=2|453=1|448=DESK1-B|447=D|452=38 # level=ACTIVE scope=ACCOUNT accountId=2 instrumentId=0",
                "2329=2|453=1|448=WHO|447=D|452=38 # scope=ACCOUNT accountId=0 instrumentId=0 firm='WHO'",
                "2329=0|453=1|448=DESK1|447=D|452=1 # scope=FIRM accountId=0 instrumentId=0 firm='DESK1'",
                "2329=0|453=1|448=DESK1|447=D|452=17 # fault=NONE level=REDUCE_ONLY scope=NULL_VAL",
                "2329=0|453=2|448=A|447=D|452=38|448=B|447=D|452=38 # fault=UNSUPPORTED_VALUE",
                "2329=0|1536=ETH-PERP|453=1|448=DESK1-B|447=D|452=38 # fault=UNSUPPORTED_VALUE",
            })
    void shouldMapAPartyAction(String fields, String expected) throws Exception {
        map("35=DH|2328=q|" + fields);
        assertContains(
                new PartyActionDecoder()
                        .wrapAndApplyHeader(commands.buffer(), 0, header())
                        .toString(),
                expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "35=CL|1666=q # accountId=0 requestId='q'",
                "35=CL|1666=q|1760=3|453=1|448=DESK1-B|447=D|452=38 # accountId=2 requestId='q'",
            })
    void shouldMapARequestForLimits(String text, String expected) throws Exception {
        map(text);
        assertContains(
                new RequestLimitsDecoder()
                        .wrapAndApplyHeader(commands.buffer(), 0, header())
                        .toString(),
                expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "35=CL|1666=q|263=1 # 1511=5|1328=neither subscriptions nor a choice of limits are offered",
                "35=CL|1666=q|1668=1|1530=8 # 1511=5|1328=neither subscriptions nor a choice of limits are offered",
                "35=CL|1666=q|453=1|448=WHO|447=D|452=38 # 1511=3|1328=the party is no account of the venue's",
                "35=CL|1666=q|453=1|448=DESK1-A|447=D|452=1 # 1511=3|1328=the party is no account of the venue's",
                "35=CL|1666=q|453=2|448=DESK1-A|447=D|452=38|448=DESK1-B|447=D|452=38"
                        + " # 1511=5|1328=one account, or none for all",
            })
    void shouldAnswerAtOnceWhatCannotBeAskedFor(String text, String expected) throws Exception {
        BusinessReject refusal = assertThrows(BusinessReject.class, () -> map(text));
        Message answer = outbound.businessReject(FixText.parse(FixVersion.FIX44, text), refusal, session);
        String said = FixText.of(answer);
        assertTrue(said.startsWith("35=CM|"), said);
        assertContains(said + "|", "|1666=q|1667=DESK1-7-0|");
        for (String field : expected.split("\\|", -1)) {
            assertContains(said + "|", "|" + field + "|");
        }
        FixText.validate(said, FixVersion.FIX44, Dictionaries.fix44(), Dictionaries.fix44());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "131=12|117=a|55=BTC-PERP|1=DESK1-B # accountId=2 auctionId=12 fractionE6=1000000",
                "131=12|117=a|55=BTC-PERP|1=DESK1-B|38=0.25 # accountId=2 auctionId=12 fractionE6=250000",
                "131=12|117=a|55=BTC-PERP|1=DESK1-B|38=0.0000001 # accountId=2 auctionId=12 fractionE6=0",
                "131=x|117=a|55=BTC-PERP|1=DESK1-B|38=2 # accountId=2 auctionId=0 fractionE6=2000000",
                "117=a|55=BTC-PERP|1=WHO # accountId=0 auctionId=0 fractionE6=1000000",
            })
    void shouldMapAQuote(String fields, String expected) throws Exception {
        map("35=S|" + fields);
        assertContains(
                new QuoteAuctionDecoder()
                        .wrapAndApplyHeader(commands.buffer(), 0, header())
                        .toString(),
                expected);
    }

    @Test
    void shouldMapARejection() throws Exception {
        map("35=AG|131=12|658=10|146=1|55=BTC-PERP");
        String command = new DeclineAuctionDecoder()
                .wrapAndApplyHeader(commands.buffer(), 0, header())
                .toString();
        assertContains(command, "auctionId=12");
        assertThrows(IncorrectDataFormat.class, () -> {
            Message quote = FixText.parse(FixVersion.FIX44, "35=S|131=12|117=a|55=BTC-PERP");
            quote.setString(38, "half");
            inbound.map("S", quote, session);
        });
    }

    private void map(String text) throws Exception {
        Message message = FixText.parse(FixVersion.FIX44, text);
        inbound.map(message.getHeader().getString(35), message, session);
    }

    private static MessageHeaderDecoder header() {
        return new MessageHeaderDecoder();
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.replace('|', ' ').contains(part.replace('|', ' ')), text);
    }

    @Test
    void shouldNumberTheSessionsRequests() throws Exception {
        map("35=CL|1666=q");
        assertEquals(
                7,
                new RequestLimitsDecoder()
                        .wrapAndApplyHeader(commands.buffer(), 0, header())
                        .msgSeqNum());
    }
}
