package io.bascule.engine.service;

import io.bascule.engine.account.Account;
import java.util.ArrayList;
import java.util.List;

/** Where each account stands on the ladder; by account, made when first asked for. */
final class LadderStates {
    private final List<LadderState> states = new ArrayList<>();

    LadderState of(final Account account) {
        while (states.size() < account.id()) {
            states.add(new LadderState());
        }
        return states.get(account.id() - 1);
    }

    /** Null: the account was never asked for. */
    LadderState find(final int accountId) {
        return accountId <= states.size() ? states.get(accountId - 1) : null;
    }

    int size() {
        return states.size();
    }
}
