package io.bascule.acceptance.faults;

import io.bascule.acceptance.fix.FixVersion;
import io.bascule.acceptance.fix.Framing;
import io.bascule.acceptance.fix.LeanSession;
import io.bascule.acceptance.fix.SessionSettings;
import io.bascule.acceptance.fix.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The caps of the configuration {@code demo}: 8 connections an address that have not logged on, 64 in all, 5 failures
 * that block an address. A desk elsewhere gets in whatever an address did.
 */
final class CapsCheck {
    private static final int CONNECT_MS = 5_000;
    private static final int CAP_OF_ADDRESS = 8;
    private static final int CAP = 64;
    private static final int FAILURES = 5;

    /** The silent ones in front are closed after 2 s, then there is room for those in the backlog. */
    private static final Duration BEHIND_THE_CAP = Duration.ofSeconds(6);

    private final FaultRun run;
    private final InetSocketAddress venue;
    private final SessionSettings desk;

    CapsCheck(FaultRun run, int port) throws IOException {
        this.run = run;
        venue = new InetSocketAddress(Loopback.address(1), port);
        desk = SessionSettings.ofDemo("127.0.0.1", port, "QA3", FixVersion.FIX44);
    }

    void check() throws IOException {
        checkCapOfAddress();
        checkBlock();
        checkCap();
    }

    private void checkCapOfAddress() throws IOException {
        InetAddress from = Loopback.address(9);
        List<Wire> silent = new ArrayList<>();
        for (int i = 0; i < CAP_OF_ADDRESS; i++) {
            silent.add(connect(from));
        }
        try (Wire oneTooMany = connect(from)) {
            if (oneTooMany.next(1000) != Wire.Event.CLOSED) {
                run.violate('-', "address cap", "a connection beyond " + CAP_OF_ADDRESS + " of an address stays open");
            }
        }
        if (silent.get(0).next(1) == Wire.Event.CLOSED) {
            run.violate('-', "address cap", "a connection within the cap was closed at once");
        }
        silent.forEach(Wire::close);
    }

    private void checkBlock() throws IOException {
        InetAddress from = Loopback.address(8);
        for (int i = 0; i < FAILURES; i++) {
            try (Wire wire = connect(from)) {
                byte[] noLogon = Framing.frame("FIX.4.4", "35=0|34=1|49=QA3|52=20260101-00:00:00|56=BASCULE|");
                wire.send(noLogon, noLogon.length);
                expectClosed(wire, "a first message that is no Logon");
            }
        }
        try (Wire wire = connect(from)) {
            expectClosed(wire, "a connection from a blocked address");
        }
        logOn(Duration.ofSeconds(2), "while another address is blocked");
    }

    private void checkCap() throws IOException {
        List<Wire> silent = new ArrayList<>();
        for (int i = 0; i < CAP + CAP_OF_ADDRESS; i++) {
            silent.add(connect(Loopback.address(1)));
        }
        long fromNs = System.nanoTime();
        logOn(BEHIND_THE_CAP, "behind " + silent.size() + " silent connections");
        run.figure("behindCapS", String.format("%.2f", (System.nanoTime() - fromNs) / 1e9));
        silent.forEach(Wire::close);
    }

    private void expectClosed(Wire wire, String what) throws IOException {
        Wire.Event event = wire.next(1000);
        if (event != Wire.Event.CLOSED) {
            run.violate('-', "block", what + " was not closed: " + event);
        }
    }

    private void logOn(Duration patience, String when) throws IOException {
        try (LeanSession session = new LeanSession(desk, message -> {})) {
            if (!session.logon(true, patience)) {
                run.violate('-', "QA3", "could not log on in " + patience.toSeconds() + " s " + when);
            }
        }
    }

    private Wire connect(InetAddress from) throws IOException {
        return Wire.connect(venue, from, 0, CONNECT_MS);
    }
}
