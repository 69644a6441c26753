package io.bascule.gateway.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of the log: its place among them and the day that it is of. Its first line says with which number it begins
 * and which hash came before.
 *
 * @param path the file
 * @param index counts the files from 1
 * @param day the UTC day as yyyyMMdd
 */
record AuditFile(Path path, int index, String day) {
    private static final Pattern NAME = Pattern.compile("([0-9]{8})-([0-9]{8})\\.audit");
    private static final Pattern HEADER =
            Pattern.compile("bascule-audit 1 first=([0-9]{1,18}) previous=([0-9a-f]{64})");
    private static final Pattern LINE = Pattern.compile("([0-9]{1,18}) .* ([0-9a-f]{64})", Pattern.DOTALL);

    /** The longest line: a piece of bytes, each of them escaped, and what stands around it. */
    private static final int LONGEST_LINE = 2 * AuditLog.MAX_PIECE_BYTES + 4096;

    /** The file of an index and a day. */
    static AuditFile of(Path directory, int index, String day) {
        return new AuditFile(directory.resolve(String.format("%08d-%s.audit", index, day)), index, day);
    }

    /** Every file of a directory, oldest first; none if there is no such directory. */
    static List<AuditFile> all(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(AuditFile::parse)
                    .flatMap(Optional::stream)
                    .sorted((one, other) -> Integer.compare(one.index, other.index))
                    .toList();
        }
    }

    private static Optional<AuditFile> parse(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches()
                ? Optional.of(new AuditFile(path, Integer.parseInt(name.group(1)), name.group(2)))
                : Optional.empty();
    }

    /** The first line of a file, with its end. */
    static String header(long first, String previous) {
        return "bascule-audit 1 first=" + first + " previous=" + previous + "\n";
    }

    /** What the first line of a file says. */
    record Header(long first, String previous) {
        /** Empty if the line is none. */
        static Optional<Header> parse(String line) {
            Matcher header = HEADER.matcher(line);
            return header.matches()
                    ? Optional.of(new Header(Long.parseLong(header.group(1)), header.group(2)))
                    : Optional.empty();
        }
    }

    /**
     * Where the log goes on.
     *
     * @param number of the last record
     * @param hash of it
     * @param length of the file up to its end
     */
    record End(long number, String hash, long length) {}

    /** The last whole line of the file; empty if it has not even a whole first line. */
    Optional<End> end() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int length = (int) Math.min(file.length(), LONGEST_LINE * 2L);
            byte[] tail = new byte[length];
            long offset = file.length() - length;
            file.seek(offset);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.ISO_8859_1);
            int last = text.lastIndexOf('\n');
            if (last < 0) {
                return Optional.empty();
            }
            String line = text.substring(text.lastIndexOf('\n', last - 1) + 1, last);
            Matcher record = LINE.matcher(line);
            if (record.matches()) {
                return Optional.of(new End(Long.parseLong(record.group(1)), record.group(2), offset + last + 1));
            }
            return Optional.of(Header.parse(line)
                    .map(header -> new End(header.first - 1, header.previous, offset + last + 1))
                    .orElseThrow(() -> new IOException(
                            path + " does not end with a record of an audit log. Restore it from a copy, or move it"
                                    + " and the files before it away")));
        }
    }
}
