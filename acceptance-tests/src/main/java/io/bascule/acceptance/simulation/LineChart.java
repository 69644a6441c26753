package io.bascule.acceptance.simulation;

import java.util.List;
import java.util.Locale;

/** A chart of lines over one axis, as SVG. */
final class LineChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 300;
    private static final int LEFT = 90;
    private static final int TOP = 40;
    private static final int BOTTOM = 30;
    private static final String[] COLOURS = {"#1f5fa8", "#c0392b", "#2e8b57"};

    private LineChart() {}

    /** A line and its name. */
    record Line(String name, List<Double> values) {}

    /** Lines of the same length, from the first to the last. */
    static String svg(String title, String first, String last, List<Line> lines) {
        double least =
                lines.stream().mapToDouble(line -> least(line.values())).min().orElse(0);
        double most =
                lines.stream().mapToDouble(line -> most(line.values())).max().orElse(1);
        double span = most > least ? most - least : 1;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" "
                        + "font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                        + "<text x=\"%d\" y=\"18\" font-size=\"14\">%s</text>%n",
                WIDTH,
                HEIGHT,
                LEFT,
                title));
        label(svg, LEFT - 6, TOP + 4, "end", number(most));
        label(svg, LEFT - 6, HEIGHT - BOTTOM, "end", number(least));
        label(svg, LEFT, HEIGHT - 10, "start", first);
        label(svg, WIDTH - 10, HEIGHT - 10, "end", last);
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#888\"/>%n",
                LEFT,
                TOP,
                HEIGHT - BOTTOM,
                WIDTH - 10));
        for (int n = 0; n < lines.size(); n++) {
            String colour = COLOURS[n % COLOURS.length];
            draw(svg, lines.get(n).values(), least, span, colour);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"34\" fill=\"%s\">%s</text>%n",
                    LEFT + n * 200,
                    colour,
                    lines.get(n).name()));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, List<Double> values, double least, double span, String colour) {
        svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" points=\"");
        for (int i = 0; i < values.size(); i++) {
            double x = LEFT + (WIDTH - 10.0 - LEFT) * i / Math.max(1, values.size() - 1);
            double y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (values.get(i) - least) / span;
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        svg.append("\"/>\n");
    }

    private static void label(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.0f" : "%.2f", value);
    }

    private static double least(List<Double> values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double most(List<Double> values) {
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }
}
