package io.bascule.gateway.mapping;

import io.bascule.config.Role;
import io.bascule.config.SessionConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import quickfix.FieldNotFound;
import quickfix.Message;

/** What the mapping has to know of one session. */
public final class SessionProfile {
    private final int sessionId;
    private final SessionConfig config;
    private final FixVersion version;
    private final Vocabulary vocabulary;
    private final Map<String, Integer> accountIds = new HashMap<>();
    private final String onlyAccount;
    private final int fractionDigits;
    private final LongSupplier epoch;
    private final Subscriptions subscriptions;

    /**
     * The profile of a session that the engine has registered.
     *
     * @param sessionId as registered
     * @param config the session's configuration
     * @param directory that already has the accounts
     * @param epoch says how often the session's numbers have started at 1
     */
    public SessionProfile(int sessionId, SessionConfig config, Directory directory, LongSupplier epoch) {
        this(sessionId, config, directory, epoch, new Subscriptions());
    }

    /** The same, with subscriptions that outlive a change of its settings. */
    public SessionProfile(
            int sessionId, SessionConfig config, Directory directory, LongSupplier epoch, Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
        this.epoch = epoch;
        this.sessionId = sessionId;
        this.config = config;
        this.version = FixVersion.of(config.beginString());
        this.vocabulary = Vocabulary.of(version, config.dialect());
        config.accounts().forEach(account -> accountIds.put(account, directory.accountId(account)));
        this.onlyAccount = config.accounts().size() == 1 ? config.accounts().get(0) : "";
        this.fractionDigits = config.fractionDigits();
    }

    /** The engine's id of the session. */
    public int sessionId() {
        return sessionId;
    }

    /** What the session may do. */
    public Role role() {
        return config.role();
    }

    /** The counterparty's CompID. */
    public String counterparty() {
        return config.targetCompId();
    }

    /**
     * The number of a message as the engine gets it: the epoch of the session's numbers above MsgSeqNum(34), so that it
     * only ever grows.
     */
    public static long epochSeqNum(long epoch, int msgSeqNum) {
        return epoch << Integer.SIZE | msgSeqNum;
    }

    /** The epoch of a number that the engine has. */
    public static long epoch(long epochSeqNum) {
        return epochSeqNum >>> Integer.SIZE;
    }

    /** MsgSeqNum(34) of a number that the engine has. */
    public static int msgSeqNum(long epochSeqNum) {
        return (int) epochSeqNum;
    }

    long epochSeqNum(Message request) throws FieldNotFound {
        return epochSeqNum(epoch.getAsLong(), RequestReader.msgSeqNum(request));
    }

    MarginSubscriptions marginSubscriptions() {
        return subscriptions.margin();
    }

    MarketSubscriptions marketSubscriptions() {
        return subscriptions.markets();
    }

    FixVersion version() {
        return version;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The account's id, or 0 if it is not one that the session acts for. */
    int accountId(String account) {
        Integer id = accountIds.get(account);
        return id == null ? 0 : id;
    }

    /** The account of a request that names none: the session's only one, or empty. */
    String onlyAccount() {
        return onlyAccount;
    }

    /** Whether what the venue itself does with an account is told to the session: it trades for it. */
    boolean isDeskOf(String account) {
        boolean trades = config.role() == Role.ORDER_ENTRY || config.role() == Role.BACKSTOP;
        return trades && accountIds.containsKey(account);
    }

    /** Whether the reports that the session gets say their place in its application sequence. */
    public boolean isNumbered() {
        return vocabulary.reportIsNumbered();
    }

    boolean wantsMargin() {
        return config.marginOnReports() && vocabulary.hasUserTags();
    }

    /** Digits behind the second in TransactTime(60), as QuickFIX/J's TimeStampPrecision has them in SendingTime(52). */
    int fractionDigits() {
        return fractionDigits;
    }
}
