package io.bascule.engine.cluster;

import io.bascule.engine.stress.ShockKind;
import io.bascule.engine.stress.StressShock;
import io.bascule.engine.wire.CommandBuffer;
import io.bascule.engine.wire.sbe.MessageHeaderDecoder;
import io.bascule.engine.wire.sbe.StressAccountDecoder;
import io.bascule.engine.wire.sbe.StressAccountEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** What a stress report is asked with, into bytes and back. */
final class StressRequestCodec {
    private final StressAccountDecoder decoder = new StressAccountDecoder();
    private String account;
    private List<StressShock> shocks = List.of();

    static void encode(
            final CommandBuffer command,
            final long correlationId,
            final String account,
            final List<StressShock> shocks) {
        final StressAccountEncoder encoder = command.stressAccount().correlationId(correlationId);
        final StressAccountEncoder.ShocksEncoder group = encoder.shocksCount(shocks.size());
        int moveCount = 0;
        for (final StressShock shock : shocks) {
            group.next()
                    .kind(io.bascule.engine.wire.sbe.ShockKind.get(shock.kind().code()))
                    .rateE9(shock.rateE9())
                    .hours(shock.hours());
            moveCount += shock.moves().size();
        }
        final StressAccountEncoder.MovesEncoder moves = encoder.movesCount(moveCount);
        for (int n = 0; n < shocks.size(); n++) {
            for (final StressShock.Move move : shocks.get(n).moves()) {
                moves.next().shock(n).moveE6(move.moveE6()).underlying(move.underlying());
            }
        }
        encoder.account(account);
    }

    /** Whether the message is one, and whole. */
    boolean decode(final DirectBuffer view, final MessageHeaderDecoder header) {
        if (header.blockLength() != StressAccountDecoder.BLOCK_LENGTH) {
            return false;
        }
        decoder.wrap(view, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        final List<ShockKind> kinds = new ArrayList<>();
        final List<Long> ratesE9 = new ArrayList<>();
        final List<Integer> hours = new ArrayList<>();
        final List<List<StressShock.Move>> moves = new ArrayList<>();
        boolean isSane = true;
        for (final StressAccountDecoder.ShocksDecoder shock : decoder.shocks()) {
            kinds.add(ShockKind.of(shock.kindRaw()));
            isSane &= kinds.get(kinds.size() - 1) != null;
            ratesE9.add(shock.rateE9());
            hours.add(shock.hours());
            moves.add(new ArrayList<>());
        }
        for (final StressAccountDecoder.MovesDecoder move : decoder.moves()) {
            final int shock = move.shock();
            final StressShock.Move decoded = new StressShock.Move(move.underlying(), move.moveE6());
            if (shock < 0 || shock >= moves.size()) {
                isSane = false;
            } else {
                moves.get(shock).add(decoded);
            }
        }
        account = decoder.account();
        shocks = new ArrayList<>();
        for (int n = 0; isSane && n < kinds.size(); n++) {
            shocks.add(new StressShock(kinds.get(n), moves.get(n), ratesE9.get(n), hours.get(n)));
        }
        return isSane && decoder.limit() == view.capacity();
    }

    /** Of the message that was decoded last, as all below. */
    long correlationId() {
        return decoder.correlationId();
    }

    String account() {
        return account;
    }

    List<StressShock> shocks() {
        return shocks;
    }
}
