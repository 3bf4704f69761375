package org.reprise.ui;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.reprise.delivery.ledger.DeliveryCounts.TimeBucket;

/** How many were sent and failed by when, as the chart library takes it. */
@Named
@RequestScoped
public class ProgressChart {
    /** Looked up once: each {@code Json.create…} would search all jars for a provider again. */
    private static final JsonProvider JSON = JsonProvider.provider();

    /** A canvas knows no style sheet: tones that can be read on light and on dark. */
    private static final String SENT = "#12938a";

    private static final String FAILED = "#d8584c";
    private static final String LABEL = "#75828c";
    private static final String LINE = "rgba(128,140,150,.2)";

    @Inject
    private Reading reading;

    @Inject
    private Words words;

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
                shown.stream().mapToLong(TimeBucket::sent).sum(),
                shown.stream().mapToLong(TimeBucket::failed).sum(),
                words.time(shown.get(0).since()),
                words.time(end(shown)));
    }

    public String json(long campaign) {
        var shown = of(campaign);
        var format = format(shown);
        var labels = JSON.createArrayBuilder().add(format.format(shown.get(0).since()));
        shown.forEach(stretch -> labels.add(format.format(stretch.since().plus(stretch.width()))));
        var data = JSON.createObjectBuilder()
                .add("labels", labels)
                .add(
                        "datasets",
                        JSON.createArrayBuilder()
                                .add(line(words.of("stat.sent"), SENT, shown, TimeBucket::sent))
                                .add(line(words.of("stat.failed"), FAILED, shown, TimeBucket::failed)));
        return JSON.createObjectBuilder()
                .add("type", "line")
                .add("data", data)
                .add("options", options())
                .build()
                .toString();
    }

    /** Each point is what had been reached by the end of its stretch. */
    private static JsonObjectBuilder line(
            String label, String colour, List<TimeBucket> buckets, ToLongFunction<TimeBucket> of) {
        var points = JSON.createArrayBuilder().add(0);
        long sum = 0;
        for (var stretch : buckets) {
            sum += of.applyAsLong(stretch);
            points.add(sum);
        }
        return JSON.createObjectBuilder()
                .add("label", label)
                .add("data", points)
                .add("borderColor", colour)
                .add("backgroundColor", colour)
                .add("borderWidth", 2)
                .add("pointRadius", 0)
                .add("pointHitRadius", 8);
    }

    /** Drawn at once: it is drawn anew with all news, and a movement would never come to its end. */
    private static JsonObject options() {
        var ticks = JSON.createObjectBuilder()
                .add("color", LABEL)
                .add("maxTicksLimit", 6)
                .add("maxRotation", 0)
                .add("autoSkipPadding", 24);
        var x = JSON.createObjectBuilder()
                .add("ticks", ticks)
                .add("grid", JSON.createObjectBuilder().add("display", false));
        var y = JSON.createObjectBuilder()
                .add("beginAtZero", true)
                .add(
                        "ticks",
                        JSON.createObjectBuilder()
                                .add("color", LABEL)
                                .add("maxTicksLimit", 5)
                                .add("precision", 0))
                .add("border", JSON.createObjectBuilder().add("display", false))
                .add("grid", JSON.createObjectBuilder().add("color", LINE));
        var legend = JSON.createObjectBuilder()
                .add("position", "bottom")
                .add(
                        "labels",
                        JSON.createObjectBuilder()
                                .add("color", LABEL)
                                .add("boxWidth", 12)
                                .add("boxHeight", 2));
        return JSON.createObjectBuilder()
                .add("animation", false)
                .add("locale", locale().toLanguageTag())
                .add("maintainAspectRatio", false)
                .add(
                        "interaction",
                        JSON.createObjectBuilder().add("mode", "index").add("intersect", false))
                .add("scales", JSON.createObjectBuilder().add("x", x).add("y", y))
                .add("plugins", JSON.createObjectBuilder().add("legend", legend))
                .build();
    }

    private DateTimeFormatter format(List<TimeBucket> shown) {
        var span = Duration.between(shown.get(0).since(), end(shown));
        var pattern = span.toHours() >= 20 ? "d MMM HH:mm" : span.toMinutes() >= 20 ? "HH:mm" : "HH:mm:ss";
        return DateTimeFormatter.ofPattern(pattern, locale()).withZone(words.getZone());
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }

    private static Instant end(List<TimeBucket> shown) {
        var last = shown.get(shown.size() - 1);
        return last.since().plus(last.width());
    }
}
