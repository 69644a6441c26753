package io.bascule.gateway.mapping;

import quickfix.Message;

/** A message that the gateway itself answers with one of its own kind, and not with a BusinessMessageReject. */
final class DirectAnswer extends BusinessReject {
    private static final long serialVersionUID = 1L;

    private final transient Message answer;

    DirectAnswer(Message answer) {
        super(0, "");
        this.answer = answer;
    }

    Message answer() {
        return answer;
    }
}
