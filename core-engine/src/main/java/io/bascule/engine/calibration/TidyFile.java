package io.bascule.engine.calibration;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * One file in the tidy format: comma separated, a header, one row a line, plain or gzip. Columns are found by name, so
 * that their order and further columns do not matter. Holds the row that is being read.
 */
final class TidyFile {
    static final int HOURS_PER_DAY = 24;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int DATE_LENGTH = 10;
    private static final long FIRST_DAY = LocalDate.of(2009, 1, 3).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(2099, 12, 31).toEpochDay();

    private final Path path;
    private final List<String> columns;
    private final String[] fields;
    private long line = 1;
    private String lastDate = "";
    private long lastDay;

    private TidyFile(final Path path, final String header) {
        this.path = path;
        columns = List.of(header.split(",", -1));
        fields = new String[columns.size()];
    }

    /**
     * Reads a file from its first row to its last.
     *
     * @param path of the file.
     * @param required columns.
     * @param onRow is called for each row.
     * @throws DataException if it is not such a file, or {@code onRow} refuses a row.
     */
    static void read(final Path path, final List<String> required, final Consumer<TidyFile> onRow) {
        try (BufferedReader reader = open(path)) {
            final String first = reader.readLine();
            if (first == null) {
                throw new DataException(path, "is empty");
            }
            final TidyFile file = new TidyFile(path, first.startsWith(BYTE_ORDER_MARK) ? first.substring(1) : first);
            for (final String column : required) {
                if (!file.columns.contains(column)) {
                    throw new DataException(path, 1, "the column \"" + column + "\" is missing");
                }
            }
            file.readRows(reader, onRow);
        } catch (IOException e) {
            throw new DataException(path, "cannot be read: " + e);
        }
    }

    private void readRows(final BufferedReader reader, final Consumer<TidyFile> onRow) throws IOException {
        for (String row = reader.readLine(); row != null; row = reader.readLine()) {
            line++;
            if (!row.isEmpty()) {
                split(row);
                onRow.accept(this);
            }
        }
        if (line == 1) {
            throw new DataException(path, "has no row");
        }
    }

    private static BufferedReader open(final Path path) throws IOException {
        final InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        raw.mark(2);
        final boolean isGzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
        raw.reset();
        final InputStream plain = isGzip ? new GZIPInputStream(raw, 1 << 16) : raw;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }

    private void split(final String row) {
        int from = 0;
        int n = 0;
        final List<String> found = new ArrayList<>(fields.length);
        for (int comma = row.indexOf(','); comma >= 0; comma = row.indexOf(',', from)) {
            found.add(row.substring(from, comma));
            from = comma + 1;
        }
        found.add(row.substring(from));
        if (found.size() != fields.length) {
            throw refused("has " + found.size() + " fields, the header has " + fields.length);
        }
        for (final String field : found) {
            fields[n++] = field;
        }
    }

    boolean has(final String column) {
        return columns.contains(column);
    }

    /** A field that must not be empty. */
    String text(final String column) {
        final String text = fields[columns.indexOf(column)];
        if (text.isEmpty()) {
            throw refused(column + " is missing");
        }
        return text;
    }

    /** A finite number. */
    double number(final String column) {
        final String text = text(column);
        final double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refused(column + " is not a number: " + text);
        }
        if (!Double.isFinite(number)) {
            throw refused(column + " is not a number: " + text);
        }
        return number;
    }

    /** A price: more than 0. */
    double price(final String column) {
        final double price = number(column);
        if (price <= 0) {
            throw refused(column + " is not a price: " + text(column));
        }
        return price;
    }

    /** Whether a field is there and not empty. */
    boolean isPresent(final String column) {
        final int n = columns.indexOf(column);
        return n >= 0 && !fields[n].isEmpty();
    }

    /** Days since the epoch of a field that begins with a date. */
    long day(final String column) {
        final String text = text(column);
        final String date = text.substring(0, Math.min(DATE_LENGTH, text.length()));
        if (!date.equals(lastDate)) {
            try {
                lastDay = LocalDate.parse(date).toEpochDay();
            } catch (DateTimeException e) {
                throw refused(column + " is not a date: " + text);
            }
            lastDate = date;
            if (lastDay < FIRST_DAY || lastDay > LAST_DAY) {
                throw refused(column + " is not of this market's time: " + text);
            }
        }
        return lastDay;
    }

    /** Hours since the epoch of a time such as 2020-01-31T08:00:00Z; minutes are dropped. */
    long hour(final String column) {
        final long day = day(column);
        final String text = text(column);
        final int tens = text.length() < DATE_LENGTH + 3 ? -1 : Character.digit(text.charAt(DATE_LENGTH + 1), 10);
        final int ones = text.length() < DATE_LENGTH + 3 ? -1 : Character.digit(text.charAt(DATE_LENGTH + 2), 10);
        if (tens < 0 || ones < 0 || tens * 10 + ones >= HOURS_PER_DAY) {
            throw refused(column + " is not a time: " + text);
        }
        return day * HOURS_PER_DAY + tens * 10L + ones;
    }

    /** The row is refused. */
    DataException refused(final String problem) {
        return new DataException(path, line, problem);
    }
}
