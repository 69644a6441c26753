package io.bascule.acceptance.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An acceptor of a few lines, one thread a connection: answers as it is told, and copies its reports to PB1. */
final class TinyVenue implements AutoCloseable {
    private static final Pattern CLORDID = Pattern.compile("\\|11=([^|]*)");
    private static final Pattern SENDER = Pattern.compile("\\|49=([^|]*)");

    private final ServerSocket acceptor;
    private final Function<String, String> reportOf;
    private final Map<String, OutputStream> outputs = new ConcurrentHashMap<>();
    private final AtomicInteger orders = new AtomicInteger();

    /** Answers an order with the fields that the function makes of its ClOrdID; nothing if those are empty. */
    TinyVenue(Function<String, String> reportOf) throws IOException {
        this.reportOf = reportOf;
        acceptor = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(acceptor.getInetAddress(), acceptor.getLocalPort());
    }

    int orders() {
        return orders.get();
    }

    @Override
    public void close() throws IOException {
        acceptor.close();
    }

    private void accept() {
        while (!acceptor.isClosed()) {
            try {
                Socket socket = acceptor.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String message = read(in); !message.isEmpty(); message = read(in)) {
                Matcher sender = SENDER.matcher(message);
                sender.find();
                if (message.contains("|35=A|")) {
                    outputs.put(sender.group(1), out);
                    send(out, "A", "98=0|108=30|");
                    send(out, "1", "112=ARE-YOU-THERE|");
                } else if (message.contains("|35=5|")) {
                    send(out, "5", "");
                    return;
                } else if (message.contains("|35=D|")) {
                    answer(message, out);
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private void answer(String order, OutputStream out) throws IOException {
        orders.incrementAndGet();
        Matcher clOrdId = CLORDID.matcher(order);
        clOrdId.find();
        String report = reportOf.apply(clOrdId.group(1));
        if (!report.isEmpty()) {
            send(out, "8", report);
            OutputStream copies = outputs.get("PB1");
            if (copies != null) {
                send(copies, "8", report + "797=Y|");
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int fieldStart = 0;
        for (int value = in.read(); value >= 0; value = in.read()) {
            message.write(value == OrderEncoder.SOH ? '|' : value);
            if (value == OrderEncoder.SOH) {
                String text = message.toString(StandardCharsets.US_ASCII);
                if (text.startsWith("10=", fieldStart)) {
                    return text;
                }
                fieldStart = message.size();
            }
        }
        return "";
    }

    private static void send(OutputStream out, String msgType, String fields) throws IOException {
        String body = "35=" + msgType + "|34=1|49=BASCULE|" + fields;
        // The client does not check the checksum.
        synchronized (out) {
            out.write(OrderEncoder.ascii("8=FIX.4.4|9=" + body.length() + "|" + body + "10=000|"));
        }
    }

    private static void daemon(Runnable body) {
        Thread thread = new Thread(body, "tiny-venue");
        thread.setDaemon(true);
        thread.start();
    }
}
