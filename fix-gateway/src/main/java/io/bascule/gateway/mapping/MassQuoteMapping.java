package io.bascule.gateway.mapping;

import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.PlaceQuotesEncoder;
import io.bascule.engine.wire.sbe.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.IncorrectDataFormat;
import quickfix.Message;
import quickfix.field.Account;
import quickfix.field.BidPx;
import quickfix.field.BidSize;
import quickfix.field.DefBidSize;
import quickfix.field.DefOfferSize;
import quickfix.field.LastFragment;
import quickfix.field.NoQuoteEntries;
import quickfix.field.NoQuoteSets;
import quickfix.field.OfferPx;
import quickfix.field.OfferSize;
import quickfix.field.QuoteEntryID;
import quickfix.field.QuoteID;
import quickfix.field.QuoteReqID;
import quickfix.field.QuoteResponseLevel;
import quickfix.field.QuoteSetID;
import quickfix.field.QuoteType;
import quickfix.field.Symbol;
import quickfix.field.TotNoQuoteEntries;

/** MassQuote (i) to PlaceQuotes: two-sided quotes of one account, one in an instrument. */
final class MassQuoteMapping {
    static final int LAST_FRAGMENT = LastFragment.FIELD;
    private static final String TRADEABLE = "1";
    private static final int QUOTE_SET_VALID_UNTIL_TIME = 367;

    /** What would make it another quote than the venue makes of it: validity, spot and forward, yield, mid, type. */
    private static final Set<Integer> NOT_OFFERED =
            Set.of(62, 188, 189, 190, 191, 192, 40, 631, 632, 633, 634, 642, 643, QUOTE_SET_VALID_UNTIL_TIME, 555);

    private final Directory directory;
    private final RequestReader whole = new RequestReader();
    private final RequestReader reader = new RequestReader();
    private final List<Group> quotes = new ArrayList<>();
    private final List<Group> setOfQuote = new ArrayList<>();

    MassQuoteMapping(Directory directory) {
        this.directory = directory;
    }

    void map(Message request, SessionProfile session, CommandBuffer commands)
            throws FieldNotFound, IncorrectDataFormat {
        RequestReader in = whole.wrap(request);
        String quoteId = in.identifier(QuoteID.FIELD);
        String quoteReqId = in.identifier(QuoteReqID.FIELD);
        String account = in.has(Account.FIELD) ? in.text(Account.FIELD) : session.onlyAccount();
        int accountId = session.accountId(account);
        if (account.isEmpty()) {
            in.refuse(RejectReason.UNKNOWN_ACCOUNT);
        }
        if (in.has(QuoteType.FIELD) && !in.text(QuoteType.FIELD).equals(TRADEABLE)) {
            in.refuse(RejectReason.UNSUPPORTED_VALUE);
        }
        int responseLevel = responseLevel(in);
        collect(request, in);

        PlaceQuotesEncoder out = commands.placeQuotes()
                .sessionId(session.sessionId())
                .msgSeqNum(session.epochSeqNum(request))
                .responseLevel((short) responseLevel)
                .accountId(accountId)
                .fault(in.fault());
        RequestReader.flags(request, out.flags());
        // One too many is enough for the engine to refuse it, and the command's size stays bounded.
        int encoded = Math.min(quotes.size(), directory.maxPreviewOrders() + 1);
        PlaceQuotesEncoder.EntriesEncoder entries = out.entriesCount(encoded);
        for (int n = 0; n < encoded; n++) {
            mapEntry(quotes.get(n), setOfQuote.get(n), entries.next());
        }
        out.quoteId(quoteId).quoteReqId(quoteReqId).accountName(accountId == 0 ? account : "");
    }

    private static int responseLevel(RequestReader in) {
        return switch (in.text(QuoteResponseLevel.FIELD)) {
            case "", "0" -> 0;
            case "1" -> 1;
            case "2" -> 2;
            default -> {
                in.refuse(RejectReason.RESPONSE_LEVEL);
                yield 0;
            }
        };
    }

    /** Every quote with its set; what a set says of itself must be so. */
    private void collect(Message request, RequestReader in) {
        quotes.clear();
        setOfQuote.clear();
        for (Group set : request.getGroups(NoQuoteSets.FIELD)) {
            List<Group> ofSet = set.getGroups(NoQuoteEntries.FIELD);
            RequestReader fields = reader.wrap(set);
            if (fields.text(LAST_FRAGMENT).equals("N") || fields.has(QUOTE_SET_VALID_UNTIL_TIME)) {
                in.refuse(RejectReason.UNSUPPORTED_VALUE);
            }
            if (!fields.text(TotNoQuoteEntries.FIELD).equals(Integer.toString(ofSet.size()))) {
                in.refuse(RejectReason.COUNT_MISMATCH);
            }
            for (Group quote : ofSet) {
                quotes.add(quote);
                setOfQuote.add(set);
            }
        }
    }

    private void mapEntry(Group quote, Group set, PlaceQuotesEncoder.EntriesEncoder entry) throws IncorrectDataFormat {
        String setId = reader.wrap(set).text(QuoteSetID.FIELD);
        RequestReader in = reader.wrap(quote);
        String symbol = in.text(Symbol.FIELD);
        int instrumentId = directory.instrumentId(symbol);
        String entryId = in.identifier(QuoteEntryID.FIELD);
        NOT_OFFERED.stream().filter(in::has).findAny().ifPresent(tag -> in.refuse(RejectReason.UNSUPPORTED_VALUE));
        long bidE8 = price(in, BidPx.FIELD);
        long offerE8 = price(in, OfferPx.FIELD);
        long bidQtyE8 = size(in, BidSize.FIELD);
        long offerQtyE8 = size(in, OfferSize.FIELD);
        entry.instrumentId(instrumentId)
                .bidE8(bidE8)
                .bidQtyE8(
                        bidE8 == RequestReader.ABSENT || in.has(BidSize.FIELD)
                                ? bidQtyE8
                                : size(whole, DefBidSize.FIELD))
                .offerE8(offerE8)
                .offerQtyE8(
                        offerE8 == RequestReader.ABSENT || in.has(OfferSize.FIELD)
                                ? offerQtyE8
                                : size(whole, DefOfferSize.FIELD))
                .fault(in.fault());
        entry.symbol(instrumentId == 0 ? symbol : "").setId(setId).entryId(entryId);
    }

    private static long price(RequestReader in, int tag) throws IncorrectDataFormat {
        return in.decimalE8(tag, RejectReason.PRICE_PRECISION, RejectReason.PRICE_OUT_OF_RANGE);
    }

    private static long size(RequestReader in, int tag) throws IncorrectDataFormat {
        return in.decimalE8(tag, RejectReason.QUANTITY_PRECISION, RejectReason.QUANTITY_OUT_OF_RANGE);
    }
}
