package io.bascule.gateway.session;

import io.bascule.config.Credentials;
import io.bascule.config.LogonSignature;
import io.bascule.config.PasswordHash;
import io.bascule.config.Proof;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import quickfix.SessionID;
import quickfix.SystemTime;

/**
 * Verifies who sent a Logon. The slow hash and signatures run on a pool. A password that was right once is remembered
 * as an HMAC under a key that lives as long as the process, so that it need not be hashed again and anything else can
 * be refused at once; a signed Logon that was let in once is not let in again. Everything else is for the FIX event
 * loop only.
 */
final class Authenticator implements AutoCloseable {
    static final long MAX_CLOCK_DIFFERENCE_MS = 30_000;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int THREADS = 2;

    private final Executor loop;
    private final ThreadPoolExecutor pool;
    private final Map<SessionID, Known> known = new HashMap<>();
    private final Map<SessionID, UsedLogons> used = new HashMap<>();
    private final long startMs = SystemTime.currentTimeMillis();
    private final Mac mac;

    /** A password that was right, as the HMAC of it, and the hash that it was right for. */
    private static final class Known {
        final PasswordHash hash;
        final byte[] digest;

        Known(PasswordHash hash, byte[] digest) {
            this.hash = hash;
            this.digest = digest;
        }
    }

    /**
     * An authenticator without memory.
     *
     * @param loop runs a task on the FIX event loop
     * @param maxWaiting how many Logons may wait to be verified
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
     * Verifies a Logon against the session that it names, and wipes its secrets. The answer comes on the loop: now if
     * nothing slow is needed, else later.
     */
    void verify(LogonRequest logon, SessionConfig session, Consumer<Verdict> answer) {
        Credentials credentials = session.credentials().orElse(null);
        if (credentials == null) {
            logon.wipe();
            answer.accept(Verdict.RIGHT);
            return;
        }
        Proof proof = credentials.proof().orElse(null);
        boolean isNamed = logon.hasUsername() || proof instanceof PasswordHash;
        if (!logon.isSentWithin(MAX_CLOCK_DIFFERENCE_MS, SystemTime.currentTimeMillis())) {
            logon.wipe();
            answer.accept(Verdict.UNTIMELY);
        } else if (isNamed && !credentials.username().equals(logon.username())) {
            logon.wipe();
            answer.accept(Verdict.WRONG);
        } else if (proof instanceof PasswordHash hash) {
            verifyPassword(logon, session.sessionId(), hash, answer);
        } else if (proof instanceof LogonSignature signature) {
            verifySignature(logon, session.sessionId(), signature, answer);
        } else {
            logon.wipe();
            answer.accept(Verdict.RIGHT);
        }
    }

    private void verifyPassword(LogonRequest logon, SessionID sessionId, PasswordHash hash, Consumer<Verdict> answer) {
        byte[] digest = digest(logon);
        Known right = known.get(sessionId);
        if (right != null && right.hash.equals(hash)) {
            logon.wipe();
            answer.accept(MessageDigest.isEqual(right.digest, digest) ? Verdict.RIGHT : Verdict.WRONG);
            return;
        }
        verifySlowly(logon, () -> hash.verify(logon.password()), answer, () -> {
            known.put(sessionId, new Known(hash, digest));
            return Verdict.RIGHT;
        });
    }

    private void verifySignature(
            LogonRequest logon, SessionID sessionId, LogonSignature signature, Consumer<Verdict> answer) {
        byte[] text = logon.signedText();
        verifySlowly(logon, () -> signature.verify(text, logon.signature()), answer, () -> {
            long nowMs = SystemTime.currentTimeMillis();
            return used.computeIfAbsent(sessionId, key -> new UsedLogons(startMs, MAX_CLOCK_DIFFERENCE_MS))
                    .use(text, logon.sentMs(), nowMs);
        });
    }

    /** What a right one is let in by; on the loop. */
    @FunctionalInterface
    private interface Admittance {
        Verdict admit();
    }

    private void verifySlowly(
            LogonRequest logon, BooleanSupplier check, Consumer<Verdict> answer, Admittance admittance) {
        try {
            pool.execute(() -> {
                boolean verified = isRight(check);
                logon.wipe();
                answerOnLoop(() -> answer.accept(verified ? admittance.admit() : Verdict.WRONG));
            });
        } catch (RejectedExecutionException e) {
            logon.wipe();
            answer.accept(Verdict.TOO_MANY);
        }
    }

    /** What cannot be checked is not right: a connection that waits for an answer gets one. */
    private static boolean isRight(BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** What was right for a session need not be so any more. */
    void forget(SessionID session) {
        known.remove(session);
    }

    private void answerOnLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The acceptor has stopped: nobody waits for the answer.
        }
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
