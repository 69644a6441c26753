package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import io.bascule.engine.account.Holdings;
import io.bascule.engine.instrument.Instrument;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Kill switches: of the venue, of each firm, account and instrument. What is narrowest open counts. */
final class KillSwitches {
    private TradingLevel venue = TradingLevel.ACTIVE;
    private TradingLevel[] accounts = new TradingLevel[0];
    private final TradingLevel[] instruments = new TradingLevel[Holdings.MAX_INSTRUMENTS + 1];
    /** Those that are not active, by name. */
    private final Map<String, TradingLevel> firms = new TreeMap<>();

    KillSwitches() {
        Arrays.fill(instruments, TradingLevel.ACTIVE);
    }

    TradingLevel venue() {
        return venue;
    }

    void venue(final TradingLevel level) {
        venue = level;
    }

    TradingLevel account(final int id) {
        return id < accounts.length ? accounts[id] : TradingLevel.ACTIVE;
    }

    void account(final int id, final TradingLevel level) {
        if (id >= accounts.length) {
            final int before = accounts.length;
            accounts = Arrays.copyOf(accounts, Math.max(id + 1, before * 2));
            Arrays.fill(accounts, before, accounts.length, TradingLevel.ACTIVE);
        }
        accounts[id] = level;
    }

    TradingLevel instrument(final int id) {
        return instruments[id];
    }

    void instrument(final int id, final TradingLevel level) {
        instruments[id] = level;
    }

    TradingLevel firm(final String name) {
        return firms.isEmpty() ? TradingLevel.ACTIVE : firms.getOrDefault(name, TradingLevel.ACTIVE);
    }

    void firm(final String name, final TradingLevel level) {
        if (level == TradingLevel.ACTIVE) {
            firms.remove(name);
        } else {
            firms.put(name, level);
        }
    }

    /** What is open to an account in an instrument. */
    TradingLevel level(final Account account, final Instrument instrument) {
        return narrower(level(account), instruments[instrument.id()]);
    }

    /** What is open to an account at all. */
    TradingLevel level(final Account account) {
        final TradingLevel own = narrower(venue, account(account.id()));
        return firms.isEmpty() ? own : narrower(own, firm(Registry.firm(account)));
    }

    private static TradingLevel narrower(final TradingLevel a, final TradingLevel b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    void write(final StateWriter out, final int accountCount) {
        out.putByte(venue.code());
        for (int id = 1; id <= accountCount; id++) {
            out.putByte(account(id).code());
        }
        for (int id = 1; id < instruments.length; id++) {
            out.putByte(instruments[id].code());
        }
        out.putInt(firms.size());
        firms.forEach((name, level) -> {
            out.putString(name);
            out.putByte(level.code());
        });
    }

    void read(final StateReader in, final int accountCount) {
        venue = level(in);
        for (int id = 1; id <= accountCount; id++) {
            account(id, level(in));
        }
        for (int id = 1; id < instruments.length; id++) {
            instruments[id] = level(in);
        }
        for (int n = in.getCount(Integer.MAX_VALUE); n > 0; n--) {
            final String name = in.getString();
            firm(name, level(in));
        }
    }

    private static TradingLevel level(final StateReader in) {
        final TradingLevel level = TradingLevel.of(in.getByte());
        if (level == null) {
            throw in.broken("a kill switch stands where none can");
        }
        return level;
    }
}
