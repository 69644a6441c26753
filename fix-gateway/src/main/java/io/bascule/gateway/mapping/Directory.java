package io.bascule.gateway.mapping;

import io.bascule.config.InstrumentConfig;
import io.bascule.config.VenueConfig;
import io.bascule.gateway.encoding.Currencies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the engine's ids stand for, filled from its registrations. Ids are small and positive; 0 stands for nothing.
 */
public final class Directory {
    private final Names symbols = new Names();
    private final Names indexes = new Names();
    private final Names accounts = new Names();
    private final Names counterparties = new Names();
    private final Map<String, InstrumentConfig> instruments = new HashMap<>();
    private int maxPreviewOrders;
    private long venueEpoch;

    /** A directory that knows the terms of the configured instruments, and no ids yet. */
    public Directory(VenueConfig venue) {
        venue(venue);
    }

    /** Takes the terms of another configuration, in place of those before. */
    public void venue(VenueConfig venue) {
        maxPreviewOrders = venue.limits().maxPreviewOrders();
        instruments.clear();
        venue.instruments().forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    /** Registers an instrument. */
    public void addInstrument(int instrumentId, String symbol) {
        symbols.add(instrumentId, symbol);
    }

    /** Registers an underlying by the symbol of its index. */
    public void addIndex(int underlyingId, String indexSymbol) {
        indexes.add(underlyingId, indexSymbol);
    }

    /** Registers an account. */
    public void addAccount(int accountId, String name) {
        accounts.add(accountId, name);
    }

    /** Registers a session by its counterparty's CompID. */
    public void addSession(int sessionId, String counterpartyCompId) {
        counterparties.add(sessionId, counterpartyCompId);
    }

    /** Sets the epoch of the venue's data, the first part of every ExecID. */
    public void venueEpoch(long epoch) {
        venueEpoch = epoch;
    }

    /** The epoch of the venue's data; 0 before it is known. */
    public long venueEpoch() {
        return venueEpoch;
    }

    /** The instrument's id, or 0. */
    public int instrumentId(String symbol) {
        return symbols.id(symbol);
    }

    /** The underlying's id by its index's symbol, or 0. */
    public int underlyingId(String indexSymbol) {
        return indexes.id(indexSymbol);
    }

    /** The account's id, or 0. */
    public int accountId(String name) {
        return accounts.id(name);
    }

    /** The instrument's symbol, or empty if it is not of this configuration. */
    String symbol(int instrumentId) {
        return symbols.name(instrumentId);
    }

    /** The symbol of an underlying's index. */
    String index(int underlyingId) {
        return indexes.name(underlyingId);
    }

    String account(int accountId) {
        return accounts.name(accountId);
    }

    String counterparty(int sessionId) {
        return counterparties.name(sessionId);
    }

    /** The terms of an instrument, or null if the configuration does not list it. */
    InstrumentConfig instrument(String symbol) {
        return instruments.get(symbol);
    }

    /** What an instrument's fees and profits are paid in; USDC of one that is no longer configured. */
    String settlementCurrency(int instrumentId) {
        InstrumentConfig terms = instruments.get(symbol(instrumentId));
        return terms == null ? Currencies.USDC : terms.settlementCurrency();
    }

    /** Orders of one preview that the venue takes. */
    int maxPreviewOrders() {
        return maxPreviewOrders;
    }

    /** Names by id and ids by name. */
    private static final class Names {
        private final List<String> byId = new ArrayList<>();
        private final Map<String, Integer> byName = new HashMap<>();

        void add(int id, String name) {
            while (byId.size() <= id) {
                byId.add("");
            }
            byId.set(id, name);
            byName.put(name, id);
        }

        int id(String name) {
            Integer id = byName.get(name);
            return id == null ? 0 : id;
        }

        /** Empty for 0, and for an id of an earlier configuration: closed orders outlive what they were of. */
        String name(int id) {
            return id < 0 || id >= byId.size() ? "" : byId.get(id);
        }
    }
}
