package io.bascule.gateway.mapping;

import io.bascule.config.Role;
import io.bascule.engine.wire.sbe.BooleanType;
import io.bascule.engine.wire.sbe.MarginParametersChangedDecoder;
import io.bascule.gateway.encoding.MessageBody;
import io.bascule.gateway.encoding.Timestamps;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import quickfix.field.Headline;
import quickfix.field.MsgType;
import quickfix.field.NoLinesOfText;
import quickfix.field.OrigTime;
import quickfix.field.Text;

/**
 * MarginParametersChanged to News (B), which every dictionary has: to whoever has accounts or watches them. The first
 * three lines of text are name, effective time and hash, as {@code key=value}.
 */
final class ParametersNewsMapping extends PushMapping {
    private static final int NANO_DIGITS = 9;

    private final Timestamps timestamps;
    private final MarginParametersChangedDecoder event = new MarginParametersChangedDecoder();
    private final Copies none = new Copies();
    private final byte[] time = new byte[Timestamps.MAX_LENGTH];
    private boolean isInForce;
    private String name;
    private String sha256;

    ParametersNewsMapping(Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    @Override
    public void wrap(DirectBuffer buffer, int offset, int blockLength, int version) {
        event.wrap(buffer, offset, blockLength, version);
        isInForce = event.inForce() == BooleanType.TRUE;
        name = event.name();
        sha256 = event.sha256();
    }

    @Override
    public long eventNumber() {
        return event.eventNumber();
    }

    @Override
    public Copies copies() {
        return none;
    }

    @Override
    public boolean isPushedTo(SessionProfile recipient) {
        return recipient.role() != Role.INDEX_SOURCE && recipient.role() != Role.MARKET_DATA;
    }

    @Override
    public void write(SessionProfile recipient, long copySeqNum, MessageBody body) {
        body.begin(MsgType.NEWS)
                .open(OrigTime.FIELD)
                .append(timestamps, event.timestampNs(), recipient.fractionDigits())
                .close()
                .put(Headline.FIELD, isInForce ? "margin parameters in force" : "margin parameters announced")
                .put(NoLinesOfText.FIELD, 3)
                .put(Text.FIELD, "name=" + name)
                .put(Text.FIELD, "effective=" + effective())
                .put(Text.FIELD, "sha256=" + sha256);
    }

    private String effective() {
        int length = timestamps.write(event.effectiveTimeNs(), NANO_DIGITS, time, 0);
        return new String(time, 0, length, StandardCharsets.ISO_8859_1);
    }
}
