package io.bascule.gateway.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Follows the chain through all files of a log, from the first that is there to the last whole line, and stops where it
 * breaks. It may be run while the venue writes.
 */
public final class AuditVerifier {
    /**
     * What was found.
     *
     * @param records how many are in order
     * @param first number of the first record; 0 if there is none
     * @param last number of the last one in order; 0 if there is none
     * @param hash of it
     * @param files that were read
     * @param fault where the chain breaks and why; empty if it does not
     */
    public record Result(long records, long first, long last, String hash, int files, Optional<String> fault) {}

    private final String anchor;
    private AuditChain chain;
    private String hash = AuditChain.BEGINNING;
    private long records;
    private long first;
    private long last;
    private boolean anchorSeen;

    private AuditVerifier(String anchor) {
        this.anchor = anchor;
        this.anchorSeen = anchor.isEmpty();
    }

    /**
     * Verifies the log of a directory.
     *
     * @param anchor a record's number, a colon and its hash, noted elsewhere, that must be in the log; empty: none
     * @throws IOException if a file cannot be read, or there is no log
     */
    public static Result verify(Path directory, String anchor) throws IOException {
        List<AuditFile> files = AuditFile.all(directory);
        if (files.isEmpty()) {
            throw new IOException(directory + " has no audit log");
        }
        AuditVerifier verifier = new AuditVerifier(anchor);
        Optional<String> fault = Optional.empty();
        int read = 0;
        while (read < files.size() && fault.isEmpty()) {
            AuditFile file = files.get(read);
            boolean follows = read == 0 || files.get(read - 1).index() + 1 == file.index();
            fault = follows
                    ? verifier.read(file, read == 0, read == files.size() - 1)
                    : Optional.of("the file before " + file.path().getFileName() + " is missing");
            read++;
        }
        if (fault.isEmpty() && !verifier.anchorSeen) {
            fault = Optional.of("the log does not have record " + anchor);
        }
        return new Result(verifier.records, verifier.first, verifier.last, verifier.hash, read, fault);
    }

    private Optional<String> read(AuditFile file, boolean isFirst, boolean isNewest) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16)) {
            byte[] line = line(in);
            int number = 1;
            Optional<AuditFile.Header> header = AuditFile.Header.parse(text(line));
            if (header.isEmpty() || !isWhole(line)) {
                return fault(file, number, "the first line is not that of an audit log");
            }
            if (isFirst) {
                hash = header.get().previous();
                last = header.get().first() - 1;
                chain = new AuditChain(hash);
            } else if (header.get().first() != last + 1
                    || !header.get().previous().equals(hash)) {
                return fault(file, number, "it does not go on where the file before ended");
            }
            for (line = line(in); line.length > 0; line = line(in)) {
                number++;
                if (!isWhole(line)) {
                    // The newest line may be in the making.
                    return isNewest ? Optional.empty() : fault(file, number, "the file ends within a record");
                }
                String fault = check(line);
                if (fault != null) {
                    return fault(file, number, fault);
                }
            }
            return Optional.empty();
        }
    }

    private Optional<String> fault(AuditFile file, int line, String reason) {
        return Optional.of("record " + (last + 1) + ", " + file.path().getFileName() + ":" + line + ": " + reason);
    }

    /** What is wrong with a whole line; null: nothing. */
    private String check(byte[] line) {
        int hashFrom = line.length - 1 - AuditChain.DIGITS;
        String text = text(line);
        int space = text.indexOf(' ');
        if (hashFrom < 2 || space < 0 || line[hashFrom - 1] != ' ') {
            return "it is no record";
        }
        if (!text.substring(0, space).equals(Long.toString(last + 1))) {
            return "its number is " + text.substring(0, Math.min(space, 18));
        }
        String stated = text.substring(hashFrom, hashFrom + AuditChain.DIGITS);
        chain.add(line, 0, hashFrom - 1);
        if (!chain.hash().equals(stated)) {
            return "its hash is not that of its text and of the record before it";
        }
        last++;
        records++;
        first = first == 0 ? last : first;
        hash = stated;
        anchorSeen |= anchor.equals(last + ":" + hash);
        return null;
    }

    private static boolean isWhole(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\n';
    }

    private static String text(byte[] line) {
        int length = isWhole(line) ? line.length - 1 : line.length;
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Up to and with the next end of line, or what is left; empty at the end. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
