package io.bascule.gateway.session;

import io.bascule.config.Credentials;
import io.bascule.config.SessionConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import quickfix.SessionID;
import quickfix.SystemTime;

/**
 * Verifies who sent a Logon. The slow hash runs on a pool; what was right once is remembered as an HMAC under a key
 * that lives as long as the process, so that it need not be hashed again and anything else can be refused at once.
 * Everything but the hashing is for the FIX event loop only.
 */
final class Authenticator implements AutoCloseable {
    static final long MAX_CLOCK_DIFFERENCE_MS = 30_000;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int THREADS = 2;

    private final Executor loop;
    private final ThreadPoolExecutor pool;
    private final Map<SessionID, byte[]> known = new HashMap<>();
    private final Mac mac;

    /** How often something was forgotten: what was asked before is not remembered after. */
    private int generation;

    /**
     * An authenticator without memory.
     *
     * @param loop runs a task on the FIX event loop
     * @param maxWaiting how many Logons may wait to be hashed
     */
    Authenticator(Executor loop, int maxWaiting) {
        this.loop = loop;
        this.pool = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(maxWaiting), task -> {
                    Thread thread = new Thread(task, "fix-logon");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    /**
     * Verifies a Logon against the session that it names, and wipes its password. The answer comes on the loop: now if
     * no hash is needed, else later.
     */
    void verify(LogonRequest logon, SessionConfig session, Consumer<Boolean> answer) {
        Credentials credentials = session.credentials().orElse(null);
        if (credentials == null) {
            answer.accept(true);
            return;
        }
        if (!isTimely(logon) || !credentials.username().equals(logon.username())) {
            logon.wipe();
            answer.accept(false);
            return;
        }
        byte[] digest = digest(logon);
        int askedAt = generation;
        byte[] right = known.get(session.sessionId());
        if (right != null) {
            logon.wipe();
            answer.accept(MessageDigest.isEqual(right, digest));
            return;
        }
        try {
            pool.execute(() -> {
                boolean verified = credentials.passwordHash().verify(logon.password());
                logon.wipe();
                answerOnLoop(() ->
                        onHashed(session.sessionId(), digest, verified && askedAt == generation, verified, answer));
            });
        } catch (RejectedExecutionException e) {
            logon.wipe();
            answer.accept(false);
        }
    }

    /** What was right for a session need not be so any more. */
    void forget(SessionID session) {
        known.remove(session);
        generation++;
    }

    private void answerOnLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The acceptor has stopped: nobody waits for the answer.
        }
    }

    private void onHashed(
            SessionID sessionId, byte[] digest, boolean isToKeep, boolean verified, Consumer<Boolean> answer) {
        if (isToKeep) {
            known.put(sessionId, digest);
        }
        answer.accept(verified);
    }

    private static boolean isTimely(LogonRequest logon) {
        return logon.isSentWithin(MAX_CLOCK_DIFFERENCE_MS, SystemTime.currentTimeMillis());
    }

    private byte[] digest(LogonRequest logon) {
        mac.update(logon.sessionId().toString().getBytes(StandardCharsets.ISO_8859_1));
        mac.update((byte) 1);
        for (char c : logon.password()) {
            mac.update((byte) c);
        }
        return mac.doFinal();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
