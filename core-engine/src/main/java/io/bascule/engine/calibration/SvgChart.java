package io.bascule.engine.calibration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small chart in SVG: lines or dots over time, or bars by name. Values are drawn as given, ticks are round. */
public final class SvgChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int RIGHT = 50;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final int TICKS = 6;
    private static final int APART = 80;
    private static final List<String> COLOURS = List.of("#1f5fa8", "#c0392b", "#2e8b57", "#8e44ad", "#b9770e");

    private final String title;
    private final StringBuilder body = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final double low;
    private final double high;
    private final double first;
    private final double last;

    /**
     * @param title above the chart.
     * @param first least x.
     * @param last largest x.
     * @param low least y.
     * @param high largest y.
     */
    public SvgChart(final String title, final double first, final double last, final double low, final double high) {
        this.title = title;
        this.first = first;
        this.last = last > first ? last : first + 1;
        this.low = low;
        this.high = high > low ? high : low + 1;
    }

    private double x(final double value) {
        return LEFT + (value - first) / (last - first) * (WIDTH - LEFT - RIGHT);
    }

    private double y(final double value) {
        final double inside = Math.min(high, Math.max(low, value));
        return HEIGHT - BOTTOM - (inside - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
    }

    private String colour() {
        return COLOURS.get((names.size() - 1) % COLOURS.size());
    }

    /** A line through points, in the order given. */
    public SvgChart line(final String name, final double[] xs, final double[] ys) {
        names.add(name);
        body.append("<polyline fill=\"none\" stroke-width=\"1.2\" stroke=\"")
                .append(colour())
                .append("\" points=\"");
        for (int n = 0; n < xs.length; n++) {
            body.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(xs[n]), y(ys[n])));
        }
        body.append("\"/>\n");
        return this;
    }

    /** A dot at each point. */
    SvgChart dots(final String name, final double[] xs, final double[] ys) {
        names.add(name);
        for (int n = 0; n < xs.length; n++) {
            body.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"%s\"/>%n",
                    x(xs[n]),
                    y(ys[n]),
                    colour()));
        }
        return this;
    }

    /** A bar for each name, from the least y; a chart of bars has x from 0 to their number. */
    SvgChart bars(final List<String> labels, final double[] values) {
        names.add("");
        for (int n = 0; n < values.length; n++) {
            final double from = x(n + 0.15);
            body.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                    from,
                    y(values[n]),
                    x(n + 0.85) - from,
                    y(low) - y(values[n]),
                    COLOURS.get(0)));
            text(body, x(n + 0.5), HEIGHT - BOTTOM + 18, "middle", labels.get(n));
            text(body, x(n + 0.5), y(values[n]) - 4, "middle", String.format(Locale.ROOT, "%.2f", values[n]));
        }
        return this;
    }

    /** A column for each value, from 0, side by side from x = 0 on; nothing is written at them. */
    public SvgChart columns(final String name, final double[] values) {
        names.add(name);
        for (int n = 0; n < values.length; n++) {
            body.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                    x(n + 0.15),
                    y(Math.max(values[n], 0)),
                    x(n + 0.85) - x(n + 0.15),
                    y(Math.min(values[n], 0)) - y(Math.max(values[n], 0)),
                    colour()));
        }
        return this;
    }

    /** A level that values are held against. */
    public SvgChart level(final String name, final double value) {
        body.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#555\" stroke-dasharray=\"5 4\"/>%n",
                LEFT,
                WIDTH - RIGHT,
                y(value),
                y(value)));
        text(body, WIDTH - RIGHT, y(value) - 4, "end", name);
        return this;
    }

    /** The first date and the years, where x is days since the epoch. */
    SvgChart years() {
        text(
                body,
                x(first),
                HEIGHT - BOTTOM + 18,
                "middle",
                LocalDate.ofEpochDay((long) first).toString());
        final int from = LocalDate.ofEpochDay((long) first).getYear() + 1;
        final int to = LocalDate.ofEpochDay((long) last).getYear();
        for (int year = from; year <= to; year++) {
            final double at = (double) LocalDate.of(year, 1, 1).toEpochDay();
            if (x(at) - x(first) > APART) {
                text(body, x(at), HEIGHT - BOTTOM + 18, "middle", Integer.toString(year));
            }
        }
        return this;
    }

    private static void text(
            final StringBuilder to, final double x, final double y, final String anchor, final String text) {
        to.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    /** The whole document. */
    public String svg() {
        final StringBuilder all = new StringBuilder();
        all.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT));
        all.append("<g font-size=\"15\">");
        text(all, LEFT, 22, "start", title);
        all.append("</g>\n");
        for (int n = 0; n <= TICKS; n++) {
            final double value = low + (high - low) * n / TICKS;
            all.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y(value),
                    y(value)));
            text(all, LEFT - 6, y(value) + 4, "end", String.format(Locale.ROOT, "%.2f", value));
        }
        all.append(body);
        int at = LEFT;
        for (int n = 0; n < names.size(); n++) {
            if (!names.get(n).isEmpty()) {
                all.append("<g fill=\"").append(COLOURS.get(n % COLOURS.size())).append("\">");
                text(all, at, 40, "start", names.get(n));
                all.append("</g>\n");
                at += 12 + names.get(n).length() * 7;
            }
        }
        return all.append("</svg>\n").toString();
    }
}
