package io.bascule.gateway.mapping;

import static io.bascule.gateway.mapping.MarketReportMapping.RATE_DECIMALS;

import io.bascule.dictionaries.BasculeTags;
import io.bascule.engine.wire.sbe.MarketReportedDecoder;
import io.bascule.gateway.encoding.Decimal;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import java.util.concurrent.TimeUnit;
import quickfix.field.MaturityDate;

/** What index, mark and funding are made of, and what was paid, on a MarketDataSnapshotFullRefresh (W). */
final class PricePartFields {
    private static final int CONFIDENCE_DECIMALS = 6;
    private static final long NEVER_NS = Long.MIN_VALUE;

    private final Directory directory;
    private final Timestamps timestamps;

    PricePartFields(Directory directory, Timestamps timestamps) {
        this.directory = directory;
        this.timestamps = timestamps;
    }

    /** Of an event whose groups were read up to the trades. */
    void put(MarketReportedDecoder event, SessionProfile recipient, MessageBody body) {
        MarketReportedDecoder.PartsDecoder parts = event.parts();
        if (event.indexState() != MarketReportedDecoder.indexStateNullValue()) {
            putFigures(event, body);
            putParts(parts, recipient, body);
        }
        putPayments(event.payments(), recipient, body);
    }

    private static void putFigures(MarketReportedDecoder event, MessageBody body) {
        body.put(BasculeTags.INDEX_STATUS, event.indexState())
                .putDecimal(BasculeTags.INDEX_CONFIDENCE, event.confidenceE6(), CONFIDENCE_DECIMALS);
        if (event.premiumE9() != RequestReader.ABSENT) {
            body.putDecimal(BasculeTags.MEAN_PREMIUM, event.premiumE9(), RATE_DECIMALS)
                    .put(BasculeTags.FUNDING_INTERVAL, TimeUnit.NANOSECONDS.toSeconds(event.fundingIntervalNs()));
        }
        if (event.annualisedBasisE9() != RequestReader.ABSENT) {
            InquiryFields.putDate(body, MaturityDate.FIELD, event.expiryNs());
            body.putDecimal(BasculeTags.ANNUALISED_BASIS, event.annualisedBasisE9(), RATE_DECIMALS);
        }
    }

    private void putParts(MarketReportedDecoder.PartsDecoder parts, SessionProfile recipient, MessageBody body) {
        if (parts.count() > 0) {
            body.put(BasculeTags.NO_PRICE_PARTS, parts.count());
        }
        while (parts.hasNext()) {
            MarketReportedDecoder.PartsDecoder part = parts.next();
            body.put(BasculeTags.PRICE_PART_TYPE, part.kind())
                    .putDecimal(BasculeTags.PRICE_PART_PX, part.priceE8(), Decimal.E8);
            if (part.sourceId() != 0) {
                body.put(BasculeTags.PRICE_PART_SOURCE, directory.counterparty(part.sourceId()))
                        .put(BasculeTags.PRICE_PART_WEIGHT, part.weight())
                        .put(BasculeTags.PRICE_PART_STATUS, part.status());
                if (part.publishedNs() != NEVER_NS) {
                    putTime(BasculeTags.PRICE_PART_TIME, part.publishedNs(), recipient, body);
                }
            }
        }
    }

    private void putPayments(
            MarketReportedDecoder.PaymentsDecoder payments, SessionProfile recipient, MessageBody body) {
        if (payments.count() > 0) {
            body.put(BasculeTags.NO_FUNDING_PAYMENTS, payments.count());
        }
        while (payments.hasNext()) {
            MarketReportedDecoder.PaymentsDecoder payment = payments.next();
            putTime(BasculeTags.FUNDING_TIME, payment.timeNs(), recipient, body);
            body.putDecimal(BasculeTags.PAID_FUNDING_RATE, payment.rateE9(), RATE_DECIMALS);
        }
    }

    private void putTime(int tag, long timestampNs, SessionProfile recipient, MessageBody body) {
        body.open(tag)
                .append(timestamps, timestampNs, recipient.fractionDigits())
                .close();
    }
}
