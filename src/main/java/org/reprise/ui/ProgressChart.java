package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.reprise.campaign.Activity;
import org.reprise.delivery.ledger.ActivityType;
import org.reprise.delivery.ledger.DeliveryCounts.TimeBucket;

/**
 * How many were sent and failed by when, as lines in a field of 1000 by 100, with what an operator did meanwhile. The
 * page draws it with its own font and colours.
 */
@Named
@RequestScoped
public class ProgressChart {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 100;

    /** More could not be pointed at. */
    private static final int MAX_SLICES = 60;

    private static final Map<ActivityType, String> MARKED = Map.of(
            ActivityType.EDITED, "pi-pencil",
            ActivityType.STOPPED, "pi-pause",
            ActivityType.RESTORED, "pi-pause",
            ActivityType.RESUMED, "pi-play",
            ActivityType.RETRIED, "pi-play",
            ActivityType.CONTINUED, "pi-refresh");

    @Inject
    private Reading reading;

    @Inject
    private History history;

    @Inject
    private Words words;

    /**
     * @param sent points of its line; so are the failed
     * @param most how many the top of the field stands for
     */
    public record Curve(String sent, String failed, long most, String from, String to) {}

    /** A stretch of the field, and what was reached by its end. */
    public record Slice(String x, String width, String title) {}

    /** @param left from the field's left, in percent */
    public record Mark(String type, String icon, String left, String title) {}

    private List<TimeBucket> of(long campaign) {
        return reading.of(campaign).buckets();
    }

    public boolean isEmpty(long campaign) {
        return of(campaign).isEmpty();
    }

    /** What the chart shows, for who cannot see it. */
    public String summary(long campaign) {
        var shown = of(campaign);
        return words.of(
                "chart.summary",
                sum(shown, TimeBucket::sent),
                sum(shown, TimeBucket::failed),
                words.time(start(shown)),
                words.time(end(shown)));
    }

    public Curve curve(long campaign) {
        var shown = of(campaign);
        long most = Math.max(1, Math.max(sum(shown, TimeBucket::sent), sum(shown, TimeBucket::failed)));
        var format = format(shown);
        return new Curve(
                line(shown, TimeBucket::sent, most),
                line(shown, TimeBucket::failed, most),
                most,
                format.format(start(shown)),
                format.format(end(shown)));
    }

    private static long sum(List<TimeBucket> shown, ToLongFunction<TimeBucket> of) {
        return shown.stream().mapToLong(of).sum();
    }

    /** Each point is what had been reached by the end of its stretch. */
    private static String line(List<TimeBucket> shown, ToLongFunction<TimeBucket> of, long most) {
        var points = new StringBuilder(point(0, HEIGHT));
        long sum = 0;
        for (int i = 0; i < shown.size(); i++) {
            sum += of.applyAsLong(shown.get(i));
            points.append(' ').append(point(WIDTH * (i + 1) / shown.size(), HEIGHT - HEIGHT * sum / most));
        }
        return points.toString();
    }

    private static String point(double x, double y) {
        return number(x) + "," + number(y);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    public List<Slice> slices(long campaign) {
        var shown = of(campaign);
        var format = format(shown);
        int step = (shown.size() + MAX_SLICES - 1) / MAX_SLICES;
        var slices = new ArrayList<Slice>();
        for (int from = 0; from < shown.size(); from += step) {
            var until = shown.subList(0, Math.min(shown.size(), from + step));
            slices.add(new Slice(
                    number(WIDTH * from / shown.size()),
                    number(WIDTH * (until.size() - from) / shown.size()),
                    words.of(
                            "chart.until",
                            format.format(end(until)),
                            sum(until, TimeBucket::sent),
                            sum(until, TimeBucket::failed))));
        }
        return slices;
    }

    /** What was done between the first outcome and the last; what followed at once stands at the end. */
    public List<Mark> marks(long campaign) {
        var shown = of(campaign);
        var end = end(shown).plus(shown.get(0).width());
        return history.of(campaign).stream()
                .map(History.Entry::activity)
                .filter(each -> each != null && MARKED.containsKey(each.type()))
                .filter(each -> !each.at().isBefore(start(shown)) && each.at().isBefore(end))
                .map(each -> mark(each, shown))
                .toList();
    }

    private Mark mark(Activity activity, List<TimeBucket> shown) {
        double passed = Duration.between(start(shown), activity.at()).toMillis();
        double all = Duration.between(start(shown), end(shown)).toMillis();
        return new Mark(
                activity.type().toString(),
                MARKED.get(activity.type()),
                number(Math.min(100, 100 * passed / all)),
                words.of("activity." + activity.type()) + ", " + words.precise(activity.at()));
    }

    private DateTimeFormatter format(List<TimeBucket> shown) {
        var span = Duration.between(start(shown), end(shown));
        var pattern = span.toHours() >= 20 ? "d MMM HH:mm" : span.toMinutes() >= 20 ? "HH:mm" : "HH:mm:ss";
        return DateTimeFormatter.ofPattern(pattern, locale()).withZone(words.getZone());
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }

    private static Instant start(List<TimeBucket> shown) {
        return shown.get(0).since();
    }

    private static Instant end(List<TimeBucket> shown) {
        var last = shown.get(shown.size() - 1);
        return last.since().plus(last.width());
    }
}
