package io.bascule.gateway.mapping;

import io.bascule.config.InstrumentConfig;
import io.bascule.config.InstrumentKind;
import io.bascule.config.VenueConfig;
import io.bascule.gateway.encoding.Decimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.Currency;
import quickfix.field.MaturityDate;
import quickfix.field.MsgType;
import quickfix.field.NoRelatedSym;
import quickfix.field.RoundLot;
import quickfix.field.SecurityListRequestType;
import quickfix.field.SecurityReqID;
import quickfix.field.SecurityRequestResult;
import quickfix.field.SecurityResponseID;
import quickfix.field.SecurityType;
import quickfix.field.Symbol;
import quickfix.field.TotNoRelatedSym;

/** SecurityListRequest (x) to SecurityList (y), from the configuration. */
final class SecurityListMapping {
    private static final String ONE_SYMBOL = "0";
    private static final String ALL = "4";
    private static final String VALID = "0";
    private static final String UNSUPPORTED = "1";
    private static final String NOT_FOUND = "2";
    private static final int CONTRACT_MULTIPLIER = 231;
    private static final int MIN_TRADE_VOL = 562;
    private static final int MIN_PRICE_INCREMENT = 969;
    private static final int MAX_TRADE_VOL = 1140;

    private List<InstrumentConfig> instruments;
    private final RequestReader reader = new RequestReader();

    SecurityListMapping(VenueConfig venue) {
        venue(venue);
    }

    void venue(VenueConfig venue) {
        instruments = venue.instruments();
    }

    Message answer(Message request, SessionProfile session) throws FieldNotFound {
        RequestReader in = reader.wrap(request);
        Message list = new Message();
        list.getHeader().setString(MsgType.FIELD, MsgType.SECURITY_LIST);
        list.setString(SecurityReqID.FIELD, in.text(SecurityReqID.FIELD));
        list.setString(SecurityResponseID.FIELD, session.counterparty() + "-" + RequestReader.msgSeqNum(request));
        List<InstrumentConfig> found =
                switch (in.text(SecurityListRequestType.FIELD)) {
                    case ALL -> instruments;
                    case ONE_SYMBOL -> named(in.text(Symbol.FIELD));
                    default -> null;
                };
        list.setString(SecurityRequestResult.FIELD, result(found));
        if (found != null && !found.isEmpty()) {
            list.setString(TotNoRelatedSym.FIELD, Integer.toString(found.size()));
            found.forEach(instrument -> list.addGroupRef(entry(instrument, session.vocabulary())));
        }
        return list;
    }

    private List<InstrumentConfig> named(String symbol) {
        return instruments.stream()
                .filter(instrument -> instrument.symbol().equals(symbol))
                .toList();
    }

    private static String result(List<InstrumentConfig> found) {
        if (found == null) {
            return UNSUPPORTED;
        }
        return found.isEmpty() ? NOT_FOUND : VALID;
    }

    private static Group entry(InstrumentConfig instrument, Vocabulary vocabulary) {
        Group entry = new Group(
                NoRelatedSym.FIELD, Symbol.FIELD, vocabulary.groupOrder(MsgType.SECURITY_LIST, NoRelatedSym.FIELD));
        set(entry, vocabulary, Symbol.FIELD, instrument.symbol());
        set(entry, vocabulary, SecurityType.FIELD, SecurityType.FUTURE);
        set(entry, vocabulary, CONTRACT_MULTIPLIER, multiplier(instrument));
        set(entry, vocabulary, MIN_PRICE_INCREMENT, Decimal.format(instrument.tickSizeE8(), Decimal.E8));
        set(entry, vocabulary, RoundLot.FIELD, Decimal.format(instrument.lotSizeE8(), Decimal.E8));
        set(entry, vocabulary, MIN_TRADE_VOL, Decimal.format(instrument.minOrderQtyE8(), Decimal.E8));
        set(entry, vocabulary, MAX_TRADE_VOL, Decimal.format(instrument.maxOrderQtyE8(), Decimal.E8));
        set(entry, vocabulary, Currency.FIELD, instrument.settlementCurrency());
        if (instrument.kind() == InstrumentKind.LINEAR_FUTURE) {
            set(entry, vocabulary, MaturityDate.FIELD, maturity(instrument));
        }
        return entry;
    }

    /** Of an inverse contract its size in USD; a linear one is of coins. */
    private static String multiplier(InstrumentConfig instrument) {
        return instrument.kind() == InstrumentKind.INVERSE_PERPETUAL
                ? Decimal.format(instrument.contractSizeE8(), Decimal.E8)
                : "1";
    }

    /** The UTC date that it settles on. */
    private static String maturity(InstrumentConfig instrument) {
        return LocalDate.ofEpochDay(Math.floorDiv(instrument.expiryNs(), TimeUnit.DAYS.toNanos(1)))
                .format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static void set(Group entry, Vocabulary vocabulary, int tag, String value) {
        if (vocabulary.hasGroupTag(MsgType.SECURITY_LIST, NoRelatedSym.FIELD, tag)) {
            entry.setString(tag, value);
        }
    }
}
