package io.bascule.engine.service;

import io.bascule.engine.fee.FeeSchedule;
import io.bascule.engine.fee.FeeTier;
import io.bascule.engine.fee.TradedVolume;
import io.bascule.engine.funding.FundingHistory;
import io.bascule.engine.instrument.Instrument;
import io.bascule.engine.pricing.ExternalPrices;
import io.bascule.engine.pricing.IndexBoard;
import io.bascule.engine.pricing.MarkPrice;
import java.util.ArrayList;
import java.util.List;

/** Prices, funding and fees in a state's records: each pair of methods writes and reads the same fields. */
final class PriceRecords {
    private final VenueParts venue;
    private final Registry registry;

    PriceRecords(final VenueParts venue) {
        this.venue = venue;
        this.registry = venue.registry();
    }

    /** The sources of an index, behind it in its record. */
    static void write(final StateWriter out, final IndexBoard board) {
        out.putBoolean(board.isFrozen());
        out.putLong(board.quorumSinceNs());
        out.putLong(board.mayLiquidateFromNs());
        out.putInt(board.sourceCount());
        for (int n = 0; n < board.sourceCount(); n++) {
            out.putInt(board.sourceId(n));
            out.putLong(board.sourceWeight(n));
            out.putLong(board.sourcePriceE8(n));
            out.putLong(board.sourcePublishedNs(n));
        }
    }

    static void read(final StateReader in, final IndexBoard board) {
        board.restore(in.getBoolean(), in.getLong(), in.getLong());
        final int sources = in.getCount(StagedConfiguration.MAX_ACCOUNTS);
        for (int n = 0; n < sources; n++) {
            board.restoreSource(in.getInt(), in.getLong(), in.getLong(), in.getLong());
        }
    }

    /** Up to when everything is sampled, and the parts of each mark as it was put together last. */
    void writeClock(final StateWriter out) {
        out.begin(StateRecord.CLOCK);
        out.putLong(venue.clock().sampledNs());
        out.putLong(venue.clock().startNs());
        for (int i = 0; i < registry.instruments.size(); i++) {
            final MarkPrice mark = venue.prices().of(i).mark;
            out.putLong(mark.averagedE8());
            out.putLong(mark.bookE8());
            out.putLong(mark.thirdE8());
        }
        out.end();
    }

    void readClock(final StateReader in) {
        in.begin(StateRecord.CLOCK);
        venue.clock().restore(in.getLong(), in.getLong());
        for (int i = 0; i < registry.instruments.size(); i++) {
            venue.prices().of(i).mark.restoreParts(in.getLong(), in.getLong(), in.getLong());
        }
        in.end();
    }

    /** Of what {@link #writeClock} writes, which is in no hash. */
    long clockDigest() {
        long digest = StateHash.mix(venue.clock().sampledNs());
        digest = StateHash.mix(digest ^ venue.clock().startNs());
        for (int i = 0; i < registry.instruments.size(); i++) {
            final MarkPrice mark = venue.prices().of(i).mark;
            digest = StateHash.mix(digest ^ mark.averagedE8());
            digest = StateHash.mix(digest ^ mark.bookE8());
            digest = StateHash.mix(digest ^ mark.thirdE8());
        }
        return digest;
    }

    /** Each instrument's samples, and what it was funded at. */
    void writePrices(final StateWriter out) {
        out.begin(StateRecord.PRICES);
        out.putLong(venue.funding().lastPaymentId());
        for (int i = 0; i < registry.instruments.size(); i++) {
            write(out, venue.prices().of(i));
        }
        out.end();
    }

    void readPrices(final StateReader in) {
        in.begin(StateRecord.PRICES);
        venue.funding().restore(in.getLong());
        for (int i = 0; i < registry.instruments.size(); i++) {
            read(in, venue.prices().of(i));
        }
        in.end();
    }

    private static void write(final StateWriter out, final InstrumentPrices price) {
        final MarkPrice mark = price.mark;
        out.putBoolean(price.instrument.isClosed());
        out.putBoolean(price.settled);
        out.putLong(mark.slowE8());
        out.putLong(mark.fastE8());
        out.putLong(mark.usualE8());
        out.putLong(price.premiums.sumE9());
        out.putLong(price.noneDueUpToNs);
        out.putLong(price.average.sumE8());
        out.putLong(price.average.count());
        final ExternalPrices externals = price.externals;
        out.putInt(externals.count());
        for (int n = 0; n < externals.count(); n++) {
            out.putInt(externals.sourceId(n));
            out.putLong(externals.weight(n));
            out.putLong(externals.priceE8(n));
            out.putLong(externals.publishedNs(n));
        }
        out.putInt(price.history.size());
        for (int n = price.history.size() - 1; n >= 0; n--) {
            out.putLong(price.history.timeNs(n));
            out.putLong(price.history.rateE9(n));
        }
    }

    private static void read(final StateReader in, final InstrumentPrices price) {
        final Instrument instrument = price.instrument;
        if (in.getBoolean()) {
            instrument.close();
        }
        price.settled = in.getBoolean();
        price.mark.restoreAverages(in.getLong(), in.getLong(), in.getLong());
        price.premiums.restore(in.getLong());
        price.noneDueUpToNs = in.getLong();
        price.average.restore(in.getLong(), in.getLong());
        for (int n = in.getCount(StagedConfiguration.MAX_ACCOUNTS); n > 0; n--) {
            price.externals.publish(in.getInt(), in.getLong(), in.getLong(), in.getLong());
        }
        for (int n = in.getCount(FundingHistory.MAX_ENTRIES); n > 0; n--) {
            price.history.add(in.getLong(), in.getLong());
        }
        if (price.history.size() > 0) {
            instrument.meanFundingE9(price.history.meanE9());
        }
    }

    /** The schedules, and what each account has traded. */
    void writeFees(final StateWriter out) {
        final FeeDesk fees = registry.fees;
        out.begin(StateRecord.FEES);
        out.putLong(fees.day());
        write(out, fees.inForce());
        writeSchedules(out, fees.schedules());
        for (int id = 1; id <= fees.accountCount(); id++) {
            final TradedVolume volume = fees.volume(id);
            if (volume != null) {
                out.putInt(id);
                out.putInt(fees.tier(id));
                out.putLong(volume.todayMicros());
                for (int ago = 0; ago < TradedVolume.DAYS; ago++) {
                    out.putLong(volume.dayMicros(ago));
                }
            }
        }
        out.putInt(StateSaver.NO_MORE);
        out.end();
    }

    void readFees(final StateReader in) {
        final FeeDesk fees = registry.fees;
        in.begin(StateRecord.FEES);
        final long day = in.getLong();
        final FeeSchedule inForce = schedule(in);
        fees.restore(readSchedules(in), inForce, day);
        int id = in.getCount(registry.accounts.size());
        while (id != StateSaver.NO_MORE) {
            fees.restoreTier(id, in.getCount(inForce.tiers().size()));
            final TradedVolume volume = fees.makeVolume(id);
            volume.restoreToday(in.getLong());
            for (int ago = 0; ago < TradedVolume.DAYS; ago++) {
                volume.restoreDay(ago, in.getLong());
            }
            id = in.getCount(registry.accounts.size());
        }
        in.end();
    }

    static void writeSchedules(final StateWriter out, final List<FeeSchedule> schedules) {
        out.putInt(schedules.size());
        schedules.forEach(schedule -> write(out, schedule));
    }

    static List<FeeSchedule> readSchedules(final StateReader in) {
        final List<FeeSchedule> schedules = new ArrayList<>();
        for (int n = in.getCount(StagedConfiguration.MAX_FEE_SCHEDULES); n > 0; n--) {
            schedules.add(schedule(in));
        }
        return schedules;
    }

    private static void write(final StateWriter out, final FeeSchedule schedule) {
        out.putLong(schedule.effectiveTimeNs());
        out.putInt(schedule.tiers().size());
        for (final FeeTier tier : schedule.tiers()) {
            out.putLong(tier.volumeMicros());
            out.putLong(tier.makerFeeNanos());
            out.putLong(tier.takerFeeNanos());
        }
    }

    private static FeeSchedule schedule(final StateReader in) {
        final long effectiveTimeNs = in.getLong();
        final List<FeeTier> tiers = new ArrayList<>();
        for (int n = in.getCount(FeeSchedule.MAX_TIERS); n > 0; n--) {
            tiers.add(new FeeTier(in.getLong(), in.getLong(), in.getLong()));
        }
        return new FeeSchedule(effectiveTimeNs, tiers);
    }
}
